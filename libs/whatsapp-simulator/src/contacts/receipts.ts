import { bigEndian, node, seconds } from '../binary/nodes.ts';
import { type LedgerEntry } from '../ledger/ledger.ts';
import { type Account } from '../people/account.ts';
import { type KeyBundle } from '../signal/signal-device.ts';
import { type World } from '../server/world.ts';
import { type BinaryNode } from '../binary/nodes.ts';
import { type Delivery } from './delivery.ts';

/** From the second request on, a receipt carries keys for a new session. */
const KEYS_FROM = 2;
const MOST_REQUESTS = 5;
const KEY_TYPE = Buffer.from([5]);

/** Delivered after the contact's delay, read after the next one, unless the contact or a fault says otherwise. */
export function tellDelivered(world: World, delivery: Delivery): void {
  const { deliveryMs, readMs } = delivery.person.settings;
  if (deliveryMs === null) return;
  world.scheduler.later(deliveryMs, () => {
    delivery.entry.deliveredAt ??= new Date();
    sendReceipt(world, delivery, undefined);
    if (readMs === null) return;
    world.scheduler.later(readMs, () => {
      delivery.entry.readAt ??= new Date();
      sendReceipt(world, delivery, 'read');
    });
  });
}

/** The contact could not decrypt: asks the sender for the message again. */
export function askAgain(world: World, delivery: Delivery): void {
  const { account, person, entry, device } = delivery;
  const key = retryKey(account, person.phone, entry.id);
  const before = world.retriesAsked.get(key);
  const count = (before?.times ?? 0) + 1;
  if (count > MOST_REQUESTS) return;
  world.retriesAsked.set(key, { times: count, due: (before?.due ?? 0) + 1 });
  const bundle = person.device(device).bundle();
  const content = [
    node('retry', { count, id: entry.id, t: seconds(), v: 1 }),
    node('registration', {}, bigEndian(bundle.registrationId, 4)),
    ...(count >= KEYS_FROM ? [node('keys', {}, [node('type', {}, KEY_TYPE), ...keysOf(bundle)])] : []),
  ];
  deliverToAll(
    account,
    node('receipt', { id: entry.id, from: person.jid(device), type: 'retry', t: seconds() }, content),
  );
}

const retryKey = (account: Account, to: string, id: string): string => `${account.phone}|${to}|${id}`;

/** Whether a message that arrives was asked for; each request explains one resend. */
export function isAskedFor(world: World, account: Account, to: string, id: string): boolean {
  const key = retryKey(account, to, id);
  const asked = world.retriesAsked.get(key);
  if (!asked || asked.due === 0) return false;
  world.retriesAsked.set(key, { ...asked, due: asked.due - 1 });
  return true;
}

/** A bundle as stanzas carry it. */
export function keysOf(bundle: KeyBundle): BinaryNode[] {
  const { signedPreKey, preKey } = bundle;
  const keys = [
    node('identity', {}, bundle.identity),
    node('skey', {}, [
      node('id', {}, bigEndian(signedPreKey.id, 3)),
      node('value', {}, signedPreKey.public),
      node('signature', {}, signedPreKey.signature),
    ]),
  ];
  if (preKey) keys.push(node('key', {}, [node('id', {}, bigEndian(preKey.id, 3)), node('value', {}, preKey.public)]));
  return keys;
}

/** A receipt that nobody's settings ask for. */
export function sendLateReceipt(world: World, entry: LedgerEntry, type: 'delivered' | 'read'): void {
  const account = world.directory.accounts.get(entry.account);
  const person = world.directory.person(entry.to);
  if (type === 'read') entry.readAt ??= new Date();
  entry.deliveredAt ??= new Date();
  const attrs = { id: entry.id, from: person.jid(), type: type === 'read' ? type : undefined, t: seconds() };
  if (account) deliverToAll(account, node('receipt', attrs));
}

function sendReceipt(world: World, delivery: Delivery, type: 'read' | undefined): void {
  const { account, person, entry } = delivery;
  if (world.faults.trigger('receipts-none', { account: account.phone, to: person.phone })) return;
  deliverToAll(account, node('receipt', { id: entry.id, from: person.jid(), type, t: seconds() }));
}

/** All linked devices of an account learn of a receipt; each keeps it until it has confirmed it. */
export function deliverToAll(account: Account, receipt: BinaryNode): void {
  const { id, from, type } = receipt.attrs;
  for (const companion of account.companions.values())
    companion.deliver(`receipt|${id}|${from}|${type ?? ''}`, receipt);
}
