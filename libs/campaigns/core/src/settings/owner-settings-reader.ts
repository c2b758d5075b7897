import {
  CAMPAIGN_STORE,
  type CampaignStore,
  dailyCap,
  defaultPauseSource,
  type OwnerSettings,
  senderDay,
  SENDER_DAY_STORE,
  type SenderDayStore,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, type OwnerId } from '@relance/kernel';
import { type OwnerSettingsReader, type OwnerSendingFlags } from '@relance/messaging';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';

/** What the session's status block repeats of settings and day. A pure read. */
@Injectable()
export class CampaignOwnerSettingsReader implements OwnerSettingsReader {
  constructor(
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(SENDER_DAY_STORE) private readonly days: SenderDayStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async read(ownerId: OwnerId): Promise<OwnerSendingFlags> {
    const switches = (await this.readMany([ownerId])).get(ownerId);
    if (!switches) throw new Error('the settings store answers for every owner it is asked about');
    return switches;
  }

  async readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerSendingFlags>> {
    const now = this.clock.now();
    const settings = await this.settings.readMany(ownerIds);
    const today = new Map([...settings].map(([owner, { timeZone }]) => [owner, senderDay(now, timeZone)]));
    const [running, days] = await Promise.all([this.campaigns.runningFilteredOf(ownerIds), this.days.readMany(today)]);
    return new Map(
      [...settings].map(([owner, own]) => {
        const facts = { runningFiltered: running.get(owner) ?? 0, sentToday: days.get(owner)?.sent ?? 0 };
        return [owner, switchesOf(own, facts, now)];
      }),
    );
  }
}

function switchesOf(
  settings: OwnerSettings,
  facts: { readonly runningFiltered: number; readonly sentToday: number },
  now: Date,
): OwnerSendingFlags {
  return {
    enabled: settings.enabled,
    enrollmentPaused: settings.enrollmentPaused,
    sendingPaused: settings.sendingPaused,
    defaultCampaignPaused: settings.defaultCampaignPaused,
    allowSimultaneousCampaigns: settings.allowSimultaneousCampaigns,
    maxMessagesPerDay: settings.maxMessagesPerDay,
    maxTargetsPerCampaign: settings.maxTargetsPerCampaign,
    messagesSentToday: facts.sentToday,
    dailyCap: dailyCap(settings, now),
    defaultPauseSource: defaultPauseSource({
      isPausedByOwner: settings.defaultCampaignPaused,
      allowsSimultaneous: settings.allowSimultaneousCampaigns,
      runningFiltered: facts.runningFiltered,
    }),
  };
}
