import {
  changeOf,
  type Delivery,
  type DeliveryUpdate,
  messageIdsOf,
  SENDING_STORE,
  type SendingChange,
  type SendingStore,
  type Target,
  waitsForDay,
} from '@relance/campaigns-domain';
import { type Clock, type TargetId } from '@relance/kernel';
import { LOGGER, PRODUCT_CLOCK, ReadWriteLock } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { DeliveryResultEffects, type UpdateSource } from './delivery-result-effects.ts';
import { FaultPoints } from '../shared/fault-points.ts';
import { KnownDeliveries } from './known-deliveries.ts';
import { NextDayScheduler } from './next-day-scheduler.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

type Entry = { readonly updates: DeliveryUpdate[]; source: UpdateSource };
/** `ids`: of the messages whose updates went into the change. */
type DecidedUpdate = { readonly change: SendingChange; readonly ids: readonly string[]; readonly source: UpdateSource };

/** Messages in one transaction. */
const BATCH = 200;
/** A change that was overtaken is decided anew so many times in a row before it waits for the next batch. */
const ROUNDS = 5;
const RETRY_MS = 1000;
/** Messages whose updates may wait in memory; beyond, the oldest receipts are dropped. */
const MAX_WAITING = 50_000;

/**
 * Where every update of a message arrives: results of sends, receipts, and what the reaper gave up. Collects updates for a
 * moment, folds them by message and writes them in one batch with their counters. What the database does not take is kept.
 */
