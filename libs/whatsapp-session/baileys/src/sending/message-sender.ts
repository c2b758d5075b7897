import { type proto } from '@whiskeysockets/baileys';
import { type OutboundMessage, type OutgoingRecord, type SendOutcome } from '@relance/messaging';
import { AckWaiter, type Ack } from './ack-waiter.ts';
import { type ConnectionState } from '../connection/connection-parts.ts';
import { jidOfAddress, lidOfJid, phoneOfJid } from '../jid.ts';
import { keptMessage, mediaMessage } from './media-message.ts';
import { OutgoingKeeper } from './outgoing-keeper.ts';

/** A message whose sender's own inbound messages are still being stored is not sent; so long they are waited for. */
const INBOUND_PATIENCE_MS = 5_000;

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

/**
 * Sends messages over one connection, one at a time, and says of each whether WhatsApp has it. Asked for permission at the last moment
 * before something leaves that the recipient could read.
 */
export class MessageSender {
  private readonly waiters = new Set<AckWaiter>();
  private readonly keeper: OutgoingKeeper;
  private sending: Sending | null = null;

  constructor(private readonly connection: ConnectionState) {
    this.keeper = new OutgoingKeeper(connection.parts.credentials);
  }

  /** What is to be stored before this message leaves; null when it is known only while it is sent, or nothing can be sent now. */
  prepare(message: OutboundMessage): OutgoingRecord | null {
    return this.connection.isOpen ? this.keeper.prepare(message) : null;
  }

  /**
   * Ends with the server's answer, which can be here before the keys of this message are stored. The next frame waits for them all the
   * same: the library encrypts inside one transaction over the account's keys, and the next one begins when this one is stored. Where
   * storing fails this connection is ended first (`failStorage`), and an ended one encrypts nothing (`beforeEncrypt`): no ratchet
   * is used again. What the server answered holds either way: the frame was out before the keys were to be stored.
   */
  async send(message: OutboundMessage, ackTimeoutMs: number): Promise<SendOutcome> {
    if (!this.connection.isOpen) return { kind: 'not_sent', reason: 'sender_unavailable' };
    const { waMessageId, phone, mayLeave } = message;
    const file = await this.fileMessage(message);
    if (file === 'upload_failed')
      return { kind: 'not_sent', reason: this.connection.isEnded ? 'sender_unavailable' : file };
    const waiter = new AckWaiter(this.connection.wire, waMessageId);
    this.waiters.add(waiter);
    let framed: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (framed = resolve));
    const sending: Sending = {
      mayLeave,
      permission: null,
      wasEncrypted: false,
      done,
      isToSelf: phone === this.connection.ownPhone,
    };
    try {
      const body = file ? keptMessage(file) : message.text;
      await this.keeper.keep(message, body);
      this.connection.parts.caches.addressees.set(waMessageId, phone);
      this.sending = sending;
      const relayed = this.relay(message, file);
      await Promise.race([relayed, waiter.heard]);
      this.connection.settleLater(relayed);
      this.stopFraming(framed);
      // An unanswered device query makes sendMessage resolve with a message that nobody can read.
      if (!sending.wasEncrypted) return { kind: 'not_sent', reason: 'send_failed' };
      return this.outcomeOf(waMessageId, await waiter.within(ackTimeoutMs));
    } catch (error) {
      this.stopFraming(framed);
      if (error instanceof Withdrawn || (await this.wasWithdrawn(sending)))
        return { kind: 'not_sent', reason: 'withdrawn' };
      this.connection.complain(error, 'send.failed', 'message could not be sent');
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
    const { socket } = this.connection.parts;
    const { uploads } = this.connection.parts.caches;
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
      this.connection.complain(error, 'send.upload_failed', 'file could not be uploaded');
      return 'upload_failed';
    }
  }

  private async relay({ waMessageId, phone, text }: OutboundMessage, file: proto.IMessage | null): Promise<void> {
    const [jid, messageId] = [jidOfAddress(phone), waMessageId];
    if (file) await this.connection.parts.socket.relayMessage(jid, file, { messageId });
    else await this.connection.parts.socket.sendMessage(jid, { text }, { messageId });
  }

  /**
   * Called before each device's copy is encrypted, after everything slow (device and key queries). Copies for the own devices
   * prove nothing; a copy for the recipient may be on the wire a moment later.
   */
  async beforeEncrypt(jid: string): Promise<void> {
    const { sending } = this;
    if (sending === null || (!sending.isToSelf && this.isOwn(jid))) return;
    if (this.connection.isEnded) throw new Withdrawn('the connection is at its end');
    sending.permission ??= this.permissionFor(sending);
    if (!(await sending.permission)) throw new Withdrawn('the message may not leave any more');
    sending.wasEncrypted = true;
  }

  /** Resolves when no message is between its permission and its frame: what is told after that cannot be overtaken. */
  async noFrameUnderWay(): Promise<void> {
    while (this.sending?.permission) await this.sending.done;
  }

  /** The inbound messages that are being stored may be a STOP of this very person. */
  private async permissionFor({ mayLeave }: Sending): Promise<boolean> {
    if (mayLeave === undefined) return true;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), INBOUND_PATIENCE_MS)));
    const isStored = this.connection.inboundStored().then(() => true);
    const isQuiet = await Promise.race([isStored, patience]);
    clearTimeout(timer);
    return isQuiet && mayLeave();
  }

  private async wasWithdrawn({ permission }: Sending): Promise<boolean> {
    return permission !== null && !(await permission.catch(() => false));
  }

  private stopFraming(framed: () => void): void {
    this.sending = null;
    framed();
  }

  private isOwn(jid: string): boolean {
    const { me } = this.connection.parts.auth.state.creds;
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
    this.connection.parts.caches.accepted.set(waMessageId, true);
    const noted = this.connection.parts.credentials
      .markAccepted(waMessageId)
      .catch((error: unknown) => this.connection.complain(error, 'send.mark_failed', 'acknowledgement not noted'));
    this.connection.settleLater(noted);
  }

  /** `not_sent` only where provably nothing left that the recipient could read. */
  private outcomeOfFailure(error: unknown, { wasEncrypted }: Sending): SendOutcome {
    // The frame leaves before the keys are committed: with a failed store nobody knows, unless nothing was encrypted yet.
    if (this.connection.hasStorageFailed && wasEncrypted) return { kind: 'unknown', reason: 'storage_failed' };
    // Refused by a socket that was closed before the frame was written.
    const wasWritten = wasEncrypted && !isClosedBefore(error);
    if (wasWritten) return { kind: 'unknown', reason: this.connection.isEnded ? 'connection_lost' : 'ack_timeout' };
    return { kind: 'not_sent', reason: this.connection.isEnded ? 'sender_unavailable' : 'send_failed' };
  }

  /** The connection has ended: no answer will come to what is under way. */
  closed(): void {
    for (const waiter of this.waiters) waiter.closed();
  }
}

/** The library's refusal to write to a socket that is closed. */
function isClosedBefore(error: unknown): boolean {
  return (error as { output?: { statusCode?: number } } | null)?.output?.statusCode === 428;
}
