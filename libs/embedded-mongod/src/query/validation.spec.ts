import { d, plain } from '../bson/testing/docs.ts';
import { explainValidation } from './validation.ts';

const details = (validator: object, document: object): unknown => {
  const found = explainValidation(d(validator))(d(document));
  return found === undefined ? undefined : plain(found);
};

const schema = {
  $jsonSchema: {
    title: 'Student',
    required: ['name', 'year'],
    properties: {
      name: { bsonType: 'string', minLength: 2, description: 'a name' },
      year: { bsonType: 'int', minimum: 2000, maximum: 3000 },
      tags: { bsonType: 'array', items: { bsonType: 'string' }, uniqueItems: true, maxItems: 2 },
      kind: { enum: ['a', 'b'] },
      inner: {
        bsonType: 'object',
        required: ['x'],
        properties: { x: { type: 'number' } },
        additionalProperties: false,
      },
    },
  },
};

describe('explainValidation', () => {
  it('is silent about a document that conforms', () => {
    expect(details(schema, { name: 'Ann', year: 2024, tags: ['x'], kind: 'a', inner: { x: 1 } })).toBeUndefined();
  });

  it('lists missing properties and wrong types as MongoDB does', () => {
    expect(details(schema, { year: 'x' })).toEqual({
      operatorName: '$jsonSchema',
      title: 'Student',
      schemaRulesNotSatisfied: [
        { operatorName: 'required', specifiedAs: { required: ['name', 'year'] }, missingProperties: ['name'] },
        {
          operatorName: 'properties',
          propertiesNotSatisfied: [
            {
              propertyName: 'year',
              details: [
                {
                  operatorName: 'bsonType',
                  specifiedAs: { bsonType: 'int' },
                  reason: 'type did not match',
                  consideredValue: 'x',
                  consideredType: 'string',
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it.each([
    [{ name: 'A', year: 2024 }, 'minLength'],
    [{ name: 'Ann', year: 1 }, 'minimum'],
    [{ name: 'Ann', year: 2024, tags: ['x', 'x'] }, 'uniqueItems'],
    [{ name: 'Ann', year: 2024, tags: [1] }, 'items'],
    [{ name: 'Ann', year: 2024, tags: ['a', 'b', 'c'] }, 'maxItems'],
    [{ name: 'Ann', year: 2024, kind: 'z' }, 'enum'],
    [{ name: 'Ann', year: 2024, inner: { x: 1, y: 2 } }, 'additionalProperties'],
    [{ name: 'Ann', year: 2024, inner: {} }, 'required'],
  ])('finds what is wrong with %j: %s', (document, keyword) => {
    expect(JSON.stringify(details(schema, document))).toContain(`"operatorName":"${keyword}"`);
  });

  it('explains conditions of the query language', () => {
    expect(details({ x: { $gt: 5 } }, { x: 1 })).toEqual({
      operatorName: '$gt',
      specifiedAs: { x: { $gt: 5 } },
      reason: 'comparison failed',
      consideredValue: 1,
    });
    expect(details({ x: { $gt: 5 } }, {})).toEqual({
      operatorName: '$gt',
      specifiedAs: { x: { $gt: 5 } },
      reason: 'field was missing',
    });
    expect(details({ x: 1, y: { $type: 'string' } }, { x: 1, y: 2 })).toEqual({
      operatorName: '$and',
      clausesNotSatisfied: [
        {
          index: 1,
          details: {
            operatorName: '$type',
            specifiedAs: { y: { $type: 'string' } },
            reason: 'type did not match',
            consideredValue: 2,
            consideredType: 'int',
          },
        },
      ],
    });
    expect(details({ $expr: { $lt: ['$a', '$b'] } }, { a: 2, b: 1 })).toEqual({
      operatorName: '$expr',
      specifiedAs: { $expr: { $lt: ['$a', '$b'] } },
      reason: 'expression did not match',
      expressionResult: false,
    });
    expect(details({ $or: [{ a: 1 }, { b: 1 }] }, { a: 2, b: 2 })).toMatchObject({
      operatorName: '$or',
      clausesNotSatisfied: [{ index: 0 }, { index: 1 }],
    });
  });

  it.each([
    [{ $jsonSchema: { nope: 1 } }, 9],
    [{ $jsonSchema: { required: 'x' } }, 14],
    [{ $jsonSchema: { bsonType: 'integer' } }, 2],
    [{ x: { $nope: 1 } }, 2],
  ])('refuses the validator %j with %d', (validator, code) => {
    expect(() => explainValidation(d(validator))).toThrow(expect.objectContaining({ code }));
  });
});
