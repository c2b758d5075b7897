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
import { HeldSession } from './held-session.ts';
import { isDeadHere, thisProcess } from './holder.ts';
import { SessionSignals } from './session-signals.ts';

/** Another process holds this session; what is wanted has to be asked of it. */
export class HeldElsewhere extends Error {
  override readonly name = 'HeldElsewhere';
}

/** Refusals outlive the attempt for as long as somebody may still be waiting for its answer. */
const REMEMBERED_REFUSALS = 1_000;

/** The sessions whose lease this process holds. Used inside the owner's queue only. */
@Injectable()
export class HeldSessions {
  readonly holder = thisProcess();
  isClosed = false;
  private readonly sessions = new Map<OwnerId, HeldSession>();
  private readonly refusals = new Map<OwnerId, { readonly generation: number; readonly reason: PairingRefusal }>();

  constructor(
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(SESSION_LEASES) private readonly leases: SessionLeases,
    private readonly signals: SessionSignals,
  ) {}

  get(ownerId: OwnerId): HeldSession | null {
    return this.sessions.get(ownerId) ?? null;
  }

  all(): readonly HeldSession[] {
    return [...this.sessions.values()];
  }

  /** Takes the lease and loads the session. Throws HeldElsewhere. */
  async take(ownerId: OwnerId): Promise<HeldSession> {
    if (this.isClosed) throw new HeldElsewhere('this process is stopping');
    await this.store.ensure(ownerId);
    const lease = (await this.leases.take(ownerId, this.holder)) ?? (await this.inherit(ownerId));
    if (lease === null) throw new HeldElsewhere('another process holds this session');
    const held = new HeldSession(ownerId, lease.token, await this.stored(ownerId));
    this.sessions.set(ownerId, held);
    return held;
  }

  /** The session as it is stored now. */
  async stored(ownerId: OwnerId): Promise<Session> {
    return (await this.store.find(ownerId))?.session ?? newSession(ownerId);
  }

  /** Gives the lease back when nothing is left to supervise. */
  async releaseWhenIdle(held: HeldSession): Promise<void> {
    if (isSupervised(held.session.state) || this.get(held.ownerId) !== held) return;
    this.forget(held);
    await this.leases.release(held.ownerId, held.token);
    await this.signals.changed.tell(held.ownerId);
  }

  /** Nothing of it is known here any more; the lease is another's, or about to be released. */
  forget(held: HeldSession): void {
    held.cancelRetry();
    if (held.refusal !== null) this.rememberRefusal(held.ownerId, held.refusal);
    this.sessions.delete(held.ownerId);
  }

  async release(held: HeldSession): Promise<void> {
    await this.leases.release(held.ownerId, held.token).catch(() => undefined);
  }

  /** Leaves it to the process that holds the session to take strikes back. Never rejects. */
  async askToForgive(ownerId: OwnerId, since: Date): Promise<void> {
    const wish = { id: randomUUID(), kind: 'forgive', method: null, sealedPhone: null, since } as const;
    await this.leases.ask(ownerId, wish).catch(() => undefined);
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
