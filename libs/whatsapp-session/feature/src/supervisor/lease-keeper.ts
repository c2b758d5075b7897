import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, RELANCE_CONFIG, Shutdown, SYSTEM_CLOCK, type RelanceConfig } from '@relance/platform';
import {
  LEASE_RENEW_MS,
  SESSION_LEASES,
  SESSION_STORE,
  type SessionLeases,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SessionMetrics } from '../session-metrics.ts';
import { HandshakeSlots } from './handshake-slots.ts';
import { LeasedElsewhereError, LeasedSessions } from './leased-sessions.ts';
import { isDeadHere } from './holder.ts';
import { SessionSupervisor } from './session-supervisor.ts';

/** Of many sessions that are resumed each begins a little after the one before. */
const JITTER_MS = 250;
const SWEEP_MS = 4_000;
const SWEEP_LIMIT = 500;

/** Renews what this process holds, and resumes what nobody holds: at boot, after a crash, after a release elsewhere. */
@Injectable()
export class LeaseKeeper implements OnApplicationBootstrap {
  private readonly resuming = new Set<OwnerId>();
  private timers: NodeJS.Timeout[] = [];
  private isStopping = false;

  constructor(
    @Inject(SESSION_LEASES) private readonly leases: SessionLeases,
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly held: LeasedSessions,
    private readonly supervisor: SessionSupervisor,
    private readonly slots: HandshakeSlots,
    private readonly metrics: SessionMetrics,
    shutdown: Shutdown,
  ) {
    shutdown.on('stopIntake', 'session leases', () => this.stop());
    // Each lease is released when its socket is closed: two sockets of one device would end each other.
    shutdown.on('releaseLeases', 'sessions', () => this.supervisor.stop());
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.worker) return;
    this.timers = [
      setInterval(() => void this.safely(() => this.renew(), 'session.renew_failed'), LEASE_RENEW_MS).unref(),
      setInterval(() => void this.safely(() => this.sweep(), 'session.sweep_failed'), SWEEP_MS).unref(),
    ];
    await this.safely(() => this.sweep(), 'session.sweep_failed');
  }

  private stop(): void {
    this.isStopping = true;
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Prolongs; what is no longer ours is let go at once. An outage of the database is not yet a lost lease. */
  async renew(): Promise<void> {
    const startedAt = performance.now();
    const kept = new Map((await this.leases.renew(this.held.holder)).map((lease) => [lease.ownerId, lease.token]));
    for (const held of this.held.all()) {
      if (kept.get(held.ownerId) === held.token) held.renewedAt = startedAt;
      // A lease taken while the answer was on its way is not in it, and is fresh.
      else if (held.renewedAt < startedAt) await this.supervisor.dropLease(held.ownerId);
    }
    this.metrics.held(this.held.all().length);
  }

  /** Looks for sessions that ask for a process and have none, and resumes them a few at a time. */
  async sweep(): Promise<void> {
    const foreign = await this.leases.foreign(this.held.holder, SWEEP_LIMIT);
    const orphans = foreign.filter(({ expired, holder }) => expired || holder === null || isDeadHere(holder));
    for (const { ownerId } of orphans) {
      if (this.resuming.has(ownerId)) continue;
      this.resuming.add(ownerId);
      void this.slots
        .resume(ownerId, () => this.takeOver(ownerId))
        .catch((error: unknown) =>
          this.logger.error({ event: 'session.resume_failed', err: error, ownerId }, 'session could not be resumed'),
        )
        .finally(() => this.resuming.delete(ownerId));
    }
    await this.deleteKept();
    await this.finishEffects();
  }

  /** What a process ordered and did not live to do. */
  private async finishEffects(): Promise<void> {
    for (const ownerId of await this.store.anyOwnerWithPendingEffects(SWEEP_LIMIT)) {
      await this.supervisor.takeOver(ownerId);
    }
  }

  /** Credentials of expired sessions that no outage has saved. */
  private async deleteKept(): Promise<void> {
    for (const ownerId of await this.store.anyOwnerWithExpiredCredentialGrace(this.clock.now(), SWEEP_LIMIT)) {
      await this.supervisor.apply(ownerId, { type: 'credential_grace_over' }).catch((error: unknown) => {
        if (!(error instanceof LeasedElsewhereError)) throw error;
      });
    }
  }

  private async takeOver(ownerId: OwnerId): Promise<boolean> {
    if (this.isStopping) return false;
    await sleep(Math.random() * JITTER_MS);
    if (this.isStopping || !(await this.supervisor.takeOver(ownerId))) return false;
    this.logger.info({ event: 'session.taken_over', ownerId }, 'session taken over');
    return true;
  }

  private async safely(work: () => Promise<void>, event: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ event, err: error }, 'periodic work on leases failed; retrying next time');
    }
  }
}
