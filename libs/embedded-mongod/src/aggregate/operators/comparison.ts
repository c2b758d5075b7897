import { Int32 } from 'bson';
import { compare } from '../../bson/compare.ts';
import { MongoError } from '../../errors.ts';
import { binary, operands, unary } from '../expression-arguments.ts';
import { type OperatorTable } from '../expression-types.ts';
import { truthy, type Value } from '../expression-values.ts';
import { type StringOrder } from '../../bson/value.ts';

/** Compares as expressions do: a missing value is below null. */
const order = (a: Value, b: Value, collation?: StringOrder): number => {
  const sign = compare(a, b, collation);
  return sign < 0 ? -1 : sign > 0 ? 1 : 0;
};

const test = (accept: (sign: number) => boolean): OperatorTable[string] =>
  binary((a, b, _name, scope) => accept(order(a, b, scope.order)));

/** `$eq` … `$cmp`, `$and`, `$or`, `$not`. */
export const comparisonOperators: OperatorTable = {
  $eq: test((sign) => sign === 0),
  $ne: test((sign) => sign !== 0),
  $gt: test((sign) => sign > 0),
  $gte: test((sign) => sign >= 0),
  $lt: test((sign) => sign < 0),
  $lte: test((sign) => sign <= 0),
  $cmp: binary((a, b, _name, scope) => new Int32(order(a, b, scope.order))),
  $not: unary((value) => !truthy(value)),
  $and: (argument, scope, name) => {
    const list = operands(argument, scope, name, 0, Infinity);
    return (env) => list.every((expr) => truthy(expr(env)));
  },
  $or: (argument, scope, name) => {
    const list = operands(argument, scope, name, 0, Infinity);
    return (env) => list.some((expr) => truthy(expr(env)));
  },
  $ifNull: (argument, scope, name) => {
    const given = Array.isArray(argument) ? argument.length : 1;
    if (given < 2) throw new MongoError(1257300, `$ifNull needs at least two arguments, had: ${given}`);
    const list = operands(argument, scope, name, 2, Infinity);
    return (env) => {
      let value: Value;
      for (const expr of list) {
        value = expr(env);
        if (value !== null && value !== undefined) break;
      }
      return value;
    };
  },
};
