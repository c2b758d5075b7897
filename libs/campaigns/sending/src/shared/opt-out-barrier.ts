import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';

/** A frame that may leave is out by then. */
const WAIT_MS = 3_000;
const REMEMBERED = 10_000;
/** Once it is stored the gates know; only a message decided on before needs to be held. */
const REMEMBERED_MS = 10_000;
/** A message that was prepared for longer (queries, uploads) asks once more whether it is still wanted. */
const SLOW_MS = 1_000;

/** A message on its way to a person: handed over to WhatsApp's side, its frame not certainly out yet. */
type Passage = {
  readonly startedAt: number;
  readonly done: Promise<unknown>;
  /** The person asked to be left alone meanwhile. */
  isBlocked: boolean;
  /** Something was heard from the person meanwhile. */
  wasHeard: boolean;
  /** It was told that it may leave. */
  isLeaving: boolean;
};

/** What is sent, and whether it is still wanted when its frame is about to leave. */
export type GuardedSend<T> = {
  readonly send: (mayLeave: () => Promise<boolean>) => Promise<T>;
  readonly isWanted: () => Promise<boolean>;
};

/**
 * Keeps a message that is between its intent and its frame from leaving after the person's opt-out is stored. From the moment it
 * is read, an opt-out blocks messages to that person in this process, also those that are still being prepared; it is stored when those
 * that may leave are out. A message during which anything else was heard from the person, or that took long, asks the database.
 */
@Injectable()
export class OptOutBarrier {
  private readonly blocked = new LRUCache<string, true>({ max: REMEMBERED, ttl: REMEMBERED_MS });
  private readonly underWay = new Map<string, Set<Passage>>();

  /** Blocks these addresses; resolves when no message to them is on its way out (or that took too long). */
  async block(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.blocked.set(key, true);
    const passages = this.passagesOf(keys);
    for (const passage of passages) passage.isBlocked = true;
    const leaving = passages.filter(({ isLeaving }) => isLeaving).map(({ done }) => done);
    if (leaving.length === 0) return;
    const waiting = new AbortController();
    const bound = sleep(WAIT_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
    await Promise.race([Promise.allSettled(leaving), bound]);
    waiting.abort();
  }

  /** Something was heard from these addresses: what is on its way there may not be wanted any more. */
  heard(keys: readonly string[]): void {
    for (const passage of this.passagesOf(keys)) passage.wasHeard = true;
  }

  /** Runs a send unless the person is blocked by now; null then. */
  async send<T>(keys: readonly string[], { send, isWanted }: GuardedSend<T>): Promise<T | null> {
    if (keys.some((key) => this.blocked.has(key))) return null;
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const passage = { startedAt: performance.now(), done, isBlocked: false, wasHeard: false, isLeaving: false };
    this.enter(keys, passage);
    try {
      return await send(() => mayLeave(passage, isWanted));
    } finally {
      this.leave(keys, passage);
      finish();
    }
  }

  private passagesOf(keys: readonly string[]): readonly Passage[] {
    return [...new Set(keys.flatMap((key) => [...(this.underWay.get(key) ?? [])]))];
  }

  private enter(keys: readonly string[], passage: Passage): void {
    for (const key of keys) {
      const known = this.underWay.get(key);
      if (known) known.add(passage);
      else this.underWay.set(key, new Set([passage]));
    }
  }

  private leave(keys: readonly string[], passage: Passage): void {
    for (const key of keys) {
      const known = this.underWay.get(key);
      known?.delete(passage);
      if (known?.size === 0) this.underWay.delete(key);
    }
  }
}

/** From the answer on the frame may be out: an opt-out waits for it then. */
async function mayLeave(passage: Passage, isWanted: () => Promise<boolean>): Promise<boolean> {
  const isInDoubt = passage.wasHeard || performance.now() - passage.startedAt > SLOW_MS;
  const isStillWanted = !passage.isBlocked && (!isInDoubt || (await isWanted()));
  passage.isLeaving = isStillWanted && !passage.isBlocked;
  return passage.isLeaving;
}
