import { type EventEmitter } from 'node:events';
import { type NumberLookup, type OutboundMessage, type OutgoingRecord, type SendOutcome } from '@relance/messaging';
import {
  StaleLeaseError,
  type CloseFacts,
  type Connection,
  type ConnectionListener,
  type ConnectionPhase,
} from '@relance/whatsapp-session-domain';
import { isPaired } from '../socket/auth-state.ts';
import { ownFaultFacts } from './close-facts.ts';
import { closeSocket } from '../socket/close-socket.ts';
import { type ConnectionParts, type ConnectionState } from './connection-parts.ts';
import { phoneOfJid } from '../jid.ts';
import { MessageSender } from '../sending/message-sender.ts';
import { Replay } from '../receiving/replay.ts';
import { ServerQueries } from './server-queries.ts';

/** What arrived is handled, receipted and told before our own end, unless nothing of it moves for so long. */
const HANDLING_MS = 500;
const JOURNAL_AGAIN_MS = 5_000;
/** Notes of acknowledgements wait for one another; the end of a connection waits for them no longer than this. */
const NOTES_MS = 1_000;

/**
 * One Baileys socket behind the port. What it hears is wired in `connection-events`; here is its life, from the first event to the
 * end, and the order of its reports. `MessageSender` sends over it, `ServerQueries` asks over it.
 */
export class BaileysConnection implements Connection, ConnectionState {
  phase: ConnectionPhase = 'connecting';
  newLogin = false;
  hasStorageFailed = false;
  private ended = false;
  private quiet = false;
  private readonly cleanups: (() => void)[] = [];
  private told: Promise<void> = Promise.resolve();
  private heard: Promise<void> = Promise.resolve();
  private journalTimer: NodeJS.Timeout | null = null;
  /** Set by whoever wires the events. */
  readJournal: () => Promise<void> = () => Promise.resolve();
  /** What follows an acknowledgement and is not waited for by the next message: keys being stored, notes. */
  private readonly unsettled = new Set<Promise<unknown>>();
  /** Inbound messages whose handlers are at work. */
  private readonly storing = new Set<Promise<unknown>>();
  /** What arrived and is being handled. */
  readonly replay: Replay;
  private readonly sender: MessageSender;
  private readonly queries: ServerQueries;

  constructor(readonly parts: ConnectionParts) {
    this.replay = new Replay(() => parts.socket.ev.flush());
    this.sender = new MessageSender(this);
    this.queries = new ServerQueries(this);
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

  /** Handles something in its turn, and resolves when what it tells has been told. On a connection that has ended, never. */
  handedOver(handle: () => Promise<void>): Promise<void> {
    this.hear(handle);
    return new Promise((resolve) => this.tellAfterHearing(() => resolve()));
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
    this.hasStorageFailed = true;
    if (!(error instanceof StaleLeaseError))
      this.complain(error, 'connection.store_failed', 'credentials could not be stored; closing the socket');
    this.finish(ownFaultFacts(this.known));
  }

  prepare(message: OutboundMessage): OutgoingRecord | null {
    return this.sender.prepare(message);
  }

  send(message: OutboundMessage, ackTimeoutMs: number): Promise<SendOutcome> {
    return this.sender.send(message, ackTimeoutMs);
  }

  /** What encrypts calls this before each device's copy. @throws when the message may not leave any more. */
  beforeEncrypt(jid: string): Promise<void> {
    return this.sender.beforeEncrypt(jid);
  }

  /** Resolves when no message is between its permission and its frame: what is told after that cannot be overtaken. */
  noFrameUnderWay(): Promise<void> {
    return this.sender.noFrameUnderWay();
  }

  /** Whose handler works is waited for by the next message that asks whether it may leave. */
  storingInbound(work: Promise<unknown>): void {
    this.storing.add(work);
    const forget = () => void this.storing.delete(work);
    work.then(forget, forget);
  }

  async inboundStored(): Promise<void> {
    await Promise.allSettled([...this.storing]);
  }

  /** A handler that failed is given another chance after a while. */
  readJournalLater(): void {
    if (this.journalTimer !== null || this.ended) return;
    this.journalTimer = setTimeout(() => {
      this.journalTimer = null;
      if (this.isOpen) void this.readJournal();
    }, JOURNAL_AGAIN_MS);
    this.journalTimer.unref();
  }

  lookUp(phones: readonly string[]): Promise<readonly NumberLookup[]> {
    return this.queries.lookUp(phones);
  }

  async isAlive(withinMs: number): Promise<boolean> {
    return this.isOpen && this.queries.isAlive(withinMs);
  }

  async logOut(withinMs: number): Promise<boolean> {
    const jid = this.parts.auth.state.creds.me?.id;
    if (!jid) return true;
    if (this.ended) return false;
    // The server ends the connection of a device that is gone: we asked for it.
    this.quiet = true;
    return this.queries.logOut(jid, withinMs);
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

  settleLater(work: Promise<unknown>): void {
    this.unsettled.add(work);
    const forget = () => void this.unsettled.delete(work);
    work.then(forget, forget);
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
    this.sender.closed();
    for (const cleanup of this.cleanups.splice(0)) cleanup();
  }

  /** Keys have their own bound (`allWritten`); a database that is away does not hold the end of a connection for a note. */
  private async settled(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, NOTES_MS)));
    await Promise.race([Promise.allSettled([...this.unsettled]), patience]);
    clearTimeout(timer);
  }
}
