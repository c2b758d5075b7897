import { child, node, SERVER, type BinaryNode } from '../binary/nodes.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { reportOwnError, type World } from '../server/world.ts';
import { answerQuery } from './iq/router.ts';
import { receiveLinkCode } from './link-code.ts';
import { receiveMessage } from './message.ts';
import { completePairing } from './pairing.ts';
import { receiveAck, receiveReceipt } from './receipt.ts';

/** Says nothing back: presence, typing, telemetry. */
const SILENT = new Set(['presence', 'chatstate', 'ib', 'call']);

/** Every stanza of a client comes through here. */
export function route(world: World, connection: ClientConnection, stanza: BinaryNode): void {
  try {
    if (connection.phase === 'pairing') routePairing(world, connection, stanza);
    else routeOpen(world, connection, stanza);
  } catch (error) {
    reportOwnError(world, `<${stanza.tag}>`, error);
  }
}

function routePairing(world: World, connection: ClientConnection, stanza: BinaryNode): void {
  if (stanza.tag !== 'iq') return;
  if (child(stanza, 'pair-device-sign')) return completePairing(world, connection, stanza);
  if (child(stanza, 'link_code_companion_reg')) return receiveLinkCode(world, connection, stanza);
  const { type, xmlns, id } = stanza.attrs;
  // Who waits for a scan keeps the connection alive like everybody else.
  if (type === 'get' && xmlns === 'w:p') connection.send(node('iq', { from: SERVER, type: 'result', id }));
}

function routeOpen(world: World, connection: ClientConnection, stanza: BinaryNode): void {
  const { account, companion } = connection;
  if (!account || !companion) return;
  if (stanza.tag === 'iq') return answerQuery({ world, connection, account, companion, iq: stanza });
  if (stanza.tag === 'message') return receiveMessage(world, { connection, account, companion }, stanza);
  if (stanza.tag === 'receipt') return receiveReceipt(world, { connection, account, companion }, stanza);
  if (stanza.tag === 'ack') return receiveAck(companion, stanza);
  if (!SILENT.has(stanza.tag)) world.unknownQueries.set(stanza.tag, (world.unknownQueries.get(stanza.tag) ?? 0) + 1);
}
