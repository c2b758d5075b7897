import { bytes, child, childrenOf, fromBigEndian, needBytes, node, seconds, type BinaryNode } from '../binary/nodes.ts';
import { deliverToAll } from '../contacts/receipts.ts';
import { type Account } from '../people/account.ts';
import { type Companion } from '../people/companion.ts';
import { type World } from '../server/world.ts';
import { type KeyBundle } from '../signal/signal-device.ts';
import { type Sender } from './message.ts';

/** A receipt of a client stands for the ack of a message, except for the one that asks for it again. */
export function receiveReceipt(world: World, sender: Sender, stanza: BinaryNode): void {
  const { connection, companion } = sender;
  const { id = '', to, type, participant, recipient } = stanza.attrs;
  companion.confirm(`message|${id}`);
  for (const item of childrenOf(child(stanza, 'list'), 'item')) companion.confirm(`message|${item.attrs['id']}`);
  connection.send(node('ack', { id, from: to, class: 'receipt', type, participant, recipient }));
  const writerPhone = world.directory.byJid(to)?.person.phone;
  const writer = writerPhone === undefined ? undefined : world.directory.accounts.get(writerPhone);
  if (writer && writer !== sender.account) passOn(sender.account, writer, stanza);
  if (type === 'retry')
    companion.resendOf(id)?.(
      Number(child(stanza, 'retry')?.attrs['count'] ?? 1),
      bundleIn(stanza) ?? companion.bundle(),
    );
}

/** The receipt is for another linked account, whose client wrote the message: it gets it as from any contact. */
function passOn(from: Account, writer: Account, stanza: BinaryNode): void {
  // A client that is not on screen confirms as inactive; the writer sees that as delivered.
  const type = stanza.attrs['type'] === 'inactive' ? undefined : stanza.attrs['type'];
  const receipt = node(
    'receipt',
    { id: stanza.attrs['id'], from: from.person.jid(), type, t: seconds() },
    stanza.content,
  );
  deliverToAll(writer, receipt);
}

/** An ack of a client takes what it names out of the queue. */
export function receiveAck(companion: Companion, stanza: BinaryNode): void {
  const { id = '', to = '', type = '' } = stanza.attrs;
  const kind = stanza.attrs['class'];
  if (kind === 'receipt') companion.confirm(`receipt|${id}|${to}|${type}`);
  else companion.confirm(`${kind}|${id}`);
}

function bundleIn(receipt: BinaryNode): KeyBundle | undefined {
  const keys = child(receipt, 'keys');
  const signed = child(keys, 'skey');
  if (!keys || !signed) return undefined;
  const once = child(keys, 'key');
  return {
    registrationId: fromBigEndian(bytes(child(receipt, 'registration')) ?? Buffer.alloc(0)),
    identity: needBytes(keys, 'identity'),
    signedPreKey: {
      id: fromBigEndian(needBytes(signed, 'id')),
      public: needBytes(signed, 'value'),
      signature: needBytes(signed, 'signature'),
    },
    preKey: once ? { id: fromBigEndian(needBytes(once, 'id')), public: needBytes(once, 'value') } : undefined,
  };
}
