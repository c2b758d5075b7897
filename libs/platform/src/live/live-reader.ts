import { type MessageEvent } from '@nestjs/common';
import { type Logger } from 'pino';
import { type Subscriber } from 'rxjs';
import { type NumberedSignal } from './live-signal.ts';

/** What a slow reader may be behind; beyond, it is told to ask for everything. */
const MAX_WAITING = 500;

/** The writable end of a connection, as far as pausing needs it (Node's ServerResponse). */
export type LiveFlow = {
  readonly writableNeedDrain: boolean;
  once(event: 'drain', listener: () => void): unknown;
  off(event: 'drain', listener: () => void): unknown;
};

/**
 * Hands signals to one connection as fast as it takes them. While it is busy, later signals about the same thing replace earlier ones,
 * and when more than 500 things wait, one `resync` event takes their place.
 */
export class LiveReader {
  private readonly waiting = new Map<string, NumberedSignal>();
  private resyncId: string | null = null;
  private isSending = false;
  private isClosed = false;

  constructor(
    private readonly out: Subscriber<MessageEvent>,
    private readonly language: 'fr' | 'en',
    private readonly logger: Logger,
    private readonly flow: LiveFlow | null,
  ) {}

  offer(signal: NumberedSignal): void {
    const key = `${signal.signal.name}:${signal.signal.id}`;
    this.waiting.delete(key);
    this.waiting.set(key, signal);
    if (this.waiting.size > MAX_WAITING) this.resync(signal.id);
    else void this.send();
  }

  /** Something was missed: the reader asks for everything it shows. `id` is where it goes on from. */
  resync(id: string): void {
    this.waiting.clear();
    this.resyncId = id;
    void this.send();
  }

  close(): void {
    this.isClosed = true;
    this.waiting.clear();
    this.flow?.off('drain', this.onDrain);
  }

  private readonly onDrain = (): void => {
    this.isSending = false;
    void this.send();
  };

  private async send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    while (!this.isClosed && (this.resyncId !== null || this.waiting.size > 0)) {
      if (this.flow?.writableNeedDrain) {
        this.flow.once('drain', this.onDrain);
        return;
      }
      if (this.resyncId !== null) {
        this.out.next({ id: this.resyncId, type: 'resync', data: '{}' });
        this.resyncId = null;
        continue;
      }
      const [key, next] = this.waiting.entries().next().value ?? [];
      if (key === undefined || !next) break;
      this.waiting.delete(key);
      await this.sendOne(next);
    }
    this.isSending = false;
  }

  private async sendOne({ id, signal, data }: NumberedSignal): Promise<void> {
    try {
      const text = await data(this.language);
      if (!this.isClosed) this.out.next({ id, type: signal.name, data: text });
    } catch (error) {
      // The reader learns that something changed and asks for it; the stream goes on.
      this.logger.error(
        { event: 'live.view_failed', err: error, name: signal.name },
        'data of a live event could not be read',
      );
      if (!this.isClosed) this.out.next({ id, comment: `${signal.name} could not be read` });
    }
  }
}
