import { type IncomingMessage } from 'node:http';
import { proto, WAMessageStubType, type WAMessage, type WAMessageUpdate } from '@whiskeysockets/baileys';
import { type InboundMessage } from '@relance/messaging';
import { type BaileysConnection } from './baileys-connection.ts';
import { refusedFacts } from './close-facts.ts';
import { Lifecycle, type Wiring } from './connection-lifecycle.ts';
import { inboundOf } from '../receiving/inbound.ts';
import { lidOfJid, phoneOfJid } from '../jid.ts';
import { decodeOutgoing } from '../sending/outgoing.ts';
import { isFromAddressee, receiptOf } from '../receiving/receipts.ts';
import { unseenViewOnce } from '../receiving/view-once.ts';

/** Tells the connection what its socket says. No handler throws: that would end every tenant of the process. */
export function wireEvents(connection: BaileysConnection, wiring: Wiring): void {
  const { socket, auth } = connection.parts;
  connection.readJournal = () => readJournal(connection);
  const watchdog = setTimeout(
    () => connection.finish(refusedFacts('Nothing was heard from WhatsApp in time', 408, connection.known)),
    wiring.connectTimeoutMs,
  );
  connection.onEnd(() => clearTimeout(watchdog));
  const lifeSeen = () => clearTimeout(watchdog);

  connection.wire.on('unexpected-response', (request: { destroy(): void }, response: IncomingMessage) => {
    request.destroy();
    const status = response.statusCode ?? null;
    connection.finish(refusedFacts(`The upgrade was refused (HTTP ${status})`, status, connection.known));
  });
  connection.wire.on('CB:message', (stanza: { attrs: Record<string, string>; content?: unknown }) => {
    connection.parts.journal.arrived(stanza);
    connection.replay.arrived(stanza);
    const { me } = auth.state.creds;
    const unseen = me ? unseenViewOnce(stanza, { id: me.id, lid: me.lid ?? '' }) : null;
    const arrival = stanza.attrs['offline'] === undefined ? 'notify' : 'append';
    if (unseen) connection.hear(() => hear(connection, [unseen], arrival));
  });
  socket.ev.on('creds.update', () => void auth.save().catch(() => undefined));
  const lifecycle = new Lifecycle(connection, wiring, lifeSeen);
  // Not deferred: the end of a socket must be known before anything else happens on it.
  socket.ev.on('connection.update', (update) => {
    try {
      lifecycle.update(update);
    } catch (error) {
      connection.complain(error, 'connection.update_failed', 'connection update could not be handled');
    }
  });
  socket.ev.on('messages.update', (updates) => connection.hear(() => update(connection, updates)));
  // Replies that came while we were away arrive as `append`: both types count.
  socket.ev.on('messages.upsert', ({ messages, type }) => connection.hear(() => hear(connection, messages, type)));
  socket.ev.on('lid-mapping.update', (mapping) => connection.hear(async () => learn(connection, mapping)));
}

/** Receipts of our messages, and the words of messages that were edited. */
async function update(connection: BaileysConnection, updates: readonly WAMessageUpdate[]): Promise<void> {
  await receive(connection, updates);
  for (const { key, update: change } of updates) {
    const edited = change.message?.editedMessage?.message;
    if (key.fromMe || !edited) continue;
    const protocolMessage = { type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT, key, editedMessage: edited };
    const message = { key, message: { protocolMessage }, messageTimestamp: change.messageTimestamp ?? null };
    await hear(connection, [message], 'notify');
  }
}

async function receive(connection: BaileysConnection, updates: readonly WAMessageUpdate[]): Promise<void> {
  const { ownerId } = connection.parts;
  for (const each of updates) {
    const receipt = receiptOf(ownerId, each);
    if (receipt === null) continue;
    // Taken is taken: an error for the same id that comes later is about something else.
    if (receipt.kind === 'refused' && (await wasAccepted(connection, receipt.waMessageId))) continue;
    const isFromPerson = receipt.kind === 'delivered' || receipt.kind === 'read';
    if (
      isFromPerson &&
      !(await isFromAddressee(each.key.remoteJid, await addresseeOf(connection, receipt.waMessageId)))
    )
      continue;
    connection.tell((listener) => listener.receipt(receipt));
  }
}

/** By this process or by one before it. Where the store does not answer, the error counts. */
async function wasAccepted({ parts }: BaileysConnection, waMessageId: string): Promise<boolean> {
  if (parts.caches.accepted.get(waMessageId)) return true;
  return parts.credentials.isAccepted(waMessageId).catch(() => false);
}

