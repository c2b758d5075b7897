import { type ConnectionState } from '@whiskeysockets/baileys';
import { maskPhone } from '@relance/kernel';
import { type PairingRequest } from '@relance/whatsapp-session-domain';
import { type BaileysConnection } from './baileys-connection.ts';
import { closeFacts } from './close-facts.ts';
import { pairingRefusalOf } from './pairing-refusal.ts';

/** The first QR lives for a minute, the following ones for twenty seconds: Baileys' own times. */
const FIRST_QR_MS = 60_000;
const NEXT_QR_MS = 20_000;
/** A pairing code is good while the socket has QR refs left: one minute and five times twenty seconds. */
const CODE_MS = FIRST_QR_MS + 5 * NEXT_QR_MS;
/** A server that says neither yes nor no to a code is believed to have taken it. */
const CODE_TAKEN_MS = 3_000;
/** The marker that ends the offline replay may never come although everything works. */
const SETTLE_MS = 10_000;
/** A restriction without an end is looked at again after a day. */
const OPEN_ENDED_MS = 24 * 60 * 60_000;

/**
 * The marker overtakes messages that are still being decrypted. Nothing is sent before they are read; given up only when
 * nothing moves for so long, because one of them cannot be decrypted and its sender does not answer.
 */
const REPLAY_PATIENCE_MS = 8_000;

export type Wiring = {
  readonly pairing: PairingRequest | null;
  readonly connectTimeoutMs: number;
  readonly qrLifeMs: number | undefined;
};

/** From the first QR to the close: reports what the library says of the connection itself. */
export class Lifecycle {
  private qrs = 0;
  private isReplayed = false;
  private isCatchingUp = false;
  /** Nothing is sent before what was left in the journal is handed over: a STOP may be among it. */
  private journalRead: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: BaileysConnection,
    private readonly wiring: Wiring,
    private readonly lifeSeen: () => void,
  ) {}

  update(update: Partial<ConnectionState>): void {
    const { connection } = this;
    if (update.qr !== undefined) this.offer(update.qr);
    if (update.isNewLogin) {
      connection.newLogin = true;
      connection.phase = 'pairing';
      connection.tell((listener) => listener.scanned(), true);
    }
    if (update.receivedPendingNotifications) this.replayed();
    if (update.connection === 'open') this.opened();
    if (update.reachoutTimeLock !== undefined) this.restricted(update.reachoutTimeLock);
    if (update.connection === 'close') {
      // What was receipted and lies in the library's buffer would be thrown away with it.
      connection.parts.socket.ev.flush();
      connection.finish(closeFacts(update.lastDisconnect?.error, connection.known));
    }
  }

  private offer(text: string): void {
    this.lifeSeen();
    this.qrs += 1;
    const number = this.qrs;
    const { pairing, qrLifeMs } = this.wiring;
    if (pairing?.method === 'pairing_code') {
      if (number === 1) void this.askForCode(pairing.phoneNumber);
      return;
    }
    const expiresAt = new Date(Date.now() + (qrLifeMs ?? (number === 1 ? FIRST_QR_MS : NEXT_QR_MS)));
    this.connection.tell((listener) => listener.qr({ text, expiresAt, number }));
  }

  /** Once a socket, after its first QR. The code is told when the server has taken it, or has not refused it in time. */
  private async askForCode(phoneNumber: string): Promise<void> {
    const { connection } = this;
    const answered = new Promise<void>((resolve) => {
      const patience = setTimeout(resolve, CODE_TAKEN_MS);
      connection.onEnd(() => clearTimeout(patience));
      connection.wire.once('CB:iq,type:result,link_code_companion_reg', () => resolve());
    });
    // Baileys does not wait for the answer to its question, so a refusal would pass unheard.
    connection.wire.on('CB:iq,type:error', (iq: object) => this.refused(iq));
    try {
      const code = await connection.parts.socket.requestPairingCode(phoneNumber.replace(/\D/g, ''));
      await answered;
      const expiresAt = new Date(Date.now() + CODE_MS);
      if (!connection.isEnded) connection.tell((listener) => listener.code({ code, expiresAt }));
    } catch (error) {
      connection.complain(error, 'pairing.code_failed', 'pairing code could not be requested');
      connection.finish(closeFacts(error, connection.known));
    }
  }

  private refused(iq: object): void {
    const { connection } = this;
    if (connection.phase !== 'connecting') return;
    const reason = pairingRefusalOf(iq);
    connection.tell((listener) => listener.pairingRefused(reason));
    const facts = closeFacts({ message: `Pairing refused (${reason})` }, connection.known);
    connection.finish({ ...facts, code: 401 });
  }

  private opened(): void {
    const { connection } = this;
    const { creds } = connection.parts.auth.state;
    this.lifeSeen();
    connection.phase = 'open';
    const phone = connection.ownPhone;
    const identity = { phone, phoneMasked: phone === null ? null : maskPhone(phone), pushName: nameOf(creds.me?.name) };
    connection.tell((listener) => listener.opened(identity));
    this.journalRead = connection.readJournal();
    const settle = setTimeout(() => this.replayed(), SETTLE_MS);
    connection.onEnd(() => clearTimeout(settle));
    if (this.isReplayed) this.replayed();
    // Answers, if at all, as an update of the connection; an account without restrictions has nothing to say.
    void connection.parts.socket.fetchAccountReachoutTimelock().catch(() => undefined);
  }

  private replayed(): void {
    this.isReplayed = true;
    if (this.connection.phase !== 'open' || this.isCatchingUp) return;
    this.isCatchingUp = true;
    void this.connection.replay
      .caughtUp(REPLAY_PATIENCE_MS)
      .then(() => this.journalRead)
      .then(() => this.connection.isOpen && this.connection.tellAfterHearing((listener) => listener.inboxDrained()));
  }

  private restricted(lock: NonNullable<ConnectionState['reachoutTimeLock']>): void {
    const until = lock.isActive ? (lock.timeEnforcementEnds ?? new Date(Date.now() + OPEN_ENDED_MS)) : null;
    this.connection.tell((listener) => listener.coldRestricted(until));
  }
}

/** Until the phone has told the name, Baileys keeps a tilde in its place. */
const nameOf = (name: string | undefined): string | null => (name === undefined || name === '~' ? null : name);
