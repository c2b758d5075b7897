import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  completionOf,
  type OwnerSettings,
  SENDER_STATE_STORE,
  type SenderStateStore,
  SENDING_STORE,
  type SendingStore,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { LOGGER, PRODUCT_CLOCK, ProductTime, RELANCE_CONFIG, type RelanceConfig, Shutdown } from '@relance/platform';
import { SendingSignals, SystemCampaignActions } from '@relance/campaigns-core';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Logger } from 'pino';
import { DeliveryResultBuffer } from '../results/delivery-result-buffer.ts';
import { StaleLeaseReaper } from '../results/stale-lease-reaper.ts';
import { DueTargets } from '../claiming/due-targets.ts';
import { SendDueTarget } from '../claiming/send-due-target.ts';
import { SenderQueues } from './sender-queues.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

/** Refused so often in a row, a sender waits for the next look. */
const REFUSALS = 5;
/** Longer timers are set again by the next look. */
const LONGEST_TIMER_MS = 3_600_000;
/** An idle sender is looked at again after this time (real), a little more or less, though nothing told of work. */
const IDLE_MS = 300_000;

type Timer = { readonly timeout: NodeJS.Timeout; readonly at: number };
/** What was known of a sender at the last look; a difference makes it look again at once. */
type PolledState = {
  readonly campaigns: string;
  readonly settings: string;
  /** Only an idle sender has to be told that a target moved. */
  readonly moved: string;
};

/**
 * Polls all ready senders once a second and runs each until its next send slot. The poll finds what changed meanwhile: started or
 * resumed campaigns, new targets, other settings, results that never came. It asks for campaigns and settings of all senders at once;
 * a sender with nothing to do asks for nothing of its own until one of them has changed.
 */
