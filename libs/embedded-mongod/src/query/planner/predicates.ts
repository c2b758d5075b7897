import { BSONRegExp } from 'bson';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { regexOf } from '../matcher/operators.ts';

/** One condition on one path, as far as an index can help with it. */
export type Predicate = {
  readonly path: string;
  readonly operator: string;
  readonly operand: Value;
  /** Conditions of one `$elemMatch` hold for the same array element: their bounds may be intersected. */
  readonly together?: number;
};

/** What a filter says, split for the planner: conditions that must all hold, and alternatives. */
export type Shape = {
  readonly all: Predicate[];
  readonly any: Doc[][];
  /** Something in the filter is not among the conditions: they alone do not decide. */
  isPartial: boolean;
};

/** Whether a value is a document of operators (`{ $gt: 1 }`). */
export const isOperators = (value: Value): value is Doc => {
  if (!isDoc(value) || value.size === 0) return false;
  const [first] = value.keys();
  return first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id' && first !== '$db';
};

let groups = 0;

const read = (filter: Doc, prefix: string, shape: Shape, together?: number): void => {
  for (const [name, value] of filter) {
    if (name === '$and' && Array.isArray(value)) {
      for (const part of value) if (isDoc(part)) read(part, prefix, shape, together);
      continue;
    }
    if (name === '$or' && Array.isArray(value)) {
      const branches = value.filter(isDoc);
      if (prefix === '' && branches.length === 1) read(branches[0] as Doc, prefix, shape, together);
      else {
        shape.isPartial = true;
        if (prefix === '') shape.any.push(branches);
      }
      continue;
    }
    if (name.startsWith('$')) {
      if (name !== '$comment') shape.isPartial = true;
      continue;
    }
    readPath(prefix + name, value, shape, together);
  }
};

const readPath = (path: string, value: Value, shape: Shape, together?: number): void => {
  const group = together === undefined ? {} : { together };
  if (value instanceof BSONRegExp) {
    shape.all.push({ path, operator: '$regex', operand: value, ...group });
    return;
  }
  if (!isOperators(value)) {
    shape.all.push({ path, operator: '$eq', operand: value, ...group });
    return;
  }
  for (const [operator, operand] of value) {
    if (operator === '$elemMatch' && isDoc(operand)) {
      const group = ++groups;
      shape.isPartial = true;
      if (isOperators(operand)) readPath(path, operand, shape, group);
      else read(operand, `${path}.`, shape, group);
    } else if (operator === '$regex') {
      const { pattern, options } = regexOf(operand, value.get('$options'));
      shape.all.push({ path, operator, operand: new BSONRegExp(pattern, [...options].sort().join('')), ...group });
    } else if (operator === '$all' && Array.isArray(operand)) {
      readAll(path, operand, shape);
    } else if (operator !== '$options') {
      shape.all.push({ path, operator, operand, ...group });
    }
  }
};

const readAll = (path: string, items: readonly Value[], shape: Shape): void => {
  if (items.length === 0) shape.all.push({ path, operator: '$in', operand: [] });
  for (const item of items) {
    if (isDoc(item) && item.has('$elemMatch')) readPath(path, item, shape);
    else if (item instanceof BSONRegExp) shape.all.push({ path, operator: '$regex', operand: item });
    else shape.all.push({ path, operator: '$eq', operand: item });
  }
};

/** Splits a filter for the planner. The filter itself is still checked on every document. */
export const shapeOf = (filter: Doc): Shape => {
  const shape: Shape = { all: [], any: [], isPartial: false };
  read(filter, '', shape);
  return shape;
};