async function addresseeOf(connection: BaileysConnection, waMessageId: string) {
  const { auth, caches, credentials } = connection.parts;
  const known = caches.addressees.get<string>(waMessageId);
  const kept = known === undefined ? await credentials.readOutgoing(waMessageId).catch(() => null) : null;
  const phone = known ?? (kept === null ? null : decodeOutgoing(kept).to);
  if (phone !== null) caches.addressees.set(waMessageId, phone);
  const { lidMapping } = connection.parts.socket.signalRepository;
  return {
    phone,
    // Only what is stored: the library would ask the server, and a question for each receipt would be too many.
    lidOfPhone: async (of: string) => {
      const digits = of.replace(/^\+/, '');
      const stored = await Promise.resolve(auth.state.keys.get('lid-mapping', [digits])).catch(() => null);
      return stored?.[digits] === undefined ? null : lidOfJid(`${stored[digits]}@lid`);
    },
    phoneOfLid: async (lid: string) => phoneOfJid(await lidMapping.getPNForLID(lid).catch(() => null)),
  };
}

async function hear(
  connection: BaileysConnection,
  messages: readonly WAMessage[],
  arrival: 'append' | 'notify',
): Promise<void> {
  const { socket, ownerId } = connection.parts;
  const phoneOfLid = async (lid: string) =>
    phoneOfJid(await socket.signalRepository.lidMapping.getPNForLID(lid).catch(() => null));
  for (const message of messages) {
    // A message of ours can hide its status here, melted into its own upsert.
    const status = message.key.fromMe ? message.status : undefined;
    if (status !== undefined && status !== null) {
      const change = { status, messageStubParameters: message.messageStubParameters ?? [] };
      await receive(connection, [{ key: message.key, update: change }]);
    }
    // What could not be decrypted was asked for again: it is still to come.
    const isGarbled = message.messageStubType === WAMessageStubType.CIPHERTEXT;
    const context = { ownerId, linkedPhone: connection.ownPhone, arrival, phoneOfLid, now: new Date() };
    const inbound = isGarbled ? null : await inboundOf(message, context);
    if (inbound !== null) await handOver(connection, inbound, message.key.id ?? '');
    else if (!isGarbled && message.key.id) await removeFromJournal(connection, message.key.id);
    if (message.key.id && !isGarbled) connection.replay.done(message.key.id);
  }
}

/** Once each; what its handler did not take stays in the journal and is told again. */
async function handOver(connection: BaileysConnection, inbound: InboundMessage, messageId: string): Promise<void> {
  const { heard } = connection.parts.caches;
  const name = `${inbound.lid ?? inbound.phone} ${inbound.id}`;
  const known = heard.get<'storing' | 'stored'>(name);
  if (known === 'stored') await removeFromJournal(connection, messageId);
  if (known !== undefined) return;
  heard.set(name, 'storing');
  await connection.noFrameUnderWay();
  connection.tell((listener) => {
    const stored = listener.inbound(inbound).then(
      () => {
        heard.set(name, 'stored');
        return removeFromJournal(connection, messageId);
      },
      (error: unknown) => {
        heard.del(name);
        connection.complain(error, 'inbound.not_taken', 'inbound message not stored; kept in the journal');
        connection.readJournalLater();
      },
    );
    connection.storingInbound(stored);
  });
}

async function removeFromJournal(connection: BaileysConnection, messageId: string): Promise<void> {
  await connection.parts.journal.remove(messageId).catch((error: unknown) => {
    connection.complain(error, 'inbound.removal_failed', 'handled message could not be removed from the journal');
  });
}

function learn(connection: BaileysConnection, { lid, pn }: { readonly lid: string; readonly pn: string }): void {
  const learnt = { lid: lidOfJid(lid), phone: phoneOfJid(pn) };
  if (learnt.lid === null || learnt.phone === null) return;
  const { ownerId } = connection.parts;
  const told = { ownerId, lid: learnt.lid, phone: learnt.phone };
  connection.tell((listener) => {
    void listener
      .lidLearnt(told)
      .catch((error: unknown) => connection.complain(error, 'inbound.lid_not_taken', 'LID mapping not stored'));
  });
}

/**
 * Hands over what a process that died (or a handler that failed) left in the journal, page by page: the next one is read when the
 * handlers of this one have ended, so that memory holds one page. Ends when the last page is handed over; a journal that cannot be
 * read is tried again after a while.
 */
async function readJournal(connection: BaileysConnection): Promise<void> {
  const { auth, journal } = connection.parts;
  const { me } = auth.state.creds;
  if (!me) return;
  try {
    let after: string | null = null;
    do {
      const { messages, next } = await journal.pending({ id: me.id, lid: me.lid ?? '' }, after);
      if (messages.length > 0) await connection.handedOver(() => hear(connection, messages, 'append'));
      if (next !== null) await connection.inboundStored();
      after = next;
    } while (after !== null && connection.isOpen);
  } catch (error) {
    connection.complain(error, 'inbound.journal_unread', 'journal of inbound messages could not be read; trying again');
    connection.readJournalLater();
  }
}
