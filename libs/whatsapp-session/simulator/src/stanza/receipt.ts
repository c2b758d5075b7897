import { bytes, child, childrenOf, fromBigEndian, needBytes, node, type BinaryNode } from '../binary/nodes.ts';
import { type Companion } from '../people/companion.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { type KeyBundle } from '../signal/signal-device.ts';

/** A receipt of a client stands for the ack of a message, except for the one that asks for it again. */
export function receiveReceipt(connection: ClientConnection, companion: Companion, stanza: BinaryNode): void {
  const { id = '', to, type, participant, recipient } = stanza.attrs;
  companion.confirm(`message|${id}`);
  for (const item of childrenOf(child(stanza, 'list'), 'item')) companion.confirm(`message|${item.attrs['id']}`);
  connection.send(node('ack', { id, from: to, class: 'receipt', type, participant, recipient }));
  if (type === 'retry')
    companion.resendOf(id)?.(
      Number(child(stanza, 'retry')?.attrs['count'] ?? 1),
      bundleIn(stanza) ?? companion.bundle(),
    );
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