@Injectable()
export class SendScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly lastPolled = new Map<OwnerId, PolledState>();
  private readonly timers = new Map<OwnerId, Timer>();
  /** Until when (the process's time) a sender that has nothing to do is left alone. */
  private readonly idleUntil = new Map<OwnerId, number>();
  private readonly running = new Set<OwnerId>();
  /** When a message of a sender at work falls due that it may not have read. */
  private readonly promised = new Map<OwnerId, Date>();
  private readonly repoll = new Set<OwnerId>();
  private timer: NodeJS.Timeout | null = null;
  private polling: Promise<void> | null = null;
  private isStopped = false;

  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(SENDER_STATE_STORE) private readonly states: SenderStateStore,
    private readonly campaignActions: SystemCampaignActions,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles'>,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly time: ProductTime,
    private readonly due: DueTargets,
    private readonly sendDue: SendDueTarget,
    private readonly queues: SenderQueues,
    private readonly buffer: DeliveryResultBuffer,
    private readonly reaper: StaleLeaseReaper,
    private readonly signals: SendingSignals,
    private readonly shutdown: Shutdown,
  ) {}

  onApplicationBootstrap(): void {
    this.registerShutdown();
    this.signals.attach({
      wake: (ownerId) => this.wake(ownerId),
      due: (ownerId, at) => this.wakeAt(ownerId, at),
      storeWaiting: () => this.buffer.storeWaiting(),
    });
    if (this.config.roles.worker) this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    await this.shutdown.begin('application closed');
  }

  /** No new message begins; those under way come to their end and their results are stored. */
  private registerShutdown(): void {
    this.shutdown.on('stopIntake', 'send scheduler', () => {
      this.isStopped = true;
      if (this.timer) clearTimeout(this.timer);
      for (const { timeout } of this.timers.values()) clearTimeout(timeout);
      this.timers.clear();
    });
    // What has no answer by the end of the phase is unknown; the next start finds it and receipts settle it.
    this.shutdown.on('endWork', 'messages under way', async () => {
      await this.polling;
      await this.queues.idle();
    });
    this.shutdown.on('flush', 'delivery results', () => this.buffer.flushAll());
  }

  /** Something changed for this sender: it looks at once. */
  wake(ownerId: OwnerId): void {
    if (!this.isStopped && this.config.roles.worker) this.lookAfresh(ownerId);
  }

  /** Not later than at this instant; who waits for nothing that is known is left to the poll. */
  private wakeAt(ownerId: OwnerId, instant: Date): void {
    if (this.isStopped || !this.config.roles.worker) return;
    this.due.expect(ownerId, instant);
    const delayMs = this.time.realDelayMs(instant);
    if (this.running.has(ownerId) && delayMs > 0) {
      const promised = this.promised.get(ownerId);
      if (!promised || instant < promised) this.promised.set(ownerId, instant);
      return;
    }
    const known = this.timers.get(ownerId);
    if (known ? known.at <= performance.now() + delayMs : delayMs > 0 && !this.isIdle(ownerId)) return;
    this.scheduleOwner(ownerId, delayMs);
  }

  private schedule(delayMs: number): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.polling = this.poll()
        .catch((error: unknown) =>
          this.logger.error({ event: 'send.poll_failed', err: error }, 'send scheduler poll failed'),
        )
        .then(() => this.schedule(this.policy.tickMs));
    }, delayMs);
  }

  private async poll(): Promise<void> {
    await this.reaper.run().catch((error: unknown) => {
      this.logger.error({ event: 'send.reaper_failed', err: error }, 'stale leases could not be looked at');
    });
    const owners = this.messenger
      .senders()
      .flatMap(({ ownerId, availability }) => (availability === 'ready' ? ownerId : []));
    if (owners.length === 0) return;
    const byOwner = byOwnerOf(await this.campaigns.activeOf(owners));
    const settings = await this.settings.readMany([...byOwner.keys()]);
    for (const ownerId of this.lastPolled.keys()) if (!byOwner.has(ownerId)) this.lastPolled.delete(ownerId);
    for (const ownerId of this.idleUntil.keys()) if (!byOwner.has(ownerId)) this.idleUntil.delete(ownerId);
    for (const [ownerId, active] of byOwner) {
      // One owner's trouble is not the others'.
      await this.pollOwner(ownerId, active, settings.get(ownerId)).catch((error: unknown) => {
        this.logger.error({ event: 'send.owner_failed', err: error, ownerId }, 'polling an owner failed; retrying');
      });
    }
  }

  private async pollOwner(
    ownerId: OwnerId,
    active: readonly Campaign[],
    settings: OwnerSettings | undefined,
  ): Promise<void> {
    for (const campaign of active)
      if (completionOf(campaign)) await this.campaignActions.completeIfDrained(campaign.id);
    const before = this.lastPolled.get(ownerId);
    const now: PolledState = {
      campaigns: active.map(signatureOf).join(),
      settings: JSON.stringify(settings),
      moved: active.map(({ statsRev }) => statsRev).join(),
    };
    if (before?.settings !== now.settings && settings) await this.recallAfterChange(ownerId, settings);
    this.lastPolled.set(ownerId, now);
    const hasChanged = before?.settings !== now.settings || before.campaigns !== now.campaigns;
    const isLeftAlone = this.isWaiting(ownerId) || (this.isIdle(ownerId) && before?.moved === now.moved);
    if (hasChanged || !isLeftAlone) this.lookAfresh(ownerId);
  }

  /** Whoever was put off by other windows and caps is judged by the new ones. */
  private async recallAfterChange(ownerId: OwnerId, settings: OwnerSettings): Promise<void> {
    const { sendWindows, timeZone, coldContactsPerDay, maxMessagesPerDay } = settings;
    const rules = JSON.stringify([sendWindows, timeZone, coldContactsPerDay, maxMessagesPerDay]);
    if (await this.states.noteRules(ownerId, rules)) await this.store.recallDeferred(ownerId, this.clock.now());
  }

  private isWaiting(ownerId: OwnerId): boolean {
    return this.timers.has(ownerId) || this.running.has(ownerId);
  }

  private isIdle(ownerId: OwnerId): boolean {
    return (this.idleUntil.get(ownerId) ?? 0) > performance.now();
  }

  private lookAfresh(ownerId: OwnerId): void {
    this.due.doubt(ownerId);
    this.scheduleOwner(ownerId, 0);
  }

  private scheduleOwner(ownerId: OwnerId, delayMs: number): void {
    if (this.running.has(ownerId)) {
      // At work: what it knows may be old by now, so it looks once more before it rests.
      this.repoll.add(ownerId);
      return;
    }
    const known = this.timers.get(ownerId);
    if (known) clearTimeout(known.timeout);
    this.idleUntil.delete(ownerId);
    const wake = (): void => {
      this.timers.delete(ownerId);
      void this.runOwner(ownerId);
    };
    const realMs = Math.min(delayMs, LONGEST_TIMER_MS);
    this.timers.set(ownerId, { timeout: setTimeout(wake, realMs), at: performance.now() + realMs });
  }

  private async runOwner(ownerId: OwnerId): Promise<void> {
    this.running.add(ownerId);
    let rest: Rest = toPoll;
    try {
      do {
        this.repoll.delete(ownerId);
        rest = await this.sendWhilePossible(ownerId);
      } while (this.repoll.has(ownerId) && !this.isStopped);
    } catch (error) {
      this.logger.error(
        { event: 'send.owner_failed', err: error, ownerId },
        'sending for an owner failed; the next poll tries again',
      );
    } finally {
      this.running.delete(ownerId);
    }
    const promised = this.promised.get(ownerId);
    this.promised.delete(ownerId);
    if (this.isStopped) return;
    if (promised && rest.until !== null && promised < rest.until) rest = { ...rest, until: promised };
    if (promised && rest.until === null && rest.isIdle) rest = { until: promised, isIdle: true };
    if (rest.until) this.scheduleOwner(ownerId, this.time.realDelayMs(rest.until));
    else if (rest.isIdle) this.idleUntil.set(ownerId, performance.now() + IDLE_MS * (0.9 + Math.random() * 0.2));
  }

  /** Sends until the sender must rest. */
  private async sendWhilePossible(ownerId: OwnerId): Promise<Rest> {
    let pastRests = 0;
    for (let refusals = 0; !this.isStopped && refusals < REFUSALS;) {
      await this.signals.released(ownerId);
      if (this.isStopped) break;
      const step = await this.queues.run(ownerId, () => this.sendDue.run(ownerId));
      refusals = step.kind === 'refused' ? refusals + 1 : 0;
      if (step.kind !== 'rest') continue;
      if (step.until === null || step.until > this.clock.now()) return { until: step.until, isIdle: !!step.isIdle };
      // A gate that opens in the past would be asked for ever: then the next poll asks again.
      pastRests += 1;
      if (pastRests >= REFUSALS) return toPoll;
    }
    return toPoll;
  }
}

/** Until when a sender rests; null: until something changes. `isIdle`: a poll that sees no change need not look at it. */
type Rest = { readonly until: Date | null; readonly isIdle: boolean };
const toPoll: Rest = { until: null, isIdle: false };

/** What of a campaign makes a sender look again. */
const signatureOf = ({ id, rev, epoch, counts }: Campaign): string =>
  `${id}:${rev}:${epoch}:${counts.enrolled}:${counts.unknown}`;

function byOwnerOf(campaigns: readonly Campaign[]): Map<OwnerId, Campaign[]> {
  const byOwner = new Map<OwnerId, Campaign[]>();
  for (const campaign of campaigns) byOwner.set(campaign.ownerId, [...(byOwner.get(campaign.ownerId) ?? []), campaign]);
  return byOwner;
}
