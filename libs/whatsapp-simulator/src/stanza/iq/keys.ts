import {
  bigEndian,
  child,
  childrenOf,
  fromBigEndian,
  needBytes,
  node,
  seconds,
  type BinaryNode,
} from '../../binary/nodes.ts';
import { keysOf } from '../../contacts/receipts.ts';
import { newId, type World } from '../../server/world.ts';
import { type KeyBundle } from '../../signal/signal-device.ts';
import { type Companion } from '../../people/companion.ts';
import { type Answer, type Query } from './query.ts';

const KEY_TYPE = Buffer.from([5]);
/** Below this many one-time keys the server tells the client to upload more. */
const FEW_KEYS = 5;

/** `encrypt`: one-time keys counted, uploaded, fetched; the signed key turned; the bundle checked. */
export function answerKeys(query: Query): Answer {
  const { iq, companion } = query;
  if (iq.attrs['type'] === 'set') return upload(query.world, companion, iq);
  if (child(iq, 'count')) return [node('count', { value: query.world.tuning.saidPreKeys ?? companion.preKeys.length })];
  if (child(iq, 'digest')) return [digest(companion)];
  const wanted = child(iq, 'key') ?? child(iq, 'key_fetch');
  return wanted
    ? [
        node(
          'list',
          {},
          childrenOf(wanted, 'user').map((user) => bundleFor(query.world, user)),
        ),
      ]
    : undefined;
}

function upload(world: World, companion: Companion, iq: BinaryNode): Answer {
  world.accountsChanged();
  const rotated = child(iq, 'rotate');
  const signed = child(rotated ?? iq, 'skey');
  if (signed) {
    companion.signedPreKey = {
      id: fromBigEndian(needBytes(signed, 'id')),
      public: needBytes(signed, 'value'),
      signature: needBytes(signed, 'signature'),
    };
  }
  if (rotated) return undefined;
  companion.registrationId = fromBigEndian(needBytes(iq, 'registration'));
  for (const key of childrenOf(child(iq, 'list'), 'key')) {
    companion.preKeys.push({ id: fromBigEndian(needBytes(key, 'id')), public: needBytes(key, 'value') });
  }
  return undefined;
}

function digest(companion: Companion): BinaryNode {
  return node('digest', {}, [
    node('registration', {}, bigEndian(companion.registrationId, 4)),
    node('type', {}, KEY_TYPE),
    node('identity', {}, companion.identity),
    node('skey', {}, [node('id', {}, bigEndian(companion.signedPreKey.id, 3))]),
    node(
      'list',
      {},
      companion.preKeys.map((key) => node('id', {}, bigEndian(key.id, 3))),
    ),
  ]);
}

function bundleFor(world: World, user: BinaryNode): BinaryNode {
  const jid = user.attrs['jid'] ?? '';
  const bundle = findBundle(world, jid);
  if (!bundle) return node('user', { jid }, [node('error', { code: 404, text: 'item-not-found' })]);
  const content = [
    node('registration', {}, bigEndian(bundle.registrationId, 4)),
    node('type', {}, KEY_TYPE),
    ...keysOf(bundle),
  ];
  return node('user', { jid, t: seconds() }, content);
}

function findBundle(world: World, jid: string): KeyBundle | undefined {
  const found = world.directory.byJid(jid);
  if (!found) return undefined;
  const linked = found.person.linkedDevices?.get(found.device);
  if (linked) {
    const bundle = linked.bundle();
    askForKeys(world, linked);
    return bundle;
  }
  const { isReachable, deviceNumbers } = found.person;
  if (!isReachable || !deviceNumbers.includes(found.device)) return undefined;
  return found.person.device(found.device).bundle();
}

/** Tells a client that runs short of one-time keys. */
export function askForKeys(world: World, companion: Companion): void {
  if (companion.preKeys.length !== FEW_KEYS - 1) return;
  const id = newId(world);
  const count = node('count', { value: companion.preKeys.length });
  companion.deliver(
    `notification|${id}`,
    node('notification', { id, from: '@s.whatsapp.net', type: 'encrypt', t: seconds() }, [count]),
  );
}
