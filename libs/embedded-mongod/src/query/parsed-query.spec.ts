import { BSONRegExp, Int32 } from 'bson';
import { type Doc, type Value } from '../bson/value.ts';
import { parsedQuery } from './parsed-query.ts';

const v = (value: unknown): Value => {
  if (typeof value === 'number') return new Int32(value);
  if (Array.isArray(value)) return value.map(v);
  if (value === null || typeof value !== 'object' || '_bsontype' in value) return value as Value;
  return new Map(Object.entries(value).map(([name, item]) => [name, v(item)]));
};

describe('parsedQuery', () => {
  it.each<[object, object]>([
    [{}, {}],
    [{ a: 1 }, { a: { $eq: 1 } }],
    [{ a: { $ne: 3 } }, { a: { $not: { $eq: 3 } } }],
    [{ a: { $nin: [1, 2] } }, { a: { $not: { $in: [1, 2] } } }],
    [{ a: { $in: [1] } }, { a: { $eq: 1 } }],
    [{ a: { $in: [] } }, { $alwaysFalse: 1 }],
    [{ a: { $all: [1, 2] } }, { $and: [{ a: { $eq: 1 } }, { a: { $eq: 2 } }] }],
    [{ a: { $all: [{ $elemMatch: { x: 1 } }] } }, { a: { $elemMatch: { x: { $eq: 1 } } } }],
    [{ a: { $exists: false } }, { a: { $not: { $exists: true } } }],
    [{ a: { $type: ['string', 'int'] } }, { a: { $type: [2, 16] } }],
    [{ a: { $regex: '^x', $options: 'i' } }, { a: { $regex: '^x', $options: 'i' } }],
    [{ a: new BSONRegExp('x', 'i') }, { a: { $regex: 'x', $options: 'i' } }],
    [{ a: { $not: { $gt: 1 } } }, { a: { $not: { $gt: 1 } } }],
    [{ a: { $elemMatch: { $gt: 1 } } }, { a: { $elemMatch: { $gt: 1 } } }],
    [
      { a: { $elemMatch: { x: 1, y: { $gt: 2 } } } },
      { a: { $elemMatch: { $and: [{ x: { $eq: 1 } }, { y: { $gt: 2 } }] } } },
    ],
    [{ a: { $gt: 3, $lt: 9 } }, { $and: [{ a: { $lt: 9 } }, { a: { $gt: 3 } }] }],
    [{ b: 2, a: 1 }, { $and: [{ a: { $eq: 1 } }, { b: { $eq: 2 } }] }],
    [{ a: { $gt: 1 }, b: 2 }, { $and: [{ b: { $eq: 2 } }, { a: { $gt: 1 } }] }],
    [{ $and: [{ $and: [{ a: 1 }] }, { b: 2 }] }, { $and: [{ a: { $eq: 1 } }, { b: { $eq: 2 } }] }],
    [{ $or: [{ a: 1 }] }, { a: { $eq: 1 } }],
    [
      { a: 1, $or: [{ b: 1 }, { c: 2 }] },
      { $and: [{ $or: [{ b: { $eq: 1 } }, { c: { $eq: 2 } }] }, { a: { $eq: 1 } }] },
    ],
    [{ $nor: [{ a: 1 }] }, { $nor: [{ a: { $eq: 1 } }] }],
    [{ a: 1, $comment: 'hi' }, { a: { $eq: 1 } }],
  ])('shows %j as %j', (filter, shown) => {
    expect(parsedQuery(v(filter) as Doc)).toEqual(v(shown));
  });
});
