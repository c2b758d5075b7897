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
import { SystemCampaignActions } from '@relance/campaigns-core';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';

/** Whether the sender itself said so, WhatsApp did later, or the reaper gave up waiting. */
export type UpdateSource = 'result' | 'receipt' | 'reaper';
type Stored = { readonly change: SendingChange; readonly source: UpdateSource };

/** How long new chats rest after WhatsApp restricted them and did not say until when. */
const COLD_HOLD_MS = 3_600_000;
/** How long everything rests after "too many". */
const HOLD_MS = 15 * 60_000;

/** What follows from stored updates: metrics, the account's rest, the automatic pause, the end of a campaign. */
@Injectable()
export class DeliveryResultEffects {
  constructor(
    @Inject(SENDER_STATE_STORE) private readonly states: SenderStateStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    private readonly campaignActions: SystemCampaignActions,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: SendingMetrics,
  ) {}

  /** Never rejects: the updates themselves are stored already. */
  async run(stored: readonly Stored[]): Promise<void> {
    const changed = stored.flatMap(({ change: { delivery }, source }) =>
      delivery?.after ? [{ before: delivery.before, after: delivery.after, source }] : [],
    );
    for (const { after } of changed) this.metrics.delivered(after.state);
    try {
      await this.rest(changed.map(({ after }) => after));
      await this.watchFailures(changed.map(({ after }) => after));
      await this.measurePauses(changed.filter(({ source }) => source === 'result').map(({ after }) => after));
      await this.finish(stored);
    } catch (error) {
      this.logger.error({ event: 'results.effects_failed', err: error }, 'post-delivery actions failed');
    }
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

  /** Too many refused or failed of the last messages: the owner's sending pauses, with the reason. */
  private async watchFailures(deliveries: readonly Delivery[]): Promise<void> {
    const outcomes = new Map<OwnerId, boolean[]>();
    for (const { ownerId, state } of deliveries) {
      if (state === 'sent' || state === 'refused' || state === 'failed') {
        outcomes.set(ownerId, [...(outcomes.get(ownerId) ?? []), state !== 'sent']);
      }
    }
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
  private async measurePauses(deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map(({ campaignId }) => campaignId))];
    const now = this.clock.now().getTime();
    for (const { status, pausedAt } of ids.length > 0 ? await this.campaigns.findMany(ids, 'anyOwner') : []) {
      if (status === 'paused' && pausedAt)
        this.metrics.paused((now - pausedAt.getTime()) / this.policy.clockRate / 1000);
    }
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
