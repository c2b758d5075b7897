import { Double } from 'bson';
import { addDec, type Dec, divDec, finite, fromDoubleExact, toDecimal128 } from '../../bson/decimal.ts';
import {
  bigOf,
  fitsInt,
  fitsLong,
  integer,
  isDecimal,
  isDouble,
  isInt,
  isLong,
  isNumber,
  long,
  toDec,
  toNumber,
} from '../../bson/numeric.ts';
import { type NumberValue, type Value } from '../../bson/value.ts';

/** Adds numbers of any type: whole ones exactly, doubles with compensation, decimals as decimals. */
export class Total {
  count = 0;
  #whole = 0n;
  #sum = 0;
  #lost = 0;
  #decimal: Dec | undefined;
  #double = false;
  #long = false;

  /** Adds a number; anything else is ignored. */
  add(value: Value): void {
    if (!isNumber(value)) return;
    this.count++;
    if (isDecimal(value)) this.#decimal = addDec(this.#decimal ?? finite(0n), toDec(value));
    else if (isDouble(value)) {
      this.#double = true;
      this.#addDouble(value.value);
    } else {
      this.#long ||= isLong(value);
      this.#whole += isInt(value) ? BigInt(value.value) : bigOf(value);
    }
  }

  #addDouble(value: number): void {
    const sum = this.#sum + value;
    if (Number.isFinite(sum)) {
      this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    }
    this.#sum = sum;
  }

  #doubles(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }

  #exact(): Dec {
    const doubles = this.#doubles();
    const base = addDec(this.#decimal ?? finite(0n), finite(this.#whole));
    return this.#double
      ? addDec(base, Number.isInteger(doubles) ? fromDoubleExact(doubles) : toDec(new Double(doubles)))
      : base;
  }

  /** The sum in the widest type met; whole sums beyond a long become a double. */
  sum(): NumberValue {
    if (this.#decimal !== undefined) return toDecimal128(this.#exact());
    if (this.#double) return new Double(this.#doubles() + Number(this.#whole));
    if (!this.#long && fitsInt(this.#whole)) return integer(this.#whole) as NumberValue;
    return fitsLong(this.#whole) ? long(this.#whole) : new Double(Number(this.#whole));
  }

  /** The average as double, or decimal when one was met; null of nothing. */
  average(): NumberValue | null {
    if (this.count === 0) return null;
    if (this.#decimal !== undefined) return toDecimal128(divDec(this.#exact(), finite(BigInt(this.count))));
    return new Double((this.#doubles() + Number(this.#whole)) / this.count);
  }
}

/** The standard deviation of numbers; null of too few. */
export const deviation = (values: readonly Value[], isSample: boolean): Value => {
  const numbers = values.filter(isNumber).map(toNumber);
  const count = numbers.length - (isSample ? 1 : 0);
  if (count <= 0) return null;
  let mean = 0;
  let squares = 0;
  numbers.forEach((value, index) => {
    const delta = value - mean;
    mean += delta / (index + 1);
    squares += delta * (value - mean);
  });
  return new Double(Math.sqrt(squares / count));
};
