import { child, children, node, SERVER, type BinaryNode } from '../../binary/nodes.ts';
import { type World } from '../../server/world.ts';
import { type ClientConnection } from '../../server/client-connection.ts';
import { startReceiving } from '../login.ts';
import { type Answer, type Answerer, type Query } from './query.ts';

const LOGGED_OUT = 401;
const REACHOUT_TIMELOCK = '23983697327930364';
const MESSAGE_CAPPING = '24503548349331633';

/** Switches a client asks for at login: tokens go with 1:1 messages, and are issued to LIDs. */
const PROPERTIES: Readonly<Record<string, string>> = { 10518: 'true', 14303: 'true', 9666: 'false' };
const PRIVACY = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd', 'messages'];

/** `abt`: switches. */
export const answerProperties: Answerer = () => [
  node(
    'props',
    { protocol: 1, refresh: 86400 },
    Object.entries(PROPERTIES).map(([code, value]) => node('prop', { config_code: code, config_value: value })),
  ),
];

/** `privacy`: settings read, or trusted-contact tokens issued. */
export const answerPrivacy: Answerer = ({ iq }) =>
  iq.attrs['type'] === 'set'
    ? undefined
    : [
        node(
          'privacy',
          {},
          PRIVACY.map((name) => node('category', { name, value: 'all' })),
        ),
      ];

export const answerBlocklist: Answerer = () => [node('list', {})];

/** `w:sync:app:state`: every collection is empty and up to date. */
export const answerAppState: Answerer = ({ iq }) => {
  const collections = children(child(iq, 'sync')).map(({ attrs }) =>
    node('collection', { name: attrs['name'], version: attrs['version'] }),
  );
  return [node('sync', {}, collections)];
};

/** `passive`: from `active` on, the client takes stanzas. They follow the result. */
export function answerPassive(query: Query): Answer {
  query.connection.send(node('iq', { from: SERVER, type: 'result', id: query.iq.attrs['id'] }));
  if (child(query.iq, 'active')) startReceiving(query.world, query.connection);
  else query.companion.receiving = false;
  return 'done';
}

/** `md`: a device takes itself off the account. */
export function answerDevices({ world, connection, account, companion, iq }: Query): Answer {
  if (!child(iq, 'remove-companion-device')) return undefined;
  connection.send(node('iq', { from: SERVER, type: 'result', id: iq.attrs['id'] }));
  account.companions.delete(companion.device);
  world.accountsChanged();
  world.log(`unlinked · ${account.phone}:${companion.device}`);
  sayLoggedOut(connection);
  return 'done';
}

export function sayLoggedOut(connection: ClientConnection): void {
  connection.endWith(node('stream:error', { code: LOGGED_OUT }, [node('conflict', { type: 'device_removed' })]));
}

/** `w:mex`: the account's standing. */
export const answerMex: Answerer = ({ world, account, iq }) => {
  const query = child(iq, 'query')?.attrs['query_id'];
  if (query === REACHOUT_TIMELOCK)
    return [mexResult({ xwa2_fetch_account_reachout_timelock: timelockData(account.timelock) })];
  if (query === MESSAGE_CAPPING) return [mexResult({ xwa2_message_capping_info: account.capping })];
  noteUnknown(world, `w:mex ${query ?? ''}`);
  return [mexResult({})];
};

export function timelockData(timelock: Query['account']['timelock']): Record<string, unknown> {
  if (!timelock?.isActive) return { is_active: false, time_enforcement_ends: '0', enforcement_type: 'DEFAULT' };
  const ends = timelock.endsAt ? Math.floor(timelock.endsAt.getTime() / 1000).toString() : '0';
  return { is_active: true, time_enforcement_ends: ends, enforcement_type: timelock.enforcementType };
}

const mexResult = (data: Record<string, unknown>): BinaryNode =>
  node('result', {}, Buffer.from(JSON.stringify({ data })));

export function noteUnknown(world: World, what: string): void {
  world.unknownQueries.set(what, (world.unknownQueries.get(what) ?? 0) + 1);
}
