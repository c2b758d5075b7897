import { type EventEmitter } from 'node:events';
import { type BinaryNode, type proto, type WASocket } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type NumberLookup, type OutboundMessage, type OutgoingRecord, type SendOutcome } from '@relance/messaging';
import {
  StaleLeaseError,
  type CloseFacts,
  type Connection,
  type ConnectionListener,
  type ConnectionPhase,
  type OwnerCredentials,
} from '@relance/whatsapp-session-domain';
import { AckWaiter, type Ack } from './ack-waiter.ts';
import { isPaired, type OpenedAuth } from './auth-state.ts';
import { ownFaultFacts } from './close-facts.ts';
import { closeSocket } from './close-socket.ts';
import { Replay } from './replay.ts';
import { type InboundJournal } from './inbound-journal.ts';
import { jidOfAddress, jidOfPhone, lidOfJid, phoneOfJid } from './jid.ts';
import { keptMessage, mediaMessage } from './media-message.ts';
import { lookupAnswers, lookupQuery } from './number-lookup.ts';
import { type AdapterLog } from './options.ts';
import { OutgoingKeeper } from './outgoing-keeper.ts';
import { type AccountCaches } from './socket-factory.ts';

/** What arrived is handled, receipted and told before our own end, unless nothing of it moves for so long. */
const HANDLING_MS = 500;
/** A message whose sender's own inbound messages are still being stored is not sent; so long they are waited for. */
const INBOUND_PATIENCE_MS = 5_000;
const JOURNAL_AGAIN_MS = 5_000;
/** Notes of acknowledgements wait for one another; the end of a connection waits for them no longer than this. */
const NOTES_MS = 1_000;

export type ConnectionParts = {
  readonly ownerId: OwnerId;
  readonly socket: WASocket;
  readonly auth: OpenedAuth;
  readonly credentials: OwnerCredentials;
  readonly listener: ConnectionListener;
  readonly log: AdapterLog;
  readonly queryTimeoutMs: number;
  /** What outlives the socket. */
  readonly caches: AccountCaches;
  readonly journal: InboundJournal;
};

/** A message under way, from the call to the written frame. */
type Sending = {
  readonly mayLeave: (() => Promise<boolean>) | undefined;
  /** Asked for the first device, shared by the others. */
  permission: Promise<boolean> | null;
  /** Something that the recipient can read was made: from now on the frame may have left. */
  wasEncrypted: boolean;
  readonly done: Promise<void>;
  /** The own number is written to, so that the copies for the own devices are the message. */
  readonly isToSelf: boolean;
};

class Withdrawn extends Error {
  override readonly name = 'Withdrawn';
}

type FileMessage = proto.IMessage | null | 'upload_failed';

/** One Baileys socket behind the port. What it hears is wired in `connection-events`; here is what it can be asked. */
export class BaileysConnection implements Connection {
  phase: ConnectionPhase = 'connecting';
  newLogin = false;
  private ended = false;
  private quiet = false;
  private storageFailed = false;
  private readonly waiters = new Set<AckWaiter>();
  private readonly cleanups: (() => void)[] = [];
  private told: Promise<void> = Promise.resolve();
  private heard: Promise<void> = Promise.resolve();
  private sending: Sending | null = null;
  private journalTimer: NodeJS.Timeout | null = null;
  /** Set by whoever wires the events. */
  readJournal: () => Promise<void> = () => Promise.resolve();
  /** What follows an acknowledgement and is not waited for by the next message: keys being stored, notes. */
  private readonly unsettled = new Set<Promise<unknown>>();
  /** Inbound messages whose handlers are at work. */
  private readonly storing = new Set<Promise<unknown>>();
  /** What arrived and is being handled. */
  readonly replay: Replay;
  private readonly keeper: OutgoingKeeper;

  constructor(readonly parts: ConnectionParts) {
    this.replay = new Replay(() => parts.socket.ev.flush());
    this.keeper = new OutgoingKeeper(parts.credentials);
  }

  get isEnded(): boolean {
    return this.ended;
  }

  /** E.164 of the linked account. */
  get ownPhone(): string | null {
    return phoneOfJid(this.parts.auth.state.creds.me?.id ?? null);
  }

  get isOpen(): boolean {
    return !this.ended && this.phase === 'open';
  }

  /** The raw emitter of stanzas; typed loosely by Baileys. */
  get wire(): EventEmitter {
    return this.parts.socket.ws as unknown as EventEmitter;
  }

  get known() {
    return { phase: this.phase, paired: isPaired(this.parts.auth.state.creds), newLogin: this.newLogin };
  }

