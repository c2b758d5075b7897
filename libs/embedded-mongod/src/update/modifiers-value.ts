import { Double, Int32, Long, Timestamp } from 'bson';
import { compare } from '../bson/compare.ts';
import { arithmetic, bigOf, integer, isDecimal, isDouble, isInt, isLong, isNumber, long } from '../bson/numeric.ts';
import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type NumberValue, type Value } from '../bson/value.ts';
import { toDecimal128, finite } from '../bson/decimal.ts';
import { MongoError } from '../errors.ts';
import { type Modifier, type UpdateOptions } from './types.ts';

/** How messages name a document: by its `_id`. */
export const named = (target: Doc): string => (target.has('_id') ? `{_id: ${show(target.get('_id'))}}` : '{}');

const last = (path: string): string => path.split('.').at(-1) as string;

const shownNumber = (value: NumberValue): string => {
  if (isInt(value)) return `(NumberInt)${value.value}`;
  if (isLong(value)) return `(NumberLong)${bigOf(value)}`;
  return isDouble(value) ? `(NumberDouble)${value.value}` : `(NumberDecimal)${value.toString()}`;
};

const set: Modifier = {
  onlyExisting: false,
  parse: (argument) => () => ({ set: argument }),
};

const calculate = (operator: '$inc' | '$mul'): Modifier => ({
  onlyExisting: false,
  parse: (argument, path) => {
    if (!isNumber(argument)) {
      const verb = operator === '$inc' ? 'increment' : 'multiply';
      throw new MongoError('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${show(argument)}}`);
    }
    return (current, exists, target) => {
      if (!exists) return { set: operator === '$inc' ? argument : zeroLike(argument) };
      if (!isNumber(current)) {
        throw new MongoError(
          'TypeMismatch',
          `Cannot apply ${operator} to a value of non-numeric type. ${named(target)} has the field '${last(path)}' of non-numeric type ${typeName(current)}`,
        );
      }
      const result = arithmetic(operator === '$inc' ? 'add' : 'multiply', current, argument);
      if (result === undefined) {
        throw new MongoError(
          'BadValue',
          `Failed to apply ${operator} operations to current value (${shownNumber(current)}) for document ${named(target)}`,
        );
      }
      return { set: result };
    };
  },
});

const zeroLike = (value: NumberValue): Value => {
  if (isInt(value)) return new Int32(0);
  if (isLong(value)) return Long.fromInt(0);
  return isDecimal(value) ? toDecimal128(finite(0n)) : new Double(0);
};

const extreme = (sign: 1 | -1): Modifier => ({
  onlyExisting: false,
  parse: (argument, _path, options) => (current, exists) =>
    !exists || compare(argument, current, options.collation) * sign > 0 ? { set: argument } : undefined,
});

const stamp = (options: UpdateOptions): Timestamp =>
  options.timestamp ?? new Timestamp({ t: Math.floor(options.now.getTime() / 1000), i: 1 });

const currentDate: Modifier = {
  onlyExisting: false,
  parse: (argument, _path, options) => {
    if (typeof argument === 'boolean') return () => ({ set: options.now });
    if (!(argument instanceof Map)) {
      throw new MongoError(
        'BadValue',
        `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
      );
    }
    for (const name of argument.keys()) {
      if (name !== '$type') throw new MongoError('BadValue', `Unrecognized $currentDate option: ${name}`);
    }
    const type = argument.get('$type');
    if (type === 'date') return () => ({ set: options.now });
    if (type === 'timestamp') return () => ({ set: stamp(options) });
    throw new MongoError(
      'BadValue',
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    );
  },
};

const unset: Modifier = {
  onlyExisting: true,
  parse: () => () => ({ unset: true }),
};

const bitOperations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit: Modifier = {
  onlyExisting: false,
  parse: (argument, path) => {
    if (!(argument instanceof Map)) {
      throw new MongoError(
        'BadValue',
        `The $bit modifier is not compatible with a ${typeName(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
      );
    }
    if (argument.size === 0) {
      throw new MongoError(
        'BadValue',
        `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
      );
    }
    const steps = [...argument].map(([name, operand]) => {
      const apply = Object.hasOwn(bitOperations, name) ? bitOperations[name] : undefined;
      if (apply === undefined) {
        throw new MongoError(
          'BadValue',
          `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${path}: ${show(argument)}}`,
        );
      }
      if (!isNumber(operand) || !(isInt(operand) || isLong(operand))) {
        throw new MongoError(
          'BadValue',
          `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here: {${name}: ${show(operand)}}`,
        );
      }
      return { apply, operand };
    });
    return (current, exists, target) => {
      if (exists && !(isNumber(current) && (isInt(current) || isLong(current)))) {
        throw new MongoError(
          'BadValue',
          `Cannot apply $bit to a value of non-integral type.${named(target)} has the field ${last(path)} of non-integer type ${typeName(current)}`,
        );
      }
      const start = exists ? (current as Int32 | Long) : new Int32(0);
      let wide = isLong(start);
      let total = isLong(start) ? bigOf(start) : BigInt(start.value);
      for (const { apply, operand } of steps) {
        wide ||= isLong(operand);
        total = apply(total, isLong(operand) ? bigOf(operand) : BigInt(operand.value));
      }
      return { set: wide ? long(total) : (integer(total) as Value) };
    };
  },
};

/** Operators that look at one value. */
export const valueModifiers: Readonly<Record<string, Modifier>> = {
  $set: set,
  $setOnInsert: { ...set, onInsert: true },
  $inc: calculate('$inc'),
  $mul: calculate('$mul'),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
  $unset: unset,
  $bit: bit,
};
