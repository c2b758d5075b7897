import { type InboundMessage, type LidLearnt, type Receipt } from '@relance/messaging';
import { type CloseFacts, type ConnectionListener } from '@relance/whatsapp-session-domain';

/** Writes down what a connection reports, and lets a test wait for it. */
export class RecordingListener implements ConnectionListener {
  readonly words: string[] = [];
  readonly qrs: { text: string; expiresAt: Date; number: number }[] = [];
  readonly codes: string[] = [];
  readonly closes: CloseFacts[] = [];
  readonly receipts: Receipt[] = [];
  readonly inbounds: InboundMessage[] = [];
  readonly lids: LidLearnt[] = [];
  readonly cold: (Date | null)[] = [];

  qr(offer: { text: string; expiresAt: Date; number: number }): void {
    this.words.push('qr');
    this.qrs.push(offer);
  }
  code({ code }: { code: string }): void {
    this.words.push('code');
    this.codes.push(code);
  }
  pairingRefused(reason: string): void {
    this.words.push(`refused ${reason}`);
  }
  scanned(): void {
    this.words.push('scanned');
  }
  opened(): void {
    this.words.push('opened');
  }
  inboxDrained(): void {
    this.words.push('inboxDrained');
  }
  closed(facts: CloseFacts): void {
    this.words.push('closed');
    this.closes.push(facts);
  }
  receipt(receipt: Receipt): void {
    this.receipts.push(receipt);
  }
  /** Set to refuse what is told, as a handler does whose store is away. */
  refusesInbound = false;

  async inbound(message: InboundMessage): Promise<void> {
    if (this.refusesInbound) throw new Error('not stored');
    this.inbounds.push(message);
  }
  async lidLearnt(learnt: LidLearnt): Promise<void> {
    this.lids.push(learnt);
  }
  coldRestricted(until: Date | null): void {
    this.cold.push(until);
  }

  /** Waits until `look` finds something, at most `withinMs`. */
  async until<T>(look: (heard: RecordingListener) => T | undefined | null | false, withinMs = 25_000): Promise<T> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = look(this);
      if (found !== undefined && found !== null && found !== false) return found;
      if (Date.now() > deadline) throw new Error(`not heard in time; heard: ${this.words.join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
