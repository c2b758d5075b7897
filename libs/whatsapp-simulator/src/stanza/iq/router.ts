import { children, node, SERVER, type BinaryNode } from '../../binary/nodes.ts';
import { reportOwnError } from '../../server/world.ts';
import {
  answerAppState,
  answerBlocklist,
  answerDevices,
  answerMex,
  answerPassive,
  answerPrivacy,
  answerProperties,
  noteUnknown,
} from './account-queries.ts';
import { answerKeys } from './keys.ts';
import { answerMedia } from './media.ts';
import { type Answerer, type Query } from './query.ts';
import { answerUsync } from './usync.ts';

const nothing: Answerer = () => undefined;

/** Who answers which namespace. What is missing here gets an empty result and is counted as unknown. */
const ANSWERERS: Readonly<Record<string, Answerer>> = {
  encrypt: answerKeys,
  usync: answerUsync,
  passive: answerPassive,
  md: answerDevices,
  abt: answerProperties,
  privacy: answerPrivacy,
  blocklist: answerBlocklist,
  'w:sync:app:state': answerAppState,
  'w:mex': answerMex,
  'w:m': answerMedia,
  'w:p': nothing,
  'w:stats': nothing,
  'urn:xmpp:whatsapp:dirty': nothing,
};

const INTERNAL_ERROR = 500;

/** Answers a query, unless a fault swallows, refuses or delays it. */
export function answerQuery(query: Query): void {
  const { world, account, iq } = query;
  if (iq.attrs['type'] === 'result' || iq.attrs['type'] === 'error') return;
  account.counters.queries += 1;
  // A ping names its namespace as the others do; some clients leave it out.
  const xmlns = iq.attrs['xmlns'] ?? (children(iq)[0]?.tag === 'ping' ? 'w:p' : '');
  const scope = { account: account.phone, xmlns };
  if (world.faults.trigger('iq-drop', scope)) return;
  const refused = world.faults.trigger('iq-error', scope);
  if (refused) return query.connection.send(errorOf(iq, refused.code ?? INTERNAL_ERROR));
  const delay = world.faults.trigger('iq-delay', scope)?.ms ?? 0;
  if (delay > 0) world.scheduler.later(delay, () => respond(query, xmlns));
  else respond(query, xmlns);
}

function respond(query: Query, xmlns: string): void {
  const { world, connection, iq } = query;
  const answerer = ANSWERERS[xmlns];
  if (!answerer) noteUnknown(world, `${xmlns} ${children(iq)[0]?.tag ?? ''}`.trim());
  try {
    const answer = answerer?.(query);
    if (answer !== 'done') connection.send(node('iq', { from: SERVER, type: 'result', id: iq.attrs['id'] }, answer));
  } catch (error) {
    reportOwnError(world, `query ${xmlns}`, error);
    connection.send(errorOf(iq, INTERNAL_ERROR));
  }
}

export function errorOf(iq: BinaryNode, code: number, text = 'simulated'): BinaryNode {
  return node('iq', { from: SERVER, type: 'error', id: iq.attrs['id'] }, [node('error', { code, text })]);
}
