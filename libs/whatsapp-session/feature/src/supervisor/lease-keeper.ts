import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, RELANCE_CONFIG, SYSTEM_CLOCK, type RelanceConfig } from '@relance/platform';
import {
  LEASE_RENEW_MS,
  SESSION_LEASES,
  SESSION_STORE,
  type SessionLeases,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SessionMetrics } from '../session-metrics.ts';
import { LeasedElsewhereError, LeasedSessions } from './leased-sessions.ts';
import { isDeadHere } from './holder.ts';
import { SessionSupervisor } from './session-supervisor.ts';
import { SessionStateWaiter } from './session-state-waiter.ts';
import { Slots } from './slots.ts';

/** Handshakes at a time when many sessions are resumed, each begun a little after the one before. */
const AT_A_TIME = 5;
const JITTER_MS = 250;
/** A slot is given on when its session is open, has failed, or takes longer than this. */
const SLOT_MS = 20_000;
const SWEEP_MS = 4_000;
const SWEEP_LIMIT = 500;

/** Renews what this process holds, and resumes what nobody holds: at boot, after a crash, after a release elsewhere. */
@Injectable()
export class LeaseKeeper implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly slots = new Slots(AT_A_TIME);
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
    private readonly watch: SessionStateWaiter,
    private readonly metrics: SessionMetrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.worker) return;
    this.timers = [
      setInterval(() => void this.safely(() => this.renew(), 'leases could not be renewed'), LEASE_RENEW_MS).unref(),
      setInterval(() => void this.safely(() => this.sweep(), 'orphans could not be looked for'), SWEEP_MS).unref(),
    ];
    await this.safely(() => this.sweep(), 'orphans could not be looked for');
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    for (const timer of this.timers) clearInterval(timer);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.supervisor.stop();
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
        .use(() => this.resume(ownerId))
        .catch((error: unknown) => this.logger.error({ err: error, ownerId }, 'a session could not be resumed'))
        .finally(() => this.resuming.delete(ownerId));
    }
    await this.deleteKept();
  }

  /** Credentials of expired sessions that no outage has saved. */
  private async deleteKept(): Promise<void> {
    for (const ownerId of await this.store.anyOwnerWithExpiredCredentialGrace(this.clock.now(), SWEEP_LIMIT)) {
      await this.supervisor.apply(ownerId, { type: 'credential_grace_over' }).catch((error: unknown) => {
        if (!(error instanceof LeasedElsewhereError)) throw error;
      });
    }
  }

  private async resume(ownerId: OwnerId): Promise<void> {
    if (this.isStopping) return;
    await rest(Math.random() * JITTER_MS);
    if (this.isStopping || !(await this.supervisor.takeOver(ownerId))) return;
    this.logger.info({ ownerId }, 'a session was taken over');
    const isOpening = () => this.held.get(ownerId)?.session.state === 'connecting';
    await this.watch.until(ownerId, () => (isOpening() ? null : true), SLOT_MS);
  }

  private async safely(work: () => Promise<void>, sentence: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error }, sentence);
    }
  }
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
