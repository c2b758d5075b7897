import { decideTarget, SENDING_STORE, type SendingChange, type SendingStore } from '@relance/campaigns-domain';
import { type Clock, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DeliveryResultBuffer } from './delivery-result-buffer.ts';
import { messageIdOf } from '../shared/message-id.ts';
import { NextDayScheduler } from './next-day-scheduler.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

const BATCH = 200;
const SENDERS_A_LOOK = 100;
/** Leases that ended are looked for this often in the time of a lease; those of a sender that was taken over at once. */
const LOOKS_A_LEASE = 20;
/** Uncertain messages whose grace is over are looked for this often in the time of the grace. */
const LOOKS_A_GRACE = 20;

/**
 * Looks after messages whose result never came: a dead process left them in flight. They become unknown, never sent again by
 * themselves; after the grace the policy decides how the sequence goes on. A receipt settles them at any time.
 */
@Injectable()
export class StaleLeaseReaper {
  /** The lease under which each sender was looked at. */
  private readonly lookedAt = new LRUCache<OwnerId, number>({ max: 50_000 });
  /** The process's time. */
  private nextLookAt = 0;
  /** When it was looked last for messages whose grace is over, and found all of them; the product's time. */
  private gracesAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    private readonly nextDays: NextDayScheduler,
    private readonly buffer: DeliveryResultBuffer,
  ) {}

  async run(): Promise<void> {
    await this.callUnknown();
    await this.endGrace();
  }

  /** In flight under an earlier holder of the sender, or for longer than a send can take. */
  private async callUnknown(): Promise<void> {
    const tokens = this.takenOver();
    const startedAt = performance.now();
    if (tokens.size === 0 && startedAt < this.nextLookAt) return;
    const left = await this.store.abandoned(tokens, BATCH);
    if (left.length < BATCH) {
      for (const [ownerId, token] of tokens) this.lookedAt.set(ownerId, token);
      this.nextLookAt = startedAt + this.policy.leaseMs / LOOKS_A_LEASE;
    }
    for (const target of left) {
      this.buffer.add(messageIdOf(target), { state: 'unknown', at: this.clock.now(), error: null }, 'reaper');
    }
  }

  /** Senders taken over since the last look, some at a time: an earlier holder's messages can only be there then. */
  private takenOver(): ReadonlyMap<OwnerId, number> {
    const fresh = this.messenger
      .senders()
      .filter(({ ownerId, leaseToken }) => this.lookedAt.get(ownerId) !== leaseToken);
    return new Map(fresh.slice(0, SENDERS_A_LOOK).map(({ ownerId, leaseToken }) => [ownerId, leaseToken]));
  }

  private async endGrace(): Promise<void> {
    const now = this.clock.now();
    const sinceMs = now.getTime() - this.gracesAt;
    // A clock that was set back is no reason to wait.
    if (sinceMs >= 0 && sinceMs < this.policy.unknownGraceMs / LOOKS_A_GRACE) return;
    const waiting = await this.store.unknownSince(new Date(now.getTime() - this.policy.unknownGraceMs), BATCH);
    if (waiting.length < BATCH) this.gracesAt = now.getTime();
    if (waiting.length === 0) return;
    const nextDayAt = await this.nextDays.of(waiting);
    const policy = this.policy.unknownPolicy;
    const changes = waiting.flatMap((before): SendingChange[] => {
      const dueAt = nextDayAt(before, before.unknownSince ?? now);
      const after = decideTarget(before, { type: 'grace_over', policy, nextDayAt: dueAt }, now);
      return after ? [{ target: { before, after }, delivery: null, refund: null }] : [];
    });
    // One that a receipt settled in this moment is missed here, and that is right.
    await this.store.apply(changes, now);
  }
}
