import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import {
  isSupervised,
  newSession,
  SESSION_LEASES,
  SESSION_STORE,
  type Lease,
  type PairingRefusal,
  type Session,
  type SessionLeases,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { LeasedSession } from './leased-session.ts';
import { isDeadHere, thisProcess } from './holder.ts';
import { SessionSignals } from './session-signals.ts';

/** Another process holds this session; what is wanted has to be asked of it. */
export class LeasedElsewhereError extends Error {
  override readonly name = 'LeasedElsewhereError';
}

/** Refusals outlive the attempt for as long as somebody may still be waiting for its answer. */
const REMEMBERED_REFUSALS = 1_000;

/** The sessions whose lease this process holds. Used inside the owner's queue only. */
@Injectable()
export class LeasedSessions {
  readonly holder = thisProcess();
  isClosed = false;
  private readonly sessions = new Map<OwnerId, LeasedSession>();
  private readonly refusals = new Map<OwnerId, { readonly generation: number; readonly reason: PairingRefusal }>();

  constructor(
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(SESSION_LEASES) private readonly leases: SessionLeases,
    private readonly signals: SessionSignals,
  ) {}

  get(ownerId: OwnerId): LeasedSession | null {
    return this.sessions.get(ownerId) ?? null;
  }

  all(): readonly LeasedSession[] {
    return [...this.sessions.values()];
  }

  /** Takes the lease and loads the session. Throws LeasedElsewhereError. */
  async acquire(ownerId: OwnerId): Promise<LeasedSession> {
    if (this.isClosed) throw new LeasedElsewhereError('this process is stopping');
    await this.store.ensure(ownerId);
    const lease = (await this.leases.take(ownerId, this.holder)) ?? (await this.inherit(ownerId));
    if (lease === null) throw new LeasedElsewhereError('another process holds this session');
    const stored = await this.store.find(ownerId);
    const held = new LeasedSession(ownerId, lease.token, stored?.session ?? newSession(ownerId));
    held.pendingEffects = stored?.pendingEffects ?? [];
    this.sessions.set(ownerId, held);
    return held;
  }

  /** The session as it is stored now. */
  async stored(ownerId: OwnerId): Promise<Session> {
    return (await this.store.find(ownerId))?.session ?? newSession(ownerId);
  }

  /** Gives the lease back when nothing is left to supervise. */
  async releaseWhenIdle(held: LeasedSession): Promise<void> {
    if (isSupervised(held.session.state) || this.get(held.ownerId) !== held) return;
    this.remove(held);
    await this.leases.release(held.ownerId, held.token);
    await this.signals.changed.tell(held.ownerId);
  }

  /** Nothing of it is known here any more; the lease is another's, or about to be released. */
  remove(held: LeasedSession): void {
    held.isDropped = true;
    held.cancelRetry();
    if (held.refusal !== null) this.rememberRefusal(held.ownerId, held.refusal);
    this.sessions.delete(held.ownerId);
  }

  async release(held: LeasedSession): Promise<void> {
    await this.leases.release(held.ownerId, held.token).catch(() => undefined);
  }

  /** Leaves it to the process that holds the session to take strikes back. Never rejects. */
  async enqueueWithdrawStrikes(ownerId: OwnerId, since: Date): Promise<void> {
    const command = { id: randomUUID(), kind: 'withdraw_strikes', method: null, sealedPhone: null, since } as const;
    await this.leases.enqueue(ownerId, command).catch(() => undefined);
  }

  /** Why the server refused to pair in an attempt of this process; known for a while after it ended. */
  refusalOf(ownerId: OwnerId, generation: number): PairingRefusal | null {
    const refusal = this.get(ownerId)?.refusal ?? this.refusals.get(ownerId);
    return refusal && refusal.generation >= generation ? refusal.reason : null;
  }

  private rememberRefusal(ownerId: OwnerId, refusal: { generation: number; reason: PairingRefusal }): void {
    if (this.refusals.size >= REMEMBERED_REFUSALS) this.refusals.clear();
    this.refusals.set(ownerId, refusal);
  }

  /** A process of this host that is dead needs no patience. */
  private async inherit(ownerId: OwnerId): Promise<Lease | null> {
    const holder = await this.leases.holderOf(ownerId);
    return holder !== null && isDeadHere(holder) ? this.leases.take(ownerId, this.holder, holder) : null;
  }
}
