import { bytes, child, childrenOf, node, seconds, type BinaryNode } from '../binary/nodes.ts';
import { readContent } from '../contacts/content.ts';
import { receiveAtContact } from '../contacts/receive.ts';
import { isAskedFor } from '../contacts/receipts.ts';
import { triggerArmed } from '../faults/one-off.ts';
import { type LedgerEntry } from '../ledger/ledger.ts';
import { keepFile } from '../media/seen-file.ts';
import { type Account } from '../people/account.ts';
import { type Companion } from '../people/companion.ts';
import { type Person } from '../people/person.ts';
import { remoteName } from '../phone/own-phone.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { type World } from '../server/world.ts';
import { type Ciphertext } from '../signal/signal-device.ts';

/** Whose client speaks, and through which connection. */
export interface Sender {
  readonly connection: ClientConnection;
  readonly account: Account;
  readonly companion: Companion;
}

/** A message stanza of a client: into the ledger, to the devices it is for, and acknowledged, or whatever a fault says. */
export function receiveMessage(world: World, sender: Sender, stanza: BinaryNode): void {
  const { connection, account } = sender;
  const { id = '', to = '', type = '', category } = stanza.attrs;
  if (category === 'peer') return connection.send(ack(stanza));
  const receiver = world.directory.byJid(to)?.person;
  const scope = { account: account.phone, to: receiver?.phone ?? to };
  if (world.faults.trigger('drop-before-receive', scope)) return connection.end('drop');
  account.counters.messages += 1;
  const retryResend = receiver !== undefined && isAskedFor(world, account, receiver.phone, id);
  const entry = world.ledger.add({
    ...scope,
    toJid: to,
    id,
    type,
    retryResend,
    tctoken: child(stanza, 'tctoken') !== undefined,
  });
  const refusal = refusalOf(world, account, receiver, scope);
  if (refusal) {
    entry.rejected = refusal.code;
    account.counters.rejected += 1;
    return world.scheduler.later(refusal.ms, () => connection.send(ack(stanza, refusal.code)));
  }
  deliver(world, sender, stanza, entry);
  if (world.faults.trigger('drop-after-receive', scope)) return connection.end('drop');
  acknowledge(world, sender, stanza, entry, scope);
  triggerArmed(world, scope);
}

function ack(stanza: BinaryNode, error?: number): BinaryNode {
  return node('ack', { id: stanza.attrs['id'], from: stanza.attrs['to'], class: 'message', t: seconds(), error });
}

function acknowledge(
  world: World,
  sender: Sender,
  stanza: BinaryNode,
  entry: LedgerEntry,
  scope: { account: string; to: string },
): void {
  const { connection, account } = sender;
  if (world.faults.trigger('ack-none', scope)) return;
  const delay = world.faults.trigger('ack-delay', scope)?.ms ?? world.tuning.ackMs;
  const send = () => {
    if (!connection.isOpen || connection.muted) return;
    entry.acked = true;
    account.counters.acks += 1;
    connection.send(ack(stanza));
  };
  if (delay > 0) world.scheduler.later(delay, send);
  else send();
}

const COLD_CONTACT = 463;
const INVALID_STANZA = 479;

/** Why the server does not take the message: an order, a cold contact, or a number that is not there. */
function refusalOf(
  world: World,
  account: Account,
  receiver: Person | undefined,
  scope: { account: string; to: string },
) {
  const ordered = world.faults.trigger('ack-error', scope);
  if (ordered) return { code: ordered.code ?? INVALID_STANZA, ms: ordered.ms ?? world.tuning.ackMs };
  const isCold = receiver !== undefined && receiver !== account.person && !receiver.tokens.has(account.phone);
  const cold = isCold ? world.faults.trigger('cold-contacts', scope) : undefined;
  if (cold) return { code: cold.code ?? COLD_CONTACT, ms: cold.ms ?? world.tuning.ackMs };
  const unknown = receiver !== undefined && !receiver.isReachable;
  if (unknown && world.tuning.unknownNumberAckError !== null)
    return { code: world.tuning.unknownNumberAckError, ms: world.tuning.ackMs };
  return undefined;
}

/** One `<enc>` with the device it is for. */
interface Part {
  readonly jid: string;
  readonly enc: BinaryNode;
}

function partsOf(stanza: BinaryNode): Part[] {
  const direct = child(stanza, 'enc');
  if (direct) return [{ jid: stanza.attrs['to'] ?? '', enc: direct }];
  return childrenOf(child(stanza, 'participants'), 'to').flatMap((to) => {
    const enc = child(to, 'enc');
    return enc ? [{ jid: to.attrs['jid'] ?? '', enc }] : [];
  });
}

function deliver(world: World, sender: Sender, stanza: BinaryNode, entry: LedgerEntry): void {
  const { account, companion } = sender;
  for (const { jid, enc } of partsOf(stanza)) {
    const target = world.directory.byJid(jid);
    const body = bytes(enc);
    if (!target || !body) continue;
    const { person, device } = target;
    const other = person.linkedDevices?.get(device);
    const ciphertext: Ciphertext = { type: enc.attrs['type'] === 'pkmsg' ? 'pkmsg' : 'msg', body };
    if (other) forward(sender, person, other, stanza, enc);
    else if (person === account.person) readOwnCopy(world, sender, ciphertext, entry);
    else if (person.isReachable) receiveAtContact(world, { account, companion, person, device, ciphertext, entry });
  }
}

/**
 * The account's own phone decrypts its copy, so that a broken copy shows in the ledger. A message to the account itself has no
 * other receiver: the phone shows it.
 */
function readOwnCopy(world: World, { account, companion }: Sender, ciphertext: Ciphertext, entry: LedgerEntry): void {
  try {
    const { text, attachment } = readContent(
      account.person.device(0).decrypt(remoteName(account, companion), ciphertext),
    );
    entry.ownCopy = true;
    entry.text ??= text;
    if (entry.to !== account.phone) return;
    if (attachment) entry.media ??= world.media.inspect(attachment);
    const file = attachment && keepFile(world, account.person, entry, attachment);
    const message = { id: entry.id, from: account.phone, text, media: attachment?.kind, file, shownAt: new Date() };
    if (account.person.show(message)) entry.shown = true;
  } catch {
    entry.ownCopy = false;
  }
}

/** A linked device of whoever: it decrypts by itself. */
function forward(sender: Sender, person: Person, other: Companion, stanza: BinaryNode, enc: BinaryNode): void {
  const { account, companion } = sender;
  if (other === companion) return;
  const { id = '', type, to } = stanza.attrs;
  const isOwn = person === account.person;
  const attrs = {
    id,
    type,
    from: account.person.jid(companion.device),
    recipient: isOwn ? to : undefined,
    t: seconds(),
    notify: account.person.settings.name,
  };
  other.deliver(`message|${id}`, node('message', attrs, [enc]));
}
