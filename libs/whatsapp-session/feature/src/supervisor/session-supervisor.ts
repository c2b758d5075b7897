import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId, type Result } from '@relance/kernel';
import { KeyedQueue, LOGGER, RELANCE_CONFIG, SYSTEM_CLOCK, type RelanceConfig } from '@relance/platform';
import {
  CREDENTIAL_STORE,
  decide,
  isDurable,
  isSupervised,
  SESSION_STORE,
  type CredentialStore,
  type Decision,
  type DecisionRefusal,
  type RetryPolicy,
  type Session,
  type SessionEvent,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { policyOf } from '../session-policy.ts';
import { tooMuchWaiting } from '../commands/session-refusals.ts';
import { SESSION_TIMES, type SessionTimes } from '../session-times.ts';
import { DisconnectClassifier } from './disconnect-classifier.ts';
import { OutageDetector } from './outage-detector.ts';
import { AttemptReporter, type SessionEvents } from './attempt-reporter.ts';
import { EffectRunner } from './effect-runner.ts';
import { HandshakeSlots } from './handshake-slots.ts';
import { type LeasedSession } from './leased-session.ts';
import { LeasedElsewhereError, LeasedSessions } from './leased-sessions.ts';
import { NUMBER_REFUSED, SILENT } from './own-facts.ts';
import { SessionSignals } from './session-signals.ts';

export type Applied = Result<Decision, DecisionRefusal>;

/**
 * Of what is asked of one session, so much may wait; more is refused (503 SESSION_BUSY), commands of other processes with it. What its own
 * connection reports is never refused: a connection reports some ten events in its life, and one that is lost would leave a false state.
 */
const MOST_WAITING = 100;

/** A close that cannot be stored is tried again this often: the state must not stay "connected" without a socket. */
const STORE_AGAIN_MS = 1_000;

/**
 * The one place where sessions change: one event at a time per owner, decided by the machine, saved under the lease,
 * then performed. It keeps what this process holds; everything else is in the store.
 */
@Injectable()
export class SessionSupervisor implements SessionEvents {
  private readonly queues = new KeyedQueue<OwnerId>();
  private readonly policy: RetryPolicy;
  private readonly attempts: AttemptReporter;
  /** Sessions that an event is being applied to now. */
  private readonly applying = new Set<LeasedSession>();

  constructor(
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(CREDENTIAL_STORE) private readonly credentialStore: CredentialStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RELANCE_CONFIG) config: RelanceConfig,
    @Inject(SESSION_TIMES) times: SessionTimes,
    private readonly signals: SessionSignals,
    private readonly held: LeasedSessions,
    classifier: DisconnectClassifier,
    outages: OutageDetector,
    slots: HandshakeSlots,
    private readonly effects: EffectRunner,
  ) {
    const policy = policyOf(config, times);
    this.policy = policy;
    this.attempts = new AttemptReporter(this, {
      store,
      credentialStore,
      logger,
      policy,
      signals,
      held,
      classifier,
      outages,
      slots,
    });
  }

  /** Decides, saves and performs one event. Throws LeasedElsewhereError, SESSION_BUSY, or what the store throws. */
  apply(ownerId: OwnerId, event: SessionEvent): Promise<Applied> {
    return this.inQueue(ownerId, async () => {
      const held = await this.acquire(ownerId);
      const applied = await this.applyTo(held, event);
      await this.held.releaseWhenIdle(held);
      return applied;
    });
  }

  /** Takes a session over whose state asks for a process (boot, dead holder). False when another was faster. */
  async takeOver(ownerId: OwnerId): Promise<boolean> {
    try {
      await this.queues.run(ownerId, async () => this.held.releaseWhenIdle(await this.acquire(ownerId)));
      return true;
    } catch (error) {
      if (error instanceof LeasedElsewhereError) return false;
      throw error;
    }
  }

  /** Runs `work` under the lease, in the owner's queue (commands of other processes). */
  withLease<T>(ownerId: OwnerId, work: (held: LeasedSession) => Promise<T>): Promise<T> {
    return this.inQueue(ownerId, async () => {
      const held = await this.acquire(ownerId);
      const value = await work(held);
      await this.held.releaseWhenIdle(held);
      return value;
    });
  }

  /** Readers of the database may see a change before this process is told that it was stored: whoever decides by `held` waits for it. */
  settled(ownerId: OwnerId): Promise<void> {
    return this.queues.run(ownerId, async () => undefined);
  }

  private async inQueue<T>(ownerId: OwnerId, work: () => Promise<T>): Promise<T> {
    if (this.queues.waiting(ownerId) >= MOST_WAITING) throw tooMuchWaiting();
    return this.queues.run(ownerId, work);
  }

  /** An open connection that answers nothing any more is lost, whether its socket knows it or not. */
  async reportDead(held: LeasedSession): Promise<void> {
    const { generation } = held.session;
    await held.closeSocket();
    await this.attempts.closedBy(held.ownerId, generation, SILENT);
    await this.settled(held.ownerId);
  }

  /** The lease is another's now: its socket is closed without a word, nothing is written. */
  async dropLease(ownerId: OwnerId): Promise<void> {
    const held = this.held.get(ownerId);
    if (held === null) return;
    this.held.remove(held);
    this.logger.warn({ event: 'session.lease_lost', ownerId }, 'session lease lost; another process has taken it over');
    await this.closeDropped(held, this.applying.has(held));
    await this.signals.changed.tell(ownerId);
  }

  /** Closes every socket as asked for, leaves the states as they are and gives the leases back. */
  async stop(): Promise<void> {
    this.held.isClosed = true;
    await Promise.all(
      this.held.all().map(async (held) => {
        this.held.remove(held);
        await this.closeDropped(held, false);
        await this.held.release(held);
      }),
    );
    await this.queues.idle();
  }

  /**
   * The socket of a session that is no longer ours. What is open is closed at once; one that is just being opened is closed by
   * whoever opens it, in the owner's queue, and that is waited for: no socket outlives the lease.
   */
  private async closeDropped(held: LeasedSession, isInQueue: boolean): Promise<void> {
    await held.closeSocket();
    // An event of this owner may be what found the lease lost: it runs in the queue itself.
    if (!isInQueue) await this.queues.run(held.ownerId, () => held.closeSocket());
  }

  /** Applies what happened to a held session, again and again until it is stored or no longer ours. */
  report(ownerId: OwnerId, event: SessionEvent, then?: (held: LeasedSession) => Promise<void>): void {
    void this.queues
      .run(ownerId, async () => {
        const held = this.held.get(ownerId);
        if (held === null || this.held.isClosed) return;
        const applied = await this.applyTo(held, event);
        if (applied.ok) await then?.(held);
        if (applied.ok) await this.signals.changed.tell(ownerId);
        await this.held.releaseWhenIdle(held);
      })
      .catch((error: unknown) => {
        const fields = { event: 'session.store_failed', err: error, ownerId, what: event.type };
        if (error instanceof LeasedElsewhereError) return this.logger.debug(fields, 'event of a lost lease dropped');
        this.logger.error(fields, 'session event could not be stored; trying again');
        setTimeout(() => this.report(ownerId, event, then), STORE_AGAIN_MS).unref();
      });
  }

  /** A session that was somebody's work before is resumed by whoever takes it. */
  private async acquire(ownerId: OwnerId): Promise<LeasedSession> {
    const known = this.held.get(ownerId);
    if (known !== null) return known;
    const held = await this.held.acquire(ownerId);
    await this.finishEffects(held);
    if (!isSupervised(held.session.state)) return held;
    const credentials = await this.credentialStore.peek(ownerId);
    await this.applyTo(held, { type: 'resume', credentials, chance: Math.random() });
    return held;
  }

  /** Repeats what an earlier holder ordered with the state and did not live to do. */
  private async finishEffects(held: LeasedSession): Promise<void> {
    if (held.pendingEffects.length === 0) return;
    const { ownerId, token, pendingEffects } = held;
    this.logger.warn({ event: 'session.effects_repeated', ownerId }, 'finishing what another process left undone');
    // A device that was linked since has credentials of its own, which the deletion was not about.
    const isDone =
      held.session.credentials === 'registered' || (await this.effects.run(held, pendingEffects, this.attempts));
    if (!isDone) throw new LeasedElsewhereError('the lease of this session was lost');
    held.pendingEffects = [];
    await this.store.effectsDone(ownerId, token);
  }

  private async applyTo(held: LeasedSession, event: SessionEvent): Promise<Applied> {
    this.applying.add(held);
    try {
      return await this.decideAndSave(held, event);
    } finally {
      this.applying.delete(held);
    }
  }

  private async decideAndSave(held: LeasedSession, event: SessionEvent): Promise<Applied> {
    for (;;) {
      if (held.isDropped) throw new LeasedElsewhereError('the lease of this session was lost');
      const decision = decide(held.session, event, this.clock.now(), this.policy);
      if (!decision.ok || !decision.value.changed) return decision;
      const { next, effects } = decision.value;
      const record = effects.find((effect) => effect.type === 'record_close')?.record ?? null;
      const durable = effects.filter(isDurable);
      const outcome = await this.store.save(next, held.token, record, durable);
      if (outcome === 'saved') {
        held.session = { ...next, rev: next.rev + 1 };
        if (next.state !== 'connected') held.isInboxDrained = false;
        const isDone = await this.effects.run(held, effects, this.attempts);
        if (durable.length > 0 && isDone) await this.store.effectsDone(held.ownerId, held.token);
        await this.signals.changed.tell(held.ownerId);
        return decision;
      }
      if (outcome === 'number_taken') return this.refuseNumber(held, next);
      if (outcome === 'lease_lost') {
        await this.dropLease(held.ownerId);
        throw new LeasedElsewhereError('another process took this session');
      }
      held.session = await this.held.stored(held.ownerId);
    }
  }

  /** The number that was just linked is another owner's: the new device goes at once. */
  private async refuseNumber(held: LeasedSession, { linkedNumberKey }: Session): Promise<Applied> {
    const { generation } = held.session;
    const linkedBy = linkedNumberKey === null ? null : await this.store.anyOwnerLinked(linkedNumberKey);
    this.logger.warn({ event: 'session.number_linked_elsewhere', ownerId: held.ownerId, linkedBy }, 'number refused');
    const refused = { type: 'closed', cause: 'number_linked_elsewhere', facts: NUMBER_REFUSED, chance: 0 } as const;
    return this.decideAndSave(held, { ...refused, generation, linkedBy });
  }
}
