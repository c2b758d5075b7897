import { SETTINGS_STORE, type SettingsStore } from '@relance/campaigns-domain';
import { type Clock, type OwnerId } from '@relance/kernel';
import { type Sender, type SenderAvailability } from '@relance/messaging';
import { LOGGER, PRODUCT_CLOCK } from '@relance/platform';
import { SystemCampaignActions } from '@relance/campaigns-core';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Logger } from 'pino';
import { ConfirmOptOut } from './confirm-opt-out.ts';
import { LinkedNumberTracker } from '../shared/linked-number.ts';
import { SendScheduler } from '../scheduler/send-scheduler.ts';

/** The session steers the campaigns: an expired one pauses them with the reason, one that is back lets them go on. */
@Injectable()
export class SenderStateUpdater {
  private readonly lastSeen = new LRUCache<OwnerId, SenderAvailability>({ max: 50_000 });

  constructor(
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    private readonly campaignActions: SystemCampaignActions,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly confirm: ConfirmOptOut,
    private readonly tick: SendScheduler,
    private readonly numbers: LinkedNumberTracker,
  ) {}

  async run(sender: Sender): Promise<void> {
    const before = this.lastSeen.get(sender.ownerId);
    // An offered QR is no new loss: what a person resumed meanwhile stays resumed.
    if (hasExpired(sender) && before !== 'needs_scan') await this.pause(sender);
    this.lastSeen.set(sender.ownerId, sender.availability);
    if (sender.availability === 'ready') await this.goOn(sender);
  }

  private async pause({ ownerId, strikes, maxStrikes }: Sender): Promise<void> {
    const note = `WhatsApp must be linked again (connection lost ${strikes} of ${maxStrikes} times)`;
    const paused = await this.campaignActions.pauseBySystem(ownerId, { code: 'session_expired', note });
    if (paused > 0)
      this.logger.warn(
        { event: 'campaign.paused_session_expired', ownerId, paused },
        'campaigns paused: the session expired',
      );
  }

  private async goOn({ ownerId, linkedPhone }: Sender): Promise<void> {
    if (linkedPhone !== null) await this.numbers.follow(ownerId, linkedPhone);
    const { linkedNumberSince, autoResumeAfterRelink } = await this.settings.read(ownerId);
    // The warm-up of a number counts from the first time that it was open here.
    if (linkedNumberSince === null) await this.settings.stampLinkedNumber(ownerId, this.clock.now());
    if (autoResumeAfterRelink) await this.campaignActions.resumeBySystem(ownerId, 'session_expired');
    this.tick.wake(ownerId);
    await this.confirm.runDue(ownerId);
  }
}

/** A phone that was never linked needs a scan too, but nothing was lost: its campaigns just wait. */
const hasExpired = ({ availability, strikes, maxStrikes }: Sender): boolean =>
  availability === 'needs_scan' && strikes >= maxStrikes;
