import { Int32, Long } from 'bson';
import { d, v } from '../bson/testing/docs.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { type ApplyUpdateOptions, applyUpdate } from './index.ts';

const now = new Date('2024-05-06T07:08:09.010Z');
const asUpdate = (update: object): Doc | Value[] => (Array.isArray(update) ? (v(update) as Value[]) : d(update));
const run = (doc: object, update: object, options: Partial<ApplyUpdateOptions> = {}): ReturnType<typeof applyUpdate> =>
  applyUpdate(d(doc), asUpdate(update), { now, ...options });
const filters = (...list: object[]): Partial<ApplyUpdateOptions> => ({ arrayFilters: v(list) as Value[] });

describe('updates that are refused', () => {
  const refusals: [string, object, object, number, RegExp][] = [
    [
      'an unknown modifier',
      { _id: 1 },
      { $nope: { a: 1 } },
      9,
      /^Unknown modifier: \$nope\. Expected a valid update modifier/,
    ],
    [
      'a modifier without fields',
      { _id: 1 },
      { $set: 5 },
      9,
      /Modifiers operate on fields but we found type int instead/,
    ],
    [
      'a path twice',
      { _id: 1 },
      { $set: { a: 1 }, $inc: { a: 1 } },
      40,
      /^Updating the path 'a' would create a conflict at 'a'$/,
    ],
    [
      'a path and one below',
      { _id: 1 },
      { $set: { a: 1, 'a.b': 1 } },
      40,
      /^Updating the path 'a\.b' would create a conflict at 'a'$/,
    ],
    ['a changed _id', { _id: 1 }, { $set: { _id: 2 } }, 66, /would modify the immutable field '_id'/],
    ['an _id removed', { _id: 1 }, { $unset: { _id: '' } }, 66, /immutable field '_id'/],
    ['a replacement with another _id', { _id: 1 }, { _id: 2 }, 66, /was found to have been altered to _id: 2/],
    [
      'a path through a scalar',
      { _id: 1, a: 1 },
      { $set: { 'a.b': 1 } },
      28,
      /^Cannot create field 'b' in element \{a: 1\}$/,
    ],
    [
      'a name in an array',
      { _id: 1, a: [1] },
      { $set: { 'a.b': 1 } },
      28,
      /Cannot create field 'b' in element \{a: \[ 1 \]\}/,
    ],
    ['$inc by text', { _id: 1 }, { $inc: { a: 'x' } }, 14, /^Cannot increment with non-numeric argument: \{a: "x"\}$/],
    [
      '$inc of text',
      { _id: 1, a: 'x' },
      { $inc: { a: 1 } },
      14,
      /Cannot apply \$inc to a value of non-numeric type\. \{_id: 1\} has the field 'a' of non-numeric type string/,
    ],
    [
      '$push onto a scalar',
      { _id: 1, a: 1 },
      { $push: { a: 1 } },
      2,
      /^The field 'a' must be an array but is of type int in document \{_id: 1\}$/,
    ],
    [
      'an unknown clause',
      { _id: 1 },
      { $push: { a: { $each: [1], $nope: 1 } } },
      2,
      /Unrecognized clause in \$push: \$nope/,
    ],
    [
      '$addToSet onto a scalar',
      { _id: 1, a: 1 },
      { $addToSet: { a: 1 } },
      2,
      /Cannot apply \$addToSet to non-array field/,
    ],
    ['$pop by two', { _id: 1, a: [] }, { $pop: { a: 2 } }, 9, /\$pop expects 1 or -1/],
    ['$pull from a scalar', { _id: 1, a: 1 }, { $pull: { a: 1 } }, 2, /Cannot apply \$pull to a non-array value/],
    [
      '$pull with $not',
      { _id: 1, a: [1] },
      { $pull: { a: { $not: { $gt: 3 } } } },
      2,
      /^unknown top level operator: \$not/,
    ],
    ['an empty path', { _id: 1 }, { $set: { '': 1 } }, 56, /empty update path/],
    ['an empty part', { _id: 1 }, { $set: { 'a..b': 1 } }, 56, /contains an empty field name/],
    ['a dollar field', { _id: 1 }, { $set: { $a: 1 } }, 52, /dollar \(\$\) prefixed field '\$a'/],
    ['operators behind fields', { _id: 1 }, { a: 1, $set: { b: 1 } }, 52, /dollar \(\$\) prefixed field '\$set'/],
    [
      'a positional without a match',
      { _id: 1, a: [1] },
      { $set: { 'a.$': 1 } },
      2,
      /positional operator did not find the match/,
    ],
    [
      'an identifier without a filter',
      { _id: 1, a: [1] },
      { $set: { 'a.$[x]': 1 } },
      2,
      /No array filter found for identifier 'x' in path 'a\.\$\[x\]'/,
    ],
    [
      '$[] on a scalar',
      { _id: 1, a: 1 },
      { $set: { 'a.$[]': 1 } },
      2,
      /Cannot apply array updates to non-array element a: 1/,
    ],
    ['$[] on nothing', { _id: 1 }, { $set: { 'a.$[]': 1 } }, 2, /The path 'a' must exist in the document/],
    [
      'a stage that is not for updates',
      { _id: 1 },
      [{ $match: {} }],
      72,
      /\$match is not allowed to be used within an update/,
    ],
    ['an unknown stage', { _id: 1 }, [{ $nope: {} }], 40324, /Unrecognized pipeline stage name: '\$nope'/],
    ['$rename to itself', { _id: 1 }, { $rename: { a: 'a' } }, 2, /must differ/],
    ['an unknown $currentDate', { _id: 1 }, { $currentDate: { a: 'x' } }, 2, /is not valid type for \$currentDate/],
  ];
  it.each(refusals)('refuses %s', (_title, doc, update, code, message) => {
    expect(() => run(doc, update)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it('refuses a long that overflows, and array filters nobody uses', () => {
    const doc: Doc = new Map<string, Value>([
      ['_id', new Int32(1)],
      ['a', Long.MAX_VALUE],
    ]);
    expect(() => applyUpdate(doc, d({ $inc: { a: 1 } }), { now })).toThrow(
      expect.objectContaining({
        code: 2,
        message:
          'Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) for document {_id: 1}',
      }),
    );
    expect(() => run({ _id: 1 }, { $set: { a: 1 } }, filters({ x: 1 }))).toThrow(
      expect.objectContaining({ code: 9, message: expect.stringMatching(/identifier 'x' was not used/) }),
    );
  });
});
