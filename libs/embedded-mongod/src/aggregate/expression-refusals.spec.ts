import { d, v } from '../bson/testing/docs.ts';
import { type Value } from '../bson/value.ts';
import { compileExpression } from './expression.ts';

const doc = d({ a: 5, s: 'text', t: new Date(0) });
const evaluate = (expression: unknown): Value => compileExpression(v(expression), { now: new Date(0) })(doc);

describe('refusals', () => {
  it.each<[unknown, number]>([
    [{ $nope: 1 }, 168],
    ['$$nope', 17276],
    [{ $add: ['$s', 1] }, 14],
    [{ $subtract: ['$s', 1] }, 14],
    [{ $divide: [1, 0] }, 2],
    [{ $mod: [1, 0] }, 16610],
    [{ $abs: [1, 2] }, 16020],
    [{ $substrCP: ['x', 1] }, 16020],
    [{ $concat: ['x', 1] }, 16702],
    [{ $size: '$a' }, 17124],
    [{ $in: [1, '$a'] }, 40081],
    [{ $toInt: 'x' }, 241],
    [{ $toObjectId: 'x' }, 241],
    [{ $toInt: 9999999999 }, 241],
    [{ $arrayElemAt: ['$a', 0] }, 28689],
    [{ $switch: { branches: [] } }, 40068],
    [{ $cond: { if: 1, then: 2 } }, 17082],
    [{ a: 1, $b: 2 }, 16410],
    [{ $add: 1, $b: 2 }, 15983],
    [{ 'a.b': 1 }, 16405],
    ['$', 16872],
    ['$a..b', 15998],
    [{ $year: 'x' }, 16006],
    [{ $hour: { date: '$t', timezone: 'Mars' } }, 40485],
    [{ $dateFromString: { dateString: 'nonsense' } }, 241],
    [{ $function: { body: 'x', args: [], lang: 'js' } }, 115],
    [{ $let: { vars: { X: 1 }, in: 1 } }, 9],
  ])('%j is refused with %d', (expression, code) => {
    expect(() => evaluate(expression)).toThrow(expect.objectContaining({ code }));
  });
});
