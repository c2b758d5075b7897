import { type Rng } from '@relance/kernel';
import { type JsonSchema, type Route } from './routes.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** What people, bugs and attackers send. */
const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'a',
  'x'.repeat(5000),
  '\u0000',
  'é👩‍👩‍👧‍👦\u202e',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  "' OR 1=1 --",
  '2026-02-30',
  '9999-12-31T23:59:59Z',
  '+237699000112',
  '0'.repeat(24),
  {},
  [],
  [[]],
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { constructor: { prototype: { polluted: true } } },
  { length: 1e9 },
  ['a', null, { $in: [] }],
];
const strangeTexts: readonly string[] = [
  ...strange.filter((value): value is string => typeof value === 'string' && value !== ''),
  '1',
  '0',
  '-5',
  '1e9',
  'NaN',
  'Infinity',
  'undefined',
  '[object Object]',
  '%00',
  '{"$ne":1}',
];

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;

/** A value that mostly fits the schema, with something strange in it here and there. */
export function almost(schema: JsonSchema | undefined, schemas: Schemas, rng: Rng, depth = 0): unknown {
  if (!schema || depth > 5 || rng.next() < 0.3) return pick(rng, strange);
  if (schema.$ref) return almost(schemas[schema.$ref.split('/').at(-1) ?? ''], schemas, rng, depth + 1);
  if (schema.allOf) return almost(schema.allOf[0], schemas, rng, depth + 1);
  if (schema.enum) return pick(rng, schema.enum);
  if (schema.type === 'array')
    return [almost(schema.items, schemas, rng, depth + 1), almost(schema.items, schemas, rng, depth + 1)];
  if (schema.type === 'object' || schema.properties) {
    const entries = Object.entries(schema.properties ?? {}).filter(() => rng.next() < 0.8);
    return Object.fromEntries(entries.map(([key, part]) => [key, almost(part, schemas, rng, depth + 1)]));
  }
  return pick(rng, strange);
}

export const strangeText = (rng: Rng): string => pick(rng, strangeTexts);

/** A query with the route's own parameters and some that it does not know. */
export function strangeQuery(route: Route, rng: Rng): string {
  const own = route.parameters.filter((parameter) => parameter.in === 'query' && rng.next() < 0.5);
  const pairs = own.map(({ name, schema }) => {
    const value = schema?.enum && rng.next() < 0.5 ? String(pick(rng, schema.enum)) : strangeText(rng);
    return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  });
  if (rng.next() < 0.2) pairs.push('limit[$gt]=1');
  if (rng.next() < 0.2) pairs.push('a=1&a=2');
  return pairs.join('&');
}