@Injectable()
export class DeliveryResultBuffer {
  private readonly waiting = new Map<string, Entry>();
  private readonly lock = new ReadWriteLock();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;
  private dropped = 0;

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly nextDays: NextDayScheduler,
    private readonly after: DeliveryResultEffects,
    private readonly faults: FaultPoints,
    private readonly known: KnownDeliveries,
  ) {}

  /** Keeps an update until the next flush, which comes within the flush time; `flushSoon` brings it forward. */
  add(waMessageId: string, update: DeliveryUpdate, source: UpdateSource): void {
    this.keep(waMessageId, { updates: [update], source });
    this.schedule(this.policy.flushMs);
  }

  /** Updates that wait to be stored. */
  get waitingUpdates(): number {
    return [...this.waiting.values()].reduce((sum, { updates }) => sum + updates.length, 0);
  }

  /** Brings the flush forward: a resting sender leaves as little as possible unstored. */
  flushSoon(): void {
    if (this.waiting.size > 0) this.schedule(0);
  }

  /** Writes an intent while no batch is being written. */
  whileNotFlushing<T>(write: () => Promise<T>): Promise<T> {
    return this.lock.read(write);
  }

  /**
   * Stores what waits in this moment, whatever comes meanwhile: whoever asks what is on its way must not be told of messages
   * whose answer is here already. Never rejects: what the database does not take now is kept.
   */
  async storeWaiting(): Promise<void> {
    const asked = [...this.waiting.keys()];
    await this.flushing?.catch(() => undefined);
    // A batch is bounded: as many as hold what waited when it was asked.
    for (let batches = Math.ceil(asked.length / BATCH) + 1; batches > 0; batches -= 1) {
      if (!asked.some((id) => this.waiting.has(id))) return;
      const isStored = await this.flush().then(
        () => true,
        () => false,
      );
      if (!isStored) return;
    }
  }

  /** Stores everything that waits; rejects when the database does not take it (it stays waiting). */
  async flushAll(): Promise<void> {
    while (this.waiting.size > 0 || this.flushing) await (this.flushing ?? this.flush());
  }

  private keep(waMessageId: string, { updates, source }: Entry): void {
    const known = this.waiting.get(waMessageId);
    if (!known) {
      if (this.waiting.size >= MAX_WAITING) this.dropOldestReceipt();
      this.waiting.set(waMessageId, { updates: [...updates], source });
      return;
    }
    // Each device of a person sends receipts, and sends them again: what repeats an update takes no memory.
    known.updates.push(...updates.filter((update) => !known.updates.some((before) => isRepeat(update, before))));
    if (source === 'result') known.source = source;
  }

  /** While the database is away receipts pile up, most of them of the owners' own chats; results are never dropped. */
  private dropOldestReceipt(): void {
    for (const [waMessageId, { source }] of this.waiting) {
      if (source !== 'receipt') continue;
      this.waiting.delete(waMessageId);
      this.dropped += 1;
      if (this.dropped % 1000 === 1) {
        this.logger.warn(
          { event: 'results.receipts_dropped', dropped: this.dropped },
          'receipts dropped: too many wait',
        );
      }
      return;
    }
  }

  private schedule(delayMs: number): void {
    if (this.flushing || (this.timer && delayMs > 0)) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush().catch((error: unknown) => {
        this.logger.error(
          { event: 'results.store_failed', err: error, waiting: this.waiting.size },
          'results could not be stored; they are kept and tried again',
        );
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

  /** Older updates go before those that came meanwhile. */
  private putBack(waMessageId: string, entry: Entry): void {
    const newer = this.waiting.get(waMessageId);
    this.waiting.delete(waMessageId);
    this.keep(waMessageId, entry);
    if (newer) this.keep(waMessageId, newer);
  }

  /** Decides and writes, again for those that were overtaken. Answers what was written. */
  private async write(entries: Map<string, Entry>): Promise<DecidedUpdate[]> {
    const stored: DecidedUpdate[] = [];
    let open = entries;
    for (let round = 0; round < ROUNDS && open.size > 0; round += 1) {
      const now = this.clock.now();
      const decided = await this.decide(open, now);
      const { missedTargets, missedDeliveries } = await this.lock.write(() => {
        this.faults.pass('before_result');
        return this.store.apply(
          decided.map(({ change }) => change),
          now,
        );
      });
      const isMissed = ({ change: { target, delivery } }: DecidedUpdate): boolean =>
        (target !== null && missedTargets.includes(target.before.id)) ||
        (delivery !== null && missedDeliveries.includes(delivery.before.waMessageId));
      for (const entry of decided) {
        if (isMissed(entry)) this.known.forget(entry.change);
        else this.known.stored(entry.change);
      }
      stored.push(...decided.filter((entry) => !isMissed(entry)));
      open = new Map([...open].filter(([id]) => decided.some((entry) => entry.ids.includes(id) && isMissed(entry))));
    }
    for (const [waMessageId, entry] of open) this.putBack(waMessageId, entry);
    return stored;
  }

  /** Receipts of messages that are none of ours (the owner's own chats) fall away here. */
  private async decide(entries: Map<string, Entry>, now: Date): Promise<DecidedUpdate[]> {
    const known = [...entries.keys()].flatMap((id) => this.known.delivery(id) ?? []);
    const others = [...entries.keys()].filter((id) => !this.known.delivery(id));
    const deliveries = [...known, ...(await this.store.deliveriesByMessageId(others))];
    const byId = await this.targetsOf(deliveries);
    const waiting = targetsWaiting(deliveries, byId);
    const plans = new Map(waiting.map(({ id }) => [id, this.known.plan(id)]));
    const nextDayAt = await this.nextDays.of(waiting.filter(({ id }) => !plans.get(id)));
    return deliveries.flatMap((delivery): DecidedUpdate[] => {
      const target = byId.get(delivery.targetId) ?? null;
      const ids = [...new Set([delivery.waMessageId, ...messageIdsOf(delivery)])].filter((id) => entries.has(id));
      const heard = ids.flatMap((id) => entries.get(id) ?? []);
      const updates = ids.flatMap((waMessageId) =>
        (entries.get(waMessageId)?.updates ?? []).map((update) => ({ ...update, waMessageId })),
      );
      const dueAfter = (leftAt: Date): Date =>
        target ? (plans.get(target.id)?.(leftAt) ?? nextDayAt(target, leftAt)) : now;
      const change = changeOf({ delivery, target, updates, nextDayAt: dueAfter }, now);
      const source = heard.some((entry) => entry.source === 'result') ? 'result' : (heard[0]?.source ?? 'receipt');
      return change ? [{ change, ids, source }] : [];
    });
  }

  private async targetsOf(deliveries: readonly Delivery[]): Promise<ReadonlyMap<TargetId, Target>> {
    const ids = [...new Set(deliveries.map(({ targetId }) => targetId))];
    const known = ids.flatMap((id) => this.known.target(id) ?? []);
    const read = await this.store.targetsById(ids.filter((id) => !known.some((target) => target.id === id)));
    return new Map([...known, ...read].map((target) => [target.id, target]));
  }
}

/** Those of whom news of these deliveries may decide when the next day falls due. */
function targetsWaiting(deliveries: readonly Delivery[], byId: ReadonlyMap<TargetId, Target>): readonly Target[] {
  const waiting = deliveries.flatMap(({ targetId, day }) => {
    const target = byId.get(targetId);
    return target && waitsForDay(target, day) ? [target] : [];
  });
  return [...new Set(waiting)];
}

/** The same said again; when does not matter. */
const isRepeat = (update: DeliveryUpdate, before: DeliveryUpdate): boolean =>
  update.state === before.state && JSON.stringify({ ...update, at: null }) === JSON.stringify({ ...before, at: null });
