import { type Binary } from 'bson';
import { isNumber, wholeOf } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { typeOf } from '../../bson/type-of.ts';
import { type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Condition } from './types.ts';

const isBinary = (value: Value): value is Binary => typeOf(value) === 5;

const positionsOf = (name: string, mask: Value): number[] => {
  if (Array.isArray(mask)) return mask.map((item) => position(name, item));
  if (isBinary(mask)) return setBits((at) => bitOfBytes(mask, at), mask.position * 8);
  const whole = isNumber(mask) ? wholeOf(mask) : undefined;
  if (whole === undefined && isNumber(mask))
    throw new MongoError('FailedToParse', `Expected an integer: ${name}: ${show(mask)}`);
  if (whole === undefined)
    throw new MongoError('BadValue', `${name} takes an Array, a number, or a BinData but received: ${name}`);
  if (whole < 0n) throw new MongoError('FailedToParse', `${name} cannot take a negative number`);
  return setBits((at) => ((whole >> BigInt(at)) & 1n) === 1n, 64);
};

const position = (name: string, item: Value): number => {
  const whole = isNumber(item) ? wholeOf(item) : undefined;
  if (whole === undefined) throw new MongoError('BadValue', `bit positions must be an integer but got: ${name}`);
  if (whole < 0n) throw new MongoError('BadValue', 'bit positions must be >= 0');
  return Number(whole);
};

const setBits = (test: (at: number) => boolean, count: number): number[] =>
  Array.from({ length: count }, (_, at) => at).filter(test);

const bitOfBytes = (value: Binary, at: number): boolean =>
  at < value.position * 8 && (((value.buffer[at >> 3] as number) >> (at & 7)) & 1) === 1;

const readers: Readonly<Record<string, (set: number, count: number) => boolean>> = {
  $bitsAllSet: (set, count) => set === count,
  $bitsAnySet: (set) => set > 0,
  $bitsAllClear: (set) => set === 0,
  $bitsAnyClear: (set, count) => set < count,
};

/** `$bitsAllSet`, `$bitsAnySet`, `$bitsAllClear`, `$bitsAnyClear` over whole numbers (two's complement) and binary. */
export const bitTest = (name: string, mask: Value): Condition => {
  const positions = positionsOf(name, mask);
  const decide = readers[name] as (set: number, count: number) => boolean;
  const test = (value: Value): boolean => {
    if (isBinary(value)) return decide(positions.filter((at) => bitOfBytes(value, at)).length, positions.length);
    const whole = isNumber(value) ? wholeOf(value) : undefined;
    if (whole === undefined) return false;
    const bit = (at: number): boolean => ((whole >> BigInt(Math.min(at, 63))) & 1n) === 1n;
    return decide(positions.filter(bit).length, positions.length);
  };
  return { kind: 'leaf', test, traverse: true };
};
