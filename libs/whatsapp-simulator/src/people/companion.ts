import { type BinaryNode } from '../binary/nodes.ts';
import { type KeyBundle } from '../signal/signal-device.ts';

/** How a connection ends: `drop` resets TCP without a word, `close` shuts it in order. */
export type Ending = 'drop' | 'close';

/** A live connection, as the rest of the simulator sees it. */
export interface Link {
  readonly id: number;
  send(stanza: BinaryNode): void;
  end(how: Ending): void;
}

/** Sends a message once more, with a new session from the given keys. */
export type Resend = (count: number, bundle: KeyBundle) => void;

/** How many messages a linked device may still ask for again. */
const REMEMBERED = 200;

/** A linked device of an account: the client under test. What it uploaded, and what waits for it. */
export class Companion {
  readonly device: number;
  readonly keyIndex: number;
  readonly noisePublic: Buffer;
  readonly identity: Buffer;
  readonly linkedAt = new Date();
  platform: string;
  registrationId: number;
  signedPreKey: KeyBundle['signedPreKey'];
  preKeys: Array<{ readonly id: number; readonly public: Buffer }> = [];
  /** The history goes out once per linked device. */
  historySent = false;
  /** Contacts whose token this device was given. */
  readonly trustedBy = new Set<string>();
  /** Set between login and end of the connection. */
  link: Link | undefined;
  /** Set once the client has asked for its stanzas (`active`). */
  receiving = false;
  private readonly waiting = new Map<string, BinaryNode>();
  private readonly sent = new Map<string, Resend>();

  constructor(
    facts: Pick<
      Companion,
      'device' | 'keyIndex' | 'noisePublic' | 'identity' | 'platform' | 'registrationId' | 'signedPreKey'
    >,
  ) {
    this.device = facts.device;
    this.keyIndex = facts.keyIndex;
    this.noisePublic = facts.noisePublic;
    this.identity = facts.identity;
    this.platform = facts.platform;
    this.registrationId = facts.registrationId;
    this.signedPreKey = facts.signedPreKey;
  }

  /** What must outlive the process for the device to stay linked. */
  facts() {
    const { device, keyIndex, noisePublic, identity, platform, registrationId, signedPreKey, preKeys, historySent } =
      this;
    return { device, keyIndex, noisePublic, identity, platform, registrationId, signedPreKey, preKeys, historySent };
  }

  /** What the server hands to somebody who wants to write to this device; a one-time key is given once. */
  bundle(): KeyBundle {
    return {
      registrationId: this.registrationId,
      identity: this.identity,
      signedPreKey: this.signedPreKey,
      preKey: this.preKeys.shift(),
    };
  }

  /** Keeps the stanza until the client confirms it, and sends it at once when the client listens. */
  deliver(key: string, stanza: BinaryNode): void {
    this.waiting.set(key, stanza);
    if (this.receiving) this.link?.send(stanza);
  }

  confirm(key: string): boolean {
    return this.waiting.delete(key);
  }

  /** Keeps how to send a message again, in case the client cannot decrypt it. */
  remember(id: string, resend: Resend): void {
    this.sent.set(id, resend);
    const [oldest] = this.sent.keys();
    if (this.sent.size > REMEMBERED && oldest !== undefined) this.sent.delete(oldest);
  }

  resendOf(id: string): Resend | undefined {
    return this.sent.get(id);
  }

  /** What was not confirmed, oldest first. */
  unconfirmed(): BinaryNode[] {
    return [...this.waiting.values()];
  }

  get waitingCount(): number {
    return this.waiting.size;
  }

  forgetWaiting(): void {
    this.waiting.clear();
  }
}