  onEnd(cleanup: () => void): void {
    this.cleanups.push(cleanup);
  }

  /** Reports in order; what must not overtake the stored credentials waits for them. A listener's failure ends here. */
  tell(report: (listener: ConnectionListener) => void, afterWrites = false): void {
    this.told = this.told
      .then(() => (afterWrites ? this.parts.auth.allWritten() : undefined))
      .then(() => {
        if (!this.quiet) report(this.parts.listener);
      })
      .catch((error: unknown) =>
        this.complain(error, 'connection.listener_failed', 'listener of the connection failed'),
      );
  }

  /** Handles what was heard one after the other; `tellAfterHearing` comes behind it. */
  hear(handle: () => Promise<void>): void {
    this.heard = this.heard
      .then(handle)
      .catch((error: unknown) =>
        this.complain(error, 'connection.event_failed', 'event of the connection could not be handled'),
      );
  }

  tellAfterHearing(report: (listener: ConnectionListener) => void): void {
    this.hear(async () => this.tell(report));
  }

  /** The end, whoever noticed it first; it is reported once, after everything before it and after pending writes. */
  finish(facts: CloseFacts): void {
    if (this.ended) return;
    this.ended = true;
    this.release();
    this.hear(async () => this.tell((listener) => listener.closed(facts), true));
    void closeSocket(this.parts.socket);
  }

  /** Memory is ahead of the store: this socket may not go on. */
  failStorage(error: unknown): void {
    this.storageFailed = true;
    if (!(error instanceof StaleLeaseError))
      this.complain(error, 'connection.store_failed', 'credentials could not be stored; closing the socket');
    this.finish(ownFaultFacts(this.known));
  }

  /** Own number of the linked account. */
  get linkedPhone(): string | null {
    return phoneOfJid(this.parts.auth.state.creds.me?.id);
  }

  prepare(message: OutboundMessage): OutgoingRecord | null {
    return this.isOpen ? this.keeper.prepare(message) : null;
  }

