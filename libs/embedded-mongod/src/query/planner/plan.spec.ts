import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Int32 } from 'bson';
import { encode } from '../../bson/encode.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { Engine } from '../../engine.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { indexInfo } from '../../storage/index-info.ts';
import { insertRecord } from '../../storage/records.ts';
import { planQuery } from './plan.ts';
import { type Query } from './query.ts';

const int = (value: number): Int32 => new Int32(value);
const doc = (fields: Record<string, Value>): Doc => new Map(Object.entries(fields));

let folder: string;
let engine: Engine;
let collection: CollectionInfo;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-plan-'));
  engine = new Engine({ folder, host: '127.0.0.1:1', setName: undefined });
  collection = await engine.write((scope) => {
    const made = engine.catalog.make('p', 'plans', new Map());
    const specs = [
      { name: 'a', key: doc({ a: int(1) }) },
      { name: 'b', key: doc({ b: int(1) }) },
      { name: 'a_b', key: doc({ a: int(1), b: int(1) }) },
      { name: 'a_open', key: doc({ a: int(1), c: int(1) }), partialFilterExpression: doc({ state: 'open' }) },
      { name: 'a_some', key: doc({ a: int(1) }), partialFilterExpression: doc({ c: doc({ $gt: int(5) }) }) },
    ];
    for (const spec of specs)
      made.indexes = [...made.indexes, indexInfo(engine.catalog.takeIdent(), doc({ v: int(2), ...spec }))];
    scope.add(made);
    for (let at = 0; at < 50; at += 1) {
      const state = at % 2 === 0 ? 'open' : 'done';
      const whole = doc({ _id: int(at), a: int(at % 5), b: int(at % 7), c: int(at % 11), state });
      insertRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, made, whole, encode(whole));
    }
    return made;
  });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Which index answers, and how many ranges of keys were looked into to choose it. */
function chosen(query: Omit<Query, 'now'>): { readonly index: string | undefined; readonly counted: number } {
  let counted = 0;
  const { view } = engine.live;
  const watched = new Proxy(view, {
    get(target, name) {
      if (name === 'scanKeys') counted += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const before = collection.indexes.map(({ uses }) => uses);
  planQuery(watched, collection, { ...query, now: new Date() }, () => undefined);
  return { index: collection.indexes.find(({ uses }, at) => uses !== before[at])?.name, counted };
}

describe('the choice of an index', () => {
  it('takes the one that holds the matches alone without counting keys', () => {
    expect(chosen({ filter: doc({ a: int(1), b: int(2) }) })).toEqual({ index: 'a_b', counted: 0 });
    expect(chosen({ filter: doc({ a: int(1), b: doc({ $gt: int(2) }) }), sort: doc({ b: int(1) }) })).toEqual({
      index: 'a_b',
      counted: 0,
    });
    expect(chosen({ filter: doc({ a: int(1), state: 'open' }), sort: doc({ c: int(1) }), limit: 3 })).toEqual({
      index: 'a_open',
      counted: 0,
    });
  });

  it('counts keys where each of several indexes holds more than the matches', () => {
    const { counted } = chosen({ filter: doc({ a: int(1), b: int(2), c: doc({ $ne: int(3) }) }) });
    expect(counted).toBeGreaterThan(0);
  });

  it('leaves a partial index alone whose filter the question does not imply', () => {
    expect(chosen({ filter: doc({ a: int(1), state: 'done' }) }).index).not.toBe('a_open');
    expect(chosen({ filter: doc({ a: int(1), c: int(5) }) }).index).not.toBe('a_some');
    expect(chosen({ filter: doc({ a: int(1), c: int(6) }) }).index).toBeDefined();
    expect(chosen({ filter: doc({ a: int(1), c: doc({ $gte: int(6) }) }), hint: 'a_some' }).index).toBe('a_some');
  });
});
