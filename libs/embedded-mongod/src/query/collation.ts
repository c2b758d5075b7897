import { isNumber, toNumber } from '../bson/numeric.ts';
import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type StringOrder, type Value } from '../bson/value.ts';
import { Int32 } from 'bson';
import { MongoError } from '../errors.ts';
import { collationKeys, type CollationSettings } from './collation-keys.ts';

const fields = new Set([
  'locale',
  'caseLevel',
  'caseFirst',
  'strength',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
  'version',
]);

const wrongType = (field: string, value: Value, expected: string): MongoError =>
  new MongoError(
    'TypeMismatch',
    `BSON field 'collation.${field}' is the wrong type '${typeName(value)}', expected type ${expected}`,
  );

const flag = (spec: Doc, field: string): boolean => {
  const value = spec.get(field);
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw wrongType(field, value, "'bool'");
  return value;
};

const choice = (spec: Doc, field: string, allowed: readonly string[]): string => {
  const value = spec.get(field);
  if (value === undefined) return allowed[0] as string;
  if (typeof value !== 'string') throw wrongType(field, value, "'string'");
  if (!allowed.includes(value)) {
    throw new MongoError(
      'BadValue',
      `Enumeration value '${value}' for field 'collation.${field}' is not a valid value.`,
    );
  }
  return value;
};

const strengthOf = (spec: Doc): number => {
  const value = spec.get('strength');
  if (value === undefined) return 3;
  if (!isNumber(value)) throw wrongType('strength', value, "'number'");
  const strength = Math.trunc(toNumber(value));
  if (strength > 5 || strength < 0)
    throw new MongoError(
      51024,
      `BSON field 'strength' value must be ${strength < 0 ? '>= 0' : '<= 5'}, actual value '${strength}'`,
    );
  if (!(strength >= 1)) {
    throw new MongoError(
      'BadValue',
      `Enumeration value '${show(value)}' for field 'collation.strength' is not a valid value.`,
    );
  }
  return strength;
};

const localeOf = (spec: Doc): string => {
  const value = spec.get('locale');
  if (value === undefined) {
    throw new MongoError('IDLFailedToParse', "BSON field 'collation.locale' is missing but a required field");
  }
  if (typeof value !== 'string') throw wrongType('locale', value, "'string'");
  if (value === 'simple') return value;
  const tag = value.split('@')[0]?.replaceAll('_', '-') ?? '';
  const known = ((): boolean => {
    try {
      return Intl.Collator.supportedLocalesOf([tag]).length === 1;
    } catch {
      return false;
    }
  })();
  if (!known) throw new MongoError('BadValue', `Field 'locale' is invalid in: ${show(spec)}`);
  return value;
};

const settingsOf = (spec: Doc): CollationSettings => {
  for (const field of spec.keys()) {
    if (!fields.has(field)) {
      throw new MongoError('IDLUnknownField', `BSON field 'collation.${field}' is an unknown field.`);
    }
  }
  return {
    locale: localeOf(spec),
    caseLevel: flag(spec, 'caseLevel'),
    caseFirst: choice(spec, 'caseFirst', ['off', 'upper', 'lower']),
    strength: strengthOf(spec),
    numericOrdering: flag(spec, 'numericOrdering'),
    alternate: choice(spec, 'alternate', ['non-ignorable', 'shifted']),
    maxVariable: choice(spec, 'maxVariable', ['punct', 'space']),
    normalization: flag(spec, 'normalization'),
    backwards: flag(spec, 'backwards'),
  };
};

/**
 * A collation with every option written out, as listCollections and listIndexes show it; undefined for `simple`.
 * @throws MongoError 2, 14, 40414, 40415 for a collation MongoDB would refuse.
 */
export const normalizeCollation = (spec: Doc): Doc | undefined => {
  const settings = settingsOf(spec);
  if (settings.locale === 'simple') return undefined;
  return new Map<string, Value>([
    ['locale', settings.locale],
    ['caseLevel', settings.caseLevel],
    ['caseFirst', settings.caseFirst],
    ['strength', new Int32(settings.strength)],
    ['numericOrdering', settings.numericOrdering],
    ['alternate', settings.alternate],
    ['maxVariable', settings.maxVariable],
    ['normalization', settings.normalization],
    ['backwards', settings.backwards],
    ['version', '57.1'],
  ]);
};

const orders = new Map<string, StringOrder>();

/** The string order of a collation document; undefined (binary order) for none and for `simple`. */
export const collationOf = (spec: Doc | undefined): StringOrder | undefined => {
  if (spec === undefined || spec.size === 0) return undefined;
  const settings = settingsOf(spec);
  if (settings.locale === 'simple') return undefined;
  const name = JSON.stringify(settings);
  const known = orders.get(name);
  if (known !== undefined) return known;
  const key = collationKeys(settings);
  const order: StringOrder = { key, compare: (a, b) => (a === b ? 0 : Buffer.compare(key(a), key(b))) };
  orders.set(name, order);
  return order;
};
