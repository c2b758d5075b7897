import { getConnectionToken } from '@nestjs/mongoose';
import { seedDatabase, seedOwnerId } from '@relance/campaigns-data-access/testing';
import { testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, Types } from 'mongoose';
import { type ApiTestEnv, type Role, startTestApp } from '../../testing/api.test-env.ts';
import { CommandCosts, type ReadCost } from '../../testing/command-costs.ts';
import { type Route, routesOf } from '../../testing/routes.ts';

const LIMIT = 5;
/** Of each read of a request, those for names, counts and states beside the rows among them. */
const KEYS = 3 * LIMIT + 20;
/** A total is counted in an index, and no further. */
const COUNTED_KEYS = 10_001;
const SIZE = { owners: 120, campaigns: 720, contacts: 600, targets: 1_200, largestPart: 0.4, seed: 1 };
const owner = seedOwnerId(0);

let env: ApiTestEnv;
let costs: CommandCosts;
/** A value for every path parameter, by the beginning of the route. */
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  const database = await testDatabase();
  const uri = new URL(database.uri);
  uri.searchParams.set('monitorCommands', 'true');
  const connection = await mongoose.createConnection(database.uri, { autoIndex: false }).asPromise();
  await seedDatabase(connection, { ...SIZE, now: new Date() });
  ids = await prepare(connection);
  await connection.close();
  env = await startTestApp({}, { ...database, uri: uri.href });
  costs = new CommandCosts(env.app.get<Connection>(getConnectionToken(), { strict: false }), env.app.getHttpServer());
}, 240_000);
afterAll(() => env.close());

/** Rows of lists that the seed does not fill, all of one owner; the ids that routes are asked with. */
async function prepare(connection: Connection): Promise<typeof ids> {
  const rows = <T>(make: (at: Date, number: number) => T) =>
    Array.from({ length: 100 }, (_, number) => make(new Date(Date.now() - number * 60_000), number));
  await connection.collection('whatsapp_session_events').insertMany(
    rows((at, generation) => {
      const hour = new Date(at.getTime() - (at.getTime() % 3_600_000));
      const close = { code: 428, message: '', phase: 'open', cause: 'transient', strike: false, countAfter: 0 };
      return { ownerId: owner, generation, at, hour, ...close, nextAction: 'retry' };
    }),
  );
  await connection.collection<{ _id: string }>('opt_outs').insertMany(
    rows((at, number) => {
      const phone = `+23765100${String(number).padStart(4, '0')}`;
      const told = { source: 'reply', ownerId: owner, evidence: null, at, confirmation: 'none' };
      return { _id: phone, keys: [phone], id: new Types.ObjectId().toHexString(), ...told };
    }),
  );
  const [largest] = await connection
    .collection('campaigns')
    .find({ ownerId: owner, type: 'filtered' })
    .sort({ 'counts.enrolled': -1 })
    .limit(1)
    .toArray();
  const campaign = String(largest?._id);
  return {
    '/api/relance/admin/campaigns/{id}': campaign,
    '/api/relance/campaigns/{id}': campaign,
    '/api/relance/admin/sessions/{userId}': owner,
  };
}

/** Lists that hold nothing here: how many there are is bounded by what an administrator sets up. */
const small = ['/admin/reports/{id}/history', '/admin/webhooks/{id}/deliveries', '/webhooks/{id}/deliveries'];

/** A value for each filter that a list has. */
const filters: Readonly<Record<string, string>> = {
  action: 'campaign.create',
  actorId: owner,
  archived: 'true',
  audience: 'service',
  converted: 'true',
  country: 'CM',
  entityType: 'campaign',
  from: '2026-01-01',
  inLiveSequence: 'true',
  language: 'fr',
  minFailures: '1',
  onWhatsApp: 'yes',
  optedOut: 'true',
  ownerId: owner,
  q: 'se',
  replied: 'true',
  role: 'admin',
  source: 'reply',
  state: 'none',
  status: 'active',
  subscription: 'none',
  tag: 'vip',
  to: '2026-12-31',
  type: 'filtered',
  userId: owner,
};
/** What is searched for, where a list of owners is not meant. */
const searches: Readonly<Record<string, string>> = {
  '/admin/opt-outs': '+237651',
  '/contacts': 'Amina A',
  '/campaigns': 'spring',
  '/admin/campaigns': 'spring',
};
const paging = ['page', 'cursor', 'limit', 'sort'];

