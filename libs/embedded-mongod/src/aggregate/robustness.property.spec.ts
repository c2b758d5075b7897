import { jest } from '@jest/globals';
import { BSONRegExp } from 'bson';
import fc from 'fast-check';
import { identical } from '../bson/compare.ts';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { anyDoc, anyValue } from '../bson/testing/values.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileMatcher } from '../query/matcher/compile.ts';
import { compileProjection } from '../query/projection/index.ts';
import { compileSort } from '../query/sort.ts';
import { explainValidation } from '../query/validation.ts';
import { applyUpdate, upsertSeed } from '../update/index.ts';
import { compileExpression, expressionOperators } from './expression.ts';
import { compilePipeline } from './index.ts';
import { accumulators } from './accumulators/accumulators.ts';
import { stageNames } from './pipeline.ts';

// A busy machine is no failure.
jest.setTimeout(60_000);

const now = new Date('2024-02-29T12:00:00Z');
const queryOperators =
  '$eq $ne $gt $gte $lt $lte $in $nin $not $exists $type $mod $size $all $elemMatch $regex $options $bitsAllSet $and $or $nor $expr $jsonSchema $comment'.split(
    ' ',
  );
const updateOperators =
  '$set $unset $inc $mul $min $max $rename $currentDate $bit $push $addToSet $pop $pull $pullAll $setOnInsert'.split(
    ' ',
  );
const fields = [
  'a',
  'b',
  'a.b',
  'a.0',
  'a.$',
  'a.$[]',
  '_id',
  'input',
  'in',
  'as',
  'cond',
  'date',
  'unit',
  'n',
  'path',
  'from',
  'output',
  'sortBy',
  'groupBy',
  'boundaries',
  'bsonType',
  'required',
  'properties',
  '$each',
  '$slice',
  '$sort',
  '$position',
];

const leaf: fc.Arbitrary<Value> = fc.oneof(
  anyValue,
  fc.constantFrom<Value>('$a', '$$ROOT', '$a.b', '$$this', 'day', 'int', '%Y', ...fields.slice(0, 4)),
  fc.constantFrom('a', '(', '[').map((pattern): Value => new BSONRegExp(pattern)),
);

/** Specifications that look meant but are put together by chance. */
const spec = (operators: readonly string[]): fc.Arbitrary<Value> => {
  const name = fc.oneof(fc.constantFrom(...operators), fc.constantFrom(...fields));
  return fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((pairs): Value => new Map(pairs)),
      fc.tuple(fc.constantFrom(...operators), tie('value')).map((pair): Value => new Map([pair])),
    ),
  })).value;
};

const asDoc = (value: Value): Doc => (value instanceof Map ? value : new Map([['a', value]]));

/** Runs something that may be refused, but only as MongoDB refuses. */
const refusedOrDone = (work: () => unknown): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    expect(error.code).toBeGreaterThan(0);
  }
};

/** A result must be made of BSON values only: it comes back from its bytes as it was. */
const storable = (value: Value): void => {
  const doc: Doc = new Map(value === undefined ? [] : [['value', value]]);
  expect(identical(decode(encode(doc)), doc)).toBe(true);
};

const expressions = spec(expressionOperators());
const runs = { numRuns: 1500 };

describe('whatever is asked, it is done or refused with a code', () => {
  it('filters and validators', () => {
    fc.assert(
      fc.property(spec(queryOperators), anyDoc, (filter, doc) => {
        refusedOrDone(() => compileMatcher(asDoc(filter), { now }).positional(doc));
        refusedOrDone(() => explainValidation(asDoc(filter), { now })(doc));
        refusedOrDone(() => upsertSeed(asDoc(filter)));
      }),
      runs,
    );
  });

  it('updates', () => {
    const update = fc.oneof(
      fc
        .array(
          fc.tuple(
            fc.constantFrom(...updateOperators),
            fc.dictionary(fc.constantFrom(...fields), spec(queryOperators), { maxKeys: 2 }),
          ),
          { maxLength: 2 },
        )
        .map((pairs) => new Map(pairs.map(([name, what]): [string, Value] => [name, new Map(Object.entries(what))]))),
      spec(updateOperators).map(asDoc),
      fc.array(
        fc
          .tuple(fc.constantFrom('$set', '$unset', '$project', '$replaceWith', '$addFields'), expressions)
          .map((pair) => new Map([pair]) as Value),
        { maxLength: 2 },
      ),
    );
    fc.assert(
      fc.property(update, anyDoc, fc.option(fc.nat(2), { nil: undefined }), (what, doc, positionalIndex) => {
        refusedOrDone(() => storable(applyUpdate(doc, what, { now, positionalIndex }).doc));
      }),
      runs,
    );
  });

  it('expressions, projections and sorts', () => {
    fc.assert(
      fc.property(expressions, anyDoc, (expression, doc) => {
        refusedOrDone(() => storable(compileExpression(expression, { now, random: () => 0.5 })(doc)));
        refusedOrDone(() => compileProjection(asDoc(expression), { now })?.(doc));
        refusedOrDone(() => compileSort(asDoc(expression)).keyOf(doc));
      }),
      runs,
    );
  });

  it('every operator with values of every kind', () => {
    const values = fc.array(leaf, { minLength: 1, maxLength: 4 });
    const names =
      'input date dateString startDate endDate unit amount format timezone to n sortBy regex find replacement field value chars cond in initialValue inputs year p method limit'.split(
        ' ',
      );
    const named = fc.oneof(
      fc.subarray(names, { minLength: 1, maxLength: 4 }),
      ...[
        ['input', 'n'],
        ['input', 'cond'],
        ['input', 'in'],
        ['input', 'in', 'initialValue'],
        ['input', 'sortBy'],
        ['input', 'regex'],
        ['input', 'find', 'replacement'],
        ['input', 'field', 'value'],
        ['startDate', 'unit', 'amount'],
        ['startDate', 'endDate', 'unit'],
        ['date', 'unit'],
        ['date', 'format'],
        ['date', 'timezone'],
        ['dateString', 'format'],
        ['input', 'to'],
        ['input', 'p', 'method'],
        ['inputs'],
        ['year'],
        ['input', 'chars'],
      ].map((list) => fc.constant(list)),
    );
    const argument = fc.oneof(
      leaf,
      values.map((list): Value => list),
      fc
        .tuple(named, values)
        .map(([names, list]): Value => new Map(names.map((name, index) => [name, list[index % list.length]]))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...expressionOperators()), argument, anyDoc, (name, given, doc) => {
        refusedOrDone(() => storable(compileExpression(new Map([[name, given]]), { now, random: () => 0.5 })(doc)));
      }),
      { numRuns: 6000 },
    );
  });

  it('pipelines', () => {
    const all = [...expressionOperators(), ...Object.keys(accumulators)];
    const stage = fc.tuple(fc.constantFrom(...stageNames()), spec(all)).map((pair): Value => new Map([pair]));
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 3 }), fc.array(anyDoc, { maxLength: 3 }), (pipeline, docs) => {
        refusedOrDone(() =>
          storable([...compilePipeline(pipeline, { db: 'x', now, random: () => 0.5, read: () => docs }).run(docs)]),
        );
      }),
      runs,
    );
  });
});
