import {
  CAMPAIGN_STORE,
  type CampaignStore,
  type Delivery,
  isFailingTooOften,
  NEW_CHATS_RESTRICTED,
  SENDER_STATE_STORE,
  type SenderStateStore,
  type SendingChange,
  SETTINGS_STORE,
  type SettingsStore,
  TOO_MANY,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, PRODUCT_CLOCK } from '@relance/platform';
import { SendingSignals, SystemCampaignActions } from '@relance/campaigns-core';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';

/** Whether the sender itself said so, WhatsApp did later, or the reaper gave up waiting. */
export type UpdateSource = 'result' | 'receipt' | 'reaper';
type Stored = { readonly change: SendingChange; readonly source: UpdateSource };

/** How long new chats rest after WhatsApp restricted them and did not say until when. */
const COLD_HOLD_MS = 3_600_000;
/** Outcomes that went well, and what tells how long pauses take, are gathered for so long. Real time. */
const GATHER_MS = 1000;
/** How long everything rests after "too many". */
const HOLD_MS = 15 * 60_000;

/** What follows from stored updates: metrics, the account's rest, the automatic pause, the end of a campaign. */
@Injectable()
export class DeliveryResultEffects {
  /** By owner, whether each of the last messages failed; not stored yet. */
  private outcomes = new Map<OwnerId, boolean[]>();
  /** Campaigns and when the last message of each ended. */
  private ended = new Map<CampaignId, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(SENDER_STATE_STORE) private readonly states: SenderStateStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    private readonly campaignActions: SystemCampaignActions,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: SendingMetrics,
    private readonly signals: SendingSignals,
  ) {}

  /** Never rejects: the updates themselves are stored already. */
  async run(stored: readonly Stored[]): Promise<void> {
    const changed = stored.flatMap(({ change: { delivery }, source }) =>
      delivery?.after ? [{ before: delivery.before, after: delivery.after, source }] : [],
    );
    for (const { after } of changed) this.metrics.delivered(after.state);
    this.tellDue(stored);
    try {
      await this.rest(changed.map(({ after }) => after));
      const hasFailed = this.gather(changed.map(({ after }) => after));
      for (const { after, source } of changed)
        if (source === 'result') this.ended.set(after.campaignId, this.clock.now().getTime());
      if (hasFailed) await this.watchFailures();
      if (this.outcomes.size + this.ended.size > 0) this.lookSoon();
      await this.finish(stored);
    } catch (error) {
      this.complain(error);
    }
  }

  /** Whose sequence goes on may be due at once. */
  private tellDue(stored: readonly Stored[]): void {
    const earliest = new Map<OwnerId, Date>();
    for (const { change } of stored) {
      const { ownerId, status, dueAt } = change.target?.after ?? {};
      if (!ownerId || !dueAt || status !== 'active') continue;
      const known = earliest.get(ownerId);
      if (!known || dueAt < known) earliest.set(ownerId, dueAt);
    }
    for (const [ownerId, at] of earliest) this.signals.due(ownerId, at);
  }

  /** WhatsApp restricts the account: cold contacts wait, or everybody. */
  private async rest(deliveries: readonly Delivery[]): Promise<void> {
    for (const { ownerId, state, error, times } of deliveries) {
      if (state !== 'refused') continue;
      const saidAt = (times.failedAt ?? this.clock.now()).getTime();
      if (error?.code === String(NEW_CHATS_RESTRICTED))
        await this.states.hold(ownerId, 'cold', new Date(saidAt + COLD_HOLD_MS));
      if (error?.code === String(TOO_MANY)) await this.states.hold(ownerId, 'all', new Date(saidAt + HOLD_MS));
    }
  }

  /** Kept until the next look; a message that did not arrive is looked at at once. */
  private gather(deliveries: readonly Delivery[]): boolean {
    let hasFailed = false;
    for (const { ownerId, state } of deliveries) {
      if (state !== 'sent' && state !== 'refused' && state !== 'failed') continue;
      const known = this.outcomes.get(ownerId) ?? [];
      this.outcomes.set(ownerId, [...known, state !== 'sent']);
      hasFailed ||= state !== 'sent';
    }
    return hasFailed;
  }

  /** Not with each batch of results: what several of them bring is noted and asked together. */
  private lookSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const work = this.watchFailures().then(() => this.measurePauses());
      work.catch((error: unknown) => this.complain(error));
    }, GATHER_MS).unref();
  }

  /** Too many refused or failed of the last messages: the owner's sending pauses, with the reason. */
  private async watchFailures(): Promise<void> {
    const { outcomes } = this;
    this.outcomes = new Map();
    for (const [ownerId, recent] of await this.states.noteOutcomes(outcomes)) {
      if (!isFailingTooOften(recent)) continue;
      const failed = recent.filter((isFailure) => isFailure).length;
      const note = `${failed} of the last ${recent.length} messages failed`;
      await this.settings.pauseSending(ownerId, { code: 'failure_ratio', note, at: this.clock.now() });
      await this.states.clearOutcomes(ownerId);
      this.logger.warn(
        { event: 'send.auto_paused', ownerId, failed, of: recent.length },
        'sending paused: too many messages failed',
      );
    }
  }

  /** A message that ended after its campaign was paused tells how long the pause took to be quiet. */
  private async measurePauses(): Promise<void> {
    const { ended } = this;
    this.ended = new Map();
    for (const { id, status, pausedAt } of ended.size > 0
      ? await this.campaigns.findMany([...ended.keys()], 'anyOwner')
      : []) {
      const endedAt = ended.get(id) ?? 0;
      if (status === 'paused' && pausedAt && endedAt >= pausedAt.getTime())
        this.metrics.paused((endedAt - pausedAt.getTime()) / this.policy.clockRate / 1000);
    }
  }

  private complain(error: unknown): void {
    this.logger.error({ event: 'results.effects_failed', err: error }, 'post-delivery actions failed');
  }

  /** Whose last target just left may be done. */
  private async finish(stored: readonly Stored[]): Promise<void> {
    const ended = new Set<CampaignId>();
    for (const { change } of stored) {
      if (change.target && change.target.after.exitedAt && !change.target.before.exitedAt)
        ended.add(change.target.after.campaignId);
    }
    for (const campaignId of ended) await this.campaignActions.completeIfDrained(campaignId);
  }
}