  /**
   * Ends with the server's answer, which can be here before the keys of this message are stored. The next frame waits for them all the
   * same: the library encrypts inside one transaction over the account's keys, and the next one begins when this one is stored. Where
   * storing fails this connection is ended first (`failStorage`), and an ended one encrypts nothing (`beforeEncrypt`): no ratchet
   * is used again. What the server answered holds either way: the frame was out before the keys were to be stored.
   */
  async send(message: OutboundMessage, ackTimeoutMs: number): Promise<SendOutcome> {
    if (!this.isOpen) return { kind: 'not_sent', reason: 'sender_unavailable' };
    const { waMessageId, phone, mayLeave } = message;
    const file = await this.fileMessage(message);
    if (file === 'upload_failed') return { kind: 'not_sent', reason: this.ended ? 'sender_unavailable' : file };
    const waiter = new AckWaiter(this.wire, waMessageId);
    this.waiters.add(waiter);
    let framed: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (framed = resolve));
    const sending: Sending = {
      mayLeave,
      permission: null,
      wasEncrypted: false,
      done,
      isToSelf: phone === this.linkedPhone,
    };
    try {
      const body = file ? keptMessage(file) : message.text;
      await this.keeper.keep(message, body);
      this.parts.caches.addressees.set(waMessageId, phone);
      this.sending = sending;
      const relayed = this.relay(message, file);
      await Promise.race([relayed, waiter.heard]);
      this.settleLater(relayed);
      this.stopFraming(framed);
      // An unanswered device query makes sendMessage resolve with a message that nobody can read.
      if (!sending.wasEncrypted) return { kind: 'not_sent', reason: 'send_failed' };
      return this.outcomeOf(waMessageId, await waiter.within(ackTimeoutMs));
    } catch (error) {
      this.stopFraming(framed);
      if (error instanceof Withdrawn || (await this.wasWithdrawn(sending)))
        return { kind: 'not_sent', reason: 'withdrawn' };
      this.complain(error, 'send.failed', 'message could not be sent');
      if (waiter.answer !== null) return this.outcomeOf(waMessageId, waiter.answer);
      return this.outcomeOfFailure(error, sending);
    } finally {
      waiter.disarm();
      this.waiters.delete(waiter);
    }
  }

  /** The message with its file, which WhatsApp has by then; null when there is no file. */
  private async fileMessage({ media, waMessageId, phone, text }: OutboundMessage): Promise<FileMessage> {
    if (!media) return null;
    const { socket } = this.parts;
    const { uploads } = this.parts.caches;
    try {
      return await mediaMessage({
        socket,
        uploads,
        media,
        caption: text,
        messageId: waMessageId,
        jid: jidOfAddress(phone),
      });
    } catch (error) {
      this.complain(error, 'send.upload_failed', 'file could not be uploaded');
      return 'upload_failed';
    }
  }

  private async relay({ waMessageId, phone, text }: OutboundMessage, file: proto.IMessage | null): Promise<void> {
    const [jid, messageId] = [jidOfAddress(phone), waMessageId];
    if (file) await this.parts.socket.relayMessage(jid, file, { messageId });
    else await this.parts.socket.sendMessage(jid, { text }, { messageId });
  }

  /**
   * Called before each device's copy is encrypted, after everything slow (device and key queries). Copies for the own devices
   * prove nothing; a copy for the recipient may be on the wire a moment later.
   */
  async beforeEncrypt(jid: string): Promise<void> {
    const { sending } = this;
    if (sending === null || (!sending.isToSelf && this.isOwn(jid))) return;
    if (this.ended) throw new Withdrawn('the connection is at its end');
    sending.permission ??= this.permissionFor(sending);
    if (!(await sending.permission)) throw new Withdrawn('the message may not leave any more');
    sending.wasEncrypted = true;
  }

  /** Resolves when no message is between its permission and its frame: what is told after that cannot be overtaken. */
  async noFrameUnderWay(): Promise<void> {
    while (this.sending?.permission) await this.sending.done;
  }

  /** Whose handler works is waited for by the next message that asks whether it may leave. */
  storingInbound(work: Promise<unknown>): void {
    this.storing.add(work);
    const forget = () => void this.storing.delete(work);
    work.then(forget, forget);
  }

  /** A handler that failed is given another chance after a while. */
  readJournalLater(): void {
    if (this.journalTimer !== null || this.ended) return;
    this.journalTimer = setTimeout(() => {
      this.journalTimer = null;
      if (this.isOpen) this.hear(() => this.readJournal());
    }, JOURNAL_AGAIN_MS);
    this.journalTimer.unref();
  }

  async lookUp(phones: readonly string[]): Promise<readonly NumberLookup[]> {
    if (!this.isOpen) throw new Error('the connection is closed');
    const answers = lookupAnswers(phones, await this.askAbout(phones));
    return Promise.all(
      answers.map(async (answer) =>
        answer.answer === 'in' && answer.lid === null ? { ...answer, lid: await this.lidOf(answer.phone) } : answer,
      ),
    );
  }

  async isAlive(withinMs: number): Promise<boolean> {
    if (!this.isOpen) return false;
    return this.ask({ type: 'get', xmlns: 'w:p' }, { tag: 'ping', attrs: {} }, withinMs);
  }

  async logOut(withinMs: number): Promise<boolean> {
    const jid = this.parts.auth.state.creds.me?.id;
    if (!jid) return true;
    if (this.ended) return false;
    // The server ends the connection of a device that is gone: we asked for it.
    this.quiet = true;
    // Baileys' own logout resolves before the server has it and closes at once, leaving a ghost on the phone.
    return this.ask(
      { type: 'set', xmlns: 'md' },
      { tag: 'remove-companion-device', attrs: { jid, reason: 'user_initiated' } },
      withinMs,
    );
  }

  async close(): Promise<void> {
    if (!this.ended) await this.hearOut();
    this.quiet = true;
    if (!this.ended) {
      this.ended = true;
      this.release();
    }
    await this.settled();
    await this.parts.auth.allWritten();
    await closeSocket(this.parts.socket);
  }

  complain(error: unknown, event: string, sentence: string): void {
    const name = error instanceof Error ? error.name : typeof error;
    this.parts.log.warn({ event, ownerId: this.parts.ownerId, error: name }, sentence);
  }

  /** Takes in nothing more; what is already being decrypted is receipted and told: a STOP may be among it. */
  private async hearOut(): Promise<void> {
    this.wire.removeAllListeners('message');
    await this.replay.atRest(HANDLING_MS);
    await this.heard;
    await this.told;
  }

  private release(): void {
    this.replay.stop();
    if (this.journalTimer !== null) clearTimeout(this.journalTimer);
    for (const waiter of this.waiters) waiter.closed();
    for (const cleanup of this.cleanups.splice(0)) cleanup();
  }

  /** True when the server answered in time, whatever it said. */
  private async ask(
    attrs: { readonly type: string; readonly xmlns: string },
    content: { tag: string; attrs: Record<string, string> },
    withinMs: number,
  ): Promise<boolean> {
    const { socket } = this.parts;
    const iq = {
      tag: 'iq',
      attrs: { id: socket.generateMessageTag(), to: 's.whatsapp.net', ...attrs },
      content: [content],
    };
    return socket.query(iq, withinMs).then(
      () => true,
      (error: unknown) => !this.ended && isAnswer(error),
    );
  }

  /** Undefined when the server did not answer, or answered with an error: then nothing is known. */
  private async askAbout(phones: readonly string[]): Promise<BinaryNode | undefined> {
    const { socket, queryTimeoutMs } = this.parts;
    try {
      const query = lookupQuery(phones, socket.generateMessageTag());
      return (await socket.query(query, queryTimeoutMs)) as BinaryNode | undefined;
    } catch (error) {
      if (this.ended) throw error;
      this.complain(error, 'lookup.failed', 'numbers could not be looked up');
      return undefined;
    }
  }

  /** The inbound messages that are being stored may be a STOP of this very person. */
  private async permissionFor({ mayLeave }: Sending): Promise<boolean> {
    if (mayLeave === undefined) return true;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), INBOUND_PATIENCE_MS)));
    const isStored = Promise.allSettled([...this.storing]).then(() => true);
    const isQuiet = await Promise.race([isStored, patience]);
    clearTimeout(timer);
    return isQuiet && mayLeave();
  }

  private async wasWithdrawn({ permission }: Sending): Promise<boolean> {
    return permission !== null && !(await permission.catch(() => false));
  }

  /** Keys have their own bound (`allWritten`); a database that is away does not hold the end of a connection for a note. */
  private async settled(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, NOTES_MS)));
    await Promise.race([Promise.allSettled([...this.unsettled]), patience]);
    clearTimeout(timer);
  }

  private settleLater(work: Promise<unknown>): void {
    this.unsettled.add(work);
    const forget = () => void this.unsettled.delete(work);
    work.then(forget, forget);
  }

  private stopFraming(framed: () => void): void {
    this.sending = null;
    framed();
  }

  private isOwn(jid: string): boolean {
    const { me } = this.parts.auth.state.creds;
    const [phone, lid] = [phoneOfJid(jid), lidOfJid(jid)];
    return (phone !== null && phone === phoneOfJid(me?.id)) || (lid !== null && lid === lidOfJid(me?.lid));
  }

  private outcomeOf(waMessageId: string, ack: Ack): SendOutcome {
    switch (ack.kind) {
      case 'accepted':
        this.noteAccepted(waMessageId);
        return { kind: 'accepted', at: new Date() };
      case 'refused':
        return { kind: 'refused', code: ack.code, at: new Date() };
      case 'silent':
        return { kind: 'unknown', reason: 'ack_timeout' };
      case 'closed':
        return { kind: 'unknown', reason: 'connection_lost' };
    }
  }

  /** Here at once; in the store for the process that comes after this one, which is not waited for. */
  private noteAccepted(waMessageId: string): void {
    this.parts.caches.accepted.set(waMessageId, true);
    const noted = this.parts.credentials
      .markAccepted(waMessageId)
      .catch((error: unknown) => this.complain(error, 'send.mark_failed', 'acknowledgement not noted'));
    this.settleLater(noted);
  }

  /** `not_sent` only where provably nothing left that the recipient could read. */
  private outcomeOfFailure(error: unknown, { wasEncrypted }: Sending): SendOutcome {
    // The frame leaves before the keys are committed: with a failed store nobody knows, unless nothing was encrypted yet.
    if (this.storageFailed && wasEncrypted) return { kind: 'unknown', reason: 'storage_failed' };
    // Refused by a socket that was closed before the frame was written.
    const wasWritten = wasEncrypted && !isClosedBefore(error);
    if (wasWritten) return { kind: 'unknown', reason: this.ended ? 'connection_lost' : 'ack_timeout' };
    return { kind: 'not_sent', reason: this.ended ? 'sender_unavailable' : 'send_failed' };
  }

  private async lidOf(phone: string | null): Promise<string | null> {
    if (phone === null) return null;
    const lid = await this.parts.socket.signalRepository.lidMapping.getLIDForPN(jidOfPhone(phone)).catch(() => null);
    return lidOfJid(lid);
  }
}

/** An error node is an answer too; a timeout (408) or a closed connection (428) is not. */
function isAnswer(error: unknown): boolean {
  const code = (error as { output?: { statusCode?: number } } | null)?.output?.statusCode;
  return code !== undefined && code !== 408 && code !== 428;
}

/** The library's refusal to write to a socket that is closed. */
function isClosedBefore(error: unknown): boolean {
  return (error as { output?: { statusCode?: number } } | null)?.output?.statusCode === 428;
}
