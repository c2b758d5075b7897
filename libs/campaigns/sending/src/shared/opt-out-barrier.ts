import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';

/** A frame that was not handed over by then is behind the check of the next message. */
const WAIT_MS = 3_000;
const REMEMBERED = 10_000;
/** Once it is stored the gates know; only a message decided on before needs to be held. */
const REMEMBERED_MS = 10_000;

/**
 * Keeps a message that is between its intent and its frame from leaving after the person's opt-out is stored. From the moment it
 * is read, an opt-out blocks messages to that person in this process; it is stored when those already handed over are out.
 */
@Injectable()
export class OptOutBarrier {
  private readonly blocked = new LRUCache<string, true>({ max: REMEMBERED, ttl: REMEMBERED_MS });
  private readonly inFlight = new Map<string, Promise<unknown>>();

  /** Blocks these addresses; resolves when no message to them is on its way out (or that took too long). */
  async block(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.blocked.set(key, true);
    const sends = keys.flatMap((key) => this.inFlight.get(key) ?? []);
    if (sends.length === 0) return;
    const waiting = new AbortController();
    const bound = sleep(WAIT_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
    await Promise.race([Promise.allSettled(sends), bound]);
    waiting.abort();
  }

  /** The opt-out was lifted. */
  unblock(keys: readonly string[]): void {
    for (const key of keys) this.blocked.delete(key);
  }

  /** Runs a send unless the person is blocked by now; null then. */
  async send<T>(keys: readonly string[], send: () => Promise<T>): Promise<T | null> {
    if (keys.some((key) => this.blocked.has(key))) return null;
    const running = send();
    for (const key of keys) this.inFlight.set(key, running);
    try {
      return await running;
    } finally {
      for (const key of keys) if (this.inFlight.get(key) === running) this.inFlight.delete(key);
    }
  }
}