function queriesOf({ parameters, path }: Route): string[] {
  const own = parameters.filter((one) => one.in === 'query' && !paging.includes(one.name)).map(({ name }) => name);
  const values = own.map((name) => {
    if (name === 'entityId') return `entityType=campaign&entityId=${ids['/api/relance/campaigns/{id}']}`;
    const value = name === 'q' ? (searches[path.replace('/api/relance', '')] ?? filters['q']) : filters[name];
    const allowed = parameters.find((one) => one.name === name)?.schema?.enum;
    if (value === undefined) throw new Error(`${path}: no value to measure its filter "${name}" with`);
    return `${name}=${encodeURIComponent(String(allowed && !allowed.includes(value) ? allowed[0] : value))}`;
  });
  const sorts = parameters.find(({ name }) => name === 'sort')?.schema?.enum ?? [];
  const others = sorts.filter((sort) => sort !== '-createdAt');
  return ['', ...others.map((sort) => `sort=${String(sort)}`), ...values, ...rare(path)];
}

/** A search that finds one of many. */
const rare = (path: string): string[] =>
  /admin.(owners|sessions)$/.test(path) ? [`q=${seedOwnerId(SIZE.owners - 3)}`] : [];

function pathOf(path: string): string {
  const known = Object.keys(ids).find((beginning) => path.startsWith(beginning));
  const filled = known ? path.replace(/\{[^}]+\}/, ids[known] ?? '') : path;
  if (filled.includes('{')) throw new Error(`${path}: no id to measure it with`);
  return filled;
}

async function ask(token: string, path: string): Promise<void> {
  const answer = await env.http().get(path).auth(token, { type: 'bearer' });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
}

/** A signed-in person whom the API remembers: what a list costs is what every further request costs. */
async function signedIn(role: Role, path: string): Promise<string> {
  const token = await env.token(role, role === 'user' ? owner : undefined);
  await ask(token, path);
  return token;
}

/** The owner with most campaigns has so many. */
const OWNED = Math.floor(SIZE.campaigns * SIZE.largestPart);
/** Reads that may look at more, and why. */
const allowances: readonly { readonly route: RegExp; readonly collection: string; readonly keys: number }[] = [
  // How many campaigns each owner of the page has is counted in them.
  { route: /^\/admin\/(owners|sessions)\?/, collection: 'campaigns', keys: OWNED + KEYS },
  // A word that many owners have is looked up no further than for a hundred; each has it in name, address and id.
  { route: /^\/admin\/(owners|sessions)\?.*q=se$/, collection: 'owner_sessions', keys: 3 * 100 + KEYS },
  // An owner's campaigns by name are sorted.
  { route: /^\/campaigns\?.*sort=name/, collection: 'campaigns', keys: OWNED },
  // How many of an owner's people wait is added up from the campaigns that may have some.
  { route: /^\/targets\?/, collection: 'campaigns', keys: OWNED },
  // A search looks at what begins so, and sorts it.
  { route: /^\/(admin\/)?campaigns\?.*q=/, collection: 'campaigns', keys: SIZE.campaigns / 8 },
];

function isOverspent(route: string, { kind, collection, keys, documents }: ReadCost): boolean {
  // A count without an index would look at documents alone.
  if (kind === 'count') return keys > COUNTED_KEYS || documents > Math.max(keys, KEYS);
  const allowed = allowances.find((one) => one.route.test(route) && one.collection === collection)?.keys ?? KEYS;
  return Math.max(keys, documents) > allowed;
}

describe('every list of the contract', () => {
  it('looks at no more than its page, whatever it is narrowed by', async () => {
    const lists = routesOf(env.document).filter(
      ({ method, parameters, path }) =>
        method === 'get' &&
        parameters.some(({ name }) => name === 'limit') &&
        !small.includes(path.replace('/api/relance', '')),
    );
    expect(lists.length).toBeGreaterThan(15);
    const found: string[] = [];
    const tokens = {
      admin: await signedIn('admin', '/api/relance/admin/campaigns'),
      user: await signedIn('user', '/api/relance/campaigns'),
    };
    for (const list of lists) {
      const role = list.audience === 'user' ? 'user' : 'admin';
      for (const query of queriesOf(list)) {
        const route = `${list.path.replace('/api/relance', '')}?limit=${LIMIT}&${query}`;
        const path = `${pathOf(list.path)}?limit=${LIMIT}&${query}`;
        const read = await costs.of(() => ask(tokens[role], path)).catch(String);
        if (typeof read === 'string') found.push(read);
        else
          found.push(...read.filter((one) => isOverspent(route, one)).map((one) => `${route} ${JSON.stringify(one)}`));
      }
    }
    expect(found).toEqual([]);
  }, 240_000);
});
