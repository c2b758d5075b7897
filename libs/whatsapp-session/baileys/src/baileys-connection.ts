import { type EventEmitter } from 'node:events';
import { type proto, type WASocket } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type NumberLookup, type OutboundMessage, type SendOutcome } from '@relance/messaging';
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
import { type BoundedCache } from './bounded-cache.ts';
import { ownFaultFacts } from './close-facts.ts';
import { closeSocket } from './close-socket.ts';
import { Replay } from './replay.ts';
import { jidOfPhone, lidOfJid, phoneOfJid } from './inbound.ts';
import { keptMessage, mediaMessage } from './media-message.ts';
import { type AdapterLog } from './options.ts';

/** What arrived is handled, receipted and told before our own end, unless nothing of it moves for so long. */
const HANDLING_MS = 500;
/** Of a send that lasted this share of the query timeout, nothing was encrypted for anybody (see `send`). */
const STALLED_SHARE = 0.9;

export type ConnectionParts = {
  readonly ownerId: OwnerId;
  readonly socket: WASocket;
  readonly auth: OpenedAuth;
  readonly credentials: OwnerCredentials;
  readonly listener: ConnectionListener;
  readonly log: AdapterLog;
  readonly queryTimeoutMs: number;
  /** Ids of inbound messages that were told; outlives sockets. */
  readonly heardBefore: BoundedCache;
  /** Files that WhatsApp has from this account already; outlives sockets. */
  readonly uploads: BoundedCache;
};

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
  /** What arrived and is being handled. */
  readonly replay: Replay;

  constructor(readonly parts: ConnectionParts) {
    this.replay = new Replay(() => parts.socket.ev.flush());
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
      .catch((error: unknown) => this.complain(error, 'a listener of the connection failed'));
  }

  /** Handles what was heard one after the other; `tellAfterHearing` comes behind it. */
  hear(handle: () => Promise<void>): void {
    this.heard = this.heard
      .then(handle)
      .catch((error: unknown) => this.complain(error, 'what was heard could not be handled'));
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
    if (!(error instanceof StaleLeaseError)) this.complain(error, 'credentials could not be stored');
    this.finish(ownFaultFacts(this.known));
  }

  async send(message: OutboundMessage, ackTimeoutMs: number): Promise<SendOutcome> {
    if (!this.isOpen) return { kind: 'not_sent', reason: 'sender_unavailable' };
    const { waMessageId } = message;
    const file = await this.fileMessage(message);
    if (file === 'upload_failed') return { kind: 'not_sent', reason: this.ended ? 'sender_unavailable' : file };
    const waiter = new AckWaiter(this.wire, waMessageId);
    this.waiters.add(waiter);
    try {
      await this.parts.credentials.keepOutgoing(waMessageId, file ? keptMessage(file) : message.text);
      const startedAt = performance.now();
      await this.relay(message, file);
      // An unanswered device query makes sendMessage resolve with a message that nobody can read.
      const stalled = performance.now() - startedAt >= this.parts.queryTimeoutMs * STALLED_SHARE;
      if (stalled) return { kind: 'not_sent', reason: 'send_failed' };
      return outcomeOf(await waiter.within(ackTimeoutMs));
    } catch (error) {
      this.complain(error, 'a message could not be sent');
      // The frame leaves before the keys are committed: with a failed store nobody knows.
      if (this.storageFailed) return { kind: 'unknown', reason: 'storage_failed' };
      return { kind: 'not_sent', reason: this.ended ? 'sender_unavailable' : 'send_failed' };
    } finally {
      waiter.disarm();
      this.waiters.delete(waiter);
    }
  }

  /** The message with its file, which WhatsApp has by then; null when there is no file. */
  private async fileMessage({ media, waMessageId, phone, text }: OutboundMessage): Promise<FileMessage> {
    if (!media) return null;
    const { socket, uploads } = this.parts;
    try {
      return await mediaMessage({
        socket,
        uploads,
        media,
        caption: text,
        messageId: waMessageId,
        jid: jidOfPhone(phone),
      });
    } catch (error) {
      this.complain(error, 'a file could not be uploaded');
      return 'upload_failed';
    }
  }

  private async relay({ waMessageId, phone, text }: OutboundMessage, file: proto.IMessage | null): Promise<void> {
    const [jid, messageId] = [jidOfPhone(phone), waMessageId];
    if (file) await this.parts.socket.relayMessage(jid, file, { messageId });
    else await this.parts.socket.sendMessage(jid, { text }, { messageId });
  }

  async lookUp(phones: readonly string[]): Promise<readonly NumberLookup[]> {
    const answers = (await this.parts.socket.onWhatsApp(...phones.map(jidOfPhone))) ?? [];
    const known = new Map(answers.map((answer) => [phoneOfJid(answer.jid), answer]));
    return Promise.all(
      phones.map(async (asked): Promise<NumberLookup> => {
        const answer = known.get(asked) ?? (phones.length === 1 && answers.length === 1 ? answers[0] : undefined);
        if (!answer) return { asked, answer: 'unknown', phone: null, lid: null };
        if (!answer.exists) return { asked, answer: 'out', phone: null, lid: null };
        const phone = phoneOfJid(answer.jid) ?? asked;
        return { asked, answer: 'in', phone, lid: await this.lidOf(phone) };
      }),
    );
  }

  async isAlive(withinMs: number): Promise<boolean> {
    if (!this.isOpen) return false;
    return this.ask({ type: 'get', xmlns: 'w:p' }, { tag: 'ping', attrs: {} }, withinMs);
  }

  async logOut(withinMs: number): Promise<void> {
    const jid = this.parts.auth.state.creds.me?.id;
    if (this.ended || !jid) return;
    // The server ends the connection of a device that is gone: we asked for it.
    this.quiet = true;
    // Baileys' own logout resolves before the server has it and closes at once, leaving a ghost on the phone.
    await this.ask(
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
    await this.parts.auth.allWritten();
    await closeSocket(this.parts.socket);
  }

  complain(error: unknown, sentence: string): void {
    const name = error instanceof Error ? error.name : typeof error;
    this.parts.log.warn({ ownerId: this.parts.ownerId, error: name }, sentence);
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

  private async lidOf(phone: string): Promise<string | null> {
    const lid = await this.parts.socket.signalRepository.lidMapping.getLIDForPN(jidOfPhone(phone)).catch(() => null);
    return lidOfJid(lid);
  }
}

/** An error node is an answer too; a timeout (408) or a closed connection (428) is not. */
function isAnswer(error: unknown): boolean {
  const code = (error as { output?: { statusCode?: number } } | null)?.output?.statusCode;
  return code !== undefined && code !== 408 && code !== 428;
}

function outcomeOf(ack: Ack): SendOutcome {
  switch (ack.kind) {
    case 'accepted':
      return { kind: 'accepted', at: new Date() };
    case 'refused':
      return { kind: 'refused', code: ack.code, at: new Date() };
    case 'silent':
      return { kind: 'unknown', reason: 'ack_timeout' };
    case 'closed':
      return { kind: 'unknown', reason: 'connection_lost' };
  }
}
