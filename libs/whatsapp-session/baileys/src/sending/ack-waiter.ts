import { type EventEmitter } from 'node:events';

type AckNode = { readonly attrs: { readonly error?: string; readonly class?: string } };
export type Ack =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'closed' };

/** A process that was suspended finds its timers over before it has read what arrived meanwhile: so long it still listens. */
const LATE_ANSWER_MS = 1_000;
/** A timer this late was not late by chance. */
const SUSPENDED_MS = 1_000;

/**
 * Waits for the server's acknowledgement of one message. To be armed before the message is sent: `sendMessage` resolves
 * when the frame is written, says nothing of a good ack, and a receipt with the same id is something else.
 */
export class AckWaiter {
  private settle: (ack: Ack) => void = () => undefined;
  private readonly arrived: Promise<Ack>;
  private hear: () => void = () => undefined;
  /** Resolves with the server's answer; never without one. */
  readonly heard: Promise<void>;
  private timer: NodeJS.Timeout | undefined;
  private answered: Ack | null = null;

  constructor(
    private readonly wire: EventEmitter,
    private readonly messageId: string,
  ) {
    this.arrived = new Promise((resolve) => (this.settle = resolve));
    this.heard = new Promise((resolve) => (this.hear = resolve));
    wire.on(this.event, this.onAck);
  }

  /** The answer, at the latest after `withinMs`. */
  async within(withinMs: number): Promise<Ack> {
    const startedAt = performance.now();
    this.timer = setTimeout(() => {
      const wasSuspended = performance.now() - startedAt > withinMs + SUSPENDED_MS;
      if (!wasSuspended) return this.settle({ kind: 'silent' });
      this.timer = setTimeout(() => this.settle({ kind: 'silent' }), LATE_ANSWER_MS);
    }, withinMs);
    try {
      return await this.arrived;
    } finally {
      this.disarm();
    }
  }

  /** The answer, if it is here already. */
  get answer(): Ack | null {
    return this.answered;
  }

  /** The connection ended first. */
  closed(): void {
    this.settle({ kind: 'closed' });
  }

  disarm(): void {
    clearTimeout(this.timer);
    this.wire.off(this.event, this.onAck);
  }

  private get event(): string {
    return `CB:ack,id:${this.messageId}`;
  }

  private readonly onAck = ({ attrs }: AckNode): void => {
    if (attrs.class !== undefined && attrs.class !== 'message') return;
    this.answered ??= attrs.error ? { kind: 'refused', code: Number(attrs.error) } : { kind: 'accepted' };
    this.settle(this.answered);
    this.hear();
  };
}
