import {
  changeOf,
  type MessageNews,
  SENDING_STORE,
  type SendingChange,
  type SendingStore,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { LOGGER, PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { AfterNews, type NewsSource } from './after-news.ts';
import { FaultPoints } from './fault-points.ts';
import { NextDays } from './next-days.ts';
import { SENDING_POLICY, type SendingPolicy } from './sending.policy.ts';
import { SharedLock } from './shared-lock.ts';

type Entry = { readonly news: MessageNews[]; source: NewsSource };
type Judged = { readonly change: SendingChange; readonly waMessageId: string; readonly source: NewsSource };

/** Messages in one transaction. */
const BATCH = 200;
/** A change that was overtaken is decided anew so many times in a row before it waits for the next batch. */
const ROUNDS = 5;
const RETRY_MS = 1000;

/**
 * Where all news of messages arrives: results, receipts, and what the reaper gave up. Gathers it for a moment, folds it by
 * message and writes it in one batch with its counters. News is kept until it is stored, however long the database is away.
 */
@Injectable()
export class DeliveryDesk {
  private readonly waiting = new Map<string, Entry>();
  private readonly lock = new SharedLock();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly nextDays: NextDays,
    private readonly after: AfterNews,
    private readonly faults: FaultPoints,
  ) {}

  /**
   * Takes a piece of news. A result is stored at once, because until then a crash would leave its message unknown; everything
   * else within the flush time.
   */
  note(waMessageId: string, news: MessageNews, source: NewsSource): void {
    this.keep(waMessageId, { news: [news], source });
    this.schedule(this.policy.flushMs);
  }

  /** A sender rests: what it did is stored at once, so that a crash leaves as little as possible in doubt. */
  hurry(): void {
    if (this.waiting.size > 0) this.schedule(0);
  }

  /** Writes an intent while no batch is being written. */
  besideIntents<T>(write: () => Promise<T>): Promise<T> {
    return this.lock.shared(write);
  }

  /**
   * Stores what waits in this moment, whatever comes meanwhile: whoever asks what is on its way must not be told of messages
   * whose answer is here already. Never rejects: what the database does not take now is kept.
   */
  async storeWaiting(): Promise<void> {
    await this.flushing?.catch(() => undefined);
    if (this.waiting.size > 0) await this.flush().catch(() => undefined);
  }

  /** Stores everything that waits; rejects when the database does not take it (it stays waiting). */
  async settle(): Promise<void> {
    while (this.waiting.size > 0 || this.flushing) await (this.flushing ?? this.flush());
  }

  private keep(waMessageId: string, { news, source }: Entry): void {
    const known = this.waiting.get(waMessageId);
    if (!known) {
      this.waiting.set(waMessageId, { news: [...news], source });
      return;
    }
    known.news.push(...news);
    if (source === 'result') known.source = source;
  }

  private schedule(delayMs: number): void {
    if (this.flushing || (this.timer && delayMs > 0)) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush().catch((error: unknown) => {
        this.logger.error({ err: error, waiting: this.waiting.size }, 'results could not be stored; they are kept');
      });
    }, delayMs);
  }

  private flush(): Promise<void> {
    this.flushing ??= this.flushOnce();
    return this.flushing;
  }

  private async flushOnce(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const taken = [...this.waiting].slice(0, BATCH);
    for (const [waMessageId] of taken) this.waiting.delete(waMessageId);
    let delayMs = this.policy.flushMs;
    try {
      const stored = await this.write(new Map(taken));
      await this.after.run(stored);
    } catch (error) {
      for (const [waMessageId, entry] of taken) this.putBack(waMessageId, entry);
      delayMs = RETRY_MS;
      throw error;
    } finally {
      this.flushing = null;
      if (this.waiting.size > 0) this.schedule(delayMs);
    }
  }

  /** Older news goes before what came meanwhile. */
  private putBack(waMessageId: string, entry: Entry): void {
    const newer = this.waiting.get(waMessageId);
    this.waiting.delete(waMessageId);
    this.keep(waMessageId, entry);
    if (newer) this.keep(waMessageId, newer);
  }

  /** Decides and writes, again for those that were overtaken. Answers what was written. */
  private async write(entries: Map<string, Entry>): Promise<Judged[]> {
    const stored: Judged[] = [];
    let open = entries;
    for (let round = 0; round < ROUNDS && open.size > 0; round += 1) {
      const now = this.clock.now();
      const judged = await this.judge(open, now);
      const { missedTargets, missedDeliveries } = await this.lock.alone(() => {
        this.faults.pass('before_result');
        return this.store.apply(
          judged.map(({ change }) => change),
          now,
        );
      });
      const isMissed = ({ change: { target, delivery } }: Judged): boolean =>
        (target !== null && missedTargets.includes(target.before.id)) ||
        (delivery !== null && missedDeliveries.includes(delivery.before.waMessageId));
      stored.push(...judged.filter((entry) => !isMissed(entry)));
      open = new Map([...open].filter(([id]) => judged.some((entry) => entry.waMessageId === id && isMissed(entry))));
    }
    for (const [waMessageId, entry] of open) this.putBack(waMessageId, entry);
    return stored;
  }

  /** Receipts of messages that are none of ours (the owner's own chats) fall away here. */
  private async judge(entries: Map<string, Entry>, now: Date): Promise<Judged[]> {
    const deliveries = await this.store.deliveriesByMessageId([...entries.keys()]);
    const targets = await this.store.targetsById([...new Set(deliveries.map(({ targetId }) => targetId))]);
    const byId = new Map(targets.map((target) => [target.id, target]));
    const nextDayAt = await this.nextDays.of(targets.filter(({ lease }) => lease !== null));
    return deliveries.flatMap((delivery): Judged[] => {
      const target = byId.get(delivery.targetId) ?? null;
      const entry = entries.get(delivery.waMessageId);
      const dueAfter = (leftAt: Date): Date => (target ? nextDayAt(target, leftAt) : now);
      const change = entry ? changeOf({ delivery, target, news: entry.news, nextDayAt: dueAfter }, now) : null;
      return entry && change ? [{ change, waMessageId: delivery.waMessageId, source: entry.source }] : [];
    });
  }
}
