import {
  type AudienceCriteria,
  audienceCriteria,
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type Enrolment,
  type OwnerSettings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AudienceEligibility } from './audience-eligibility.ts';

const PAGE = 500;

/**
 * Enrols a filtered campaign's audience page by page, from where it stopped. Each page is one transaction with the position
 * reached, so a crash or a pause in between loses and repeats nothing. Ends when the campaign is not active any more.
 */
@Injectable()
export class EnrolAudience {
  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly eligibility: AudienceEligibility,
  ) {}

  async run(id: CampaignId): Promise<void> {
    let hasMore = true;
    while (hasMore) {
      const campaign = await this.campaigns.find(id, 'anyOwner');
      if (!campaign || !isOpen(campaign)) return;
      const settings = await this.settings.read(campaign.ownerId);
      if (!settings.enabled || settings.enrollmentPaused) return;
      hasMore = await this.enrolPage(campaign, settings);
    }
  }

  /** False when there is nothing left to do for now. */
  private async enrolPage(campaign: Campaign, settings: OwnerSettings): Promise<boolean> {
    const { id: campaignId, ownerId, enrolment } = campaign;
    const isFrozen = campaign.audienceMode === 'frozen';
    const page = await this.contacts.matching(ownerId, this.criteria(campaign, settings), {
      after: enrolment.cursor,
      limit: PAGE,
    });
    if (page.length === 0 && !isFrozen) return false;
    const room = Math.max(0, settings.maxTargetsPerCampaign - campaign.counts.enrolled);
    const people = (await this.eligible(campaign, page)).slice(0, room);
    const isLast = page.length < PAGE || people.length >= room;
    const { isCampaignActive } = await this.targets.enrol({
      campaignId,
      ownerId,
      people,
      at: this.clock.now(),
      progress: { cursor: page.at(-1)?.id ?? enrolment.cursor, isDone: isFrozen && isLast },
    });
    return isCampaignActive && !isLast;
  }

  /** Ages and days are those of the start for a frozen audience, of today for a dynamic one. */
  private criteria(campaign: Campaign, { timeZone }: OwnerSettings): AudienceCriteria {
    const isFrozen = campaign.audienceMode === 'frozen';
    const now = (isFrozen && campaign.startedAt) || this.clock.now();
    return audienceCriteria(campaign.targetFilter ?? {}, { now, timeZone });
  }

  private async eligible(campaign: Campaign, page: readonly Contact[]): Promise<Enrolment['people'][number][]> {
    const { audienceMode, startedAt } = campaign;
    const known = page.filter(({ createdAt }) => audienceMode === 'dynamic' || !startedAt || createdAt <= startedAt);
    return (await this.eligibility.run(known))
      .filter(({ excludedBy }) => excludedBy === null)
      .map(({ contact }) => personOf(contact));
  }
}

const isOpen = ({ status, type, enrolment }: Campaign): boolean =>
  status === 'active' && type === 'filtered' && !enrolment.isDone;

/** An unknown language is written to in French. */
export const personOf = ({ id, phone, waPhone, lid, language }: Contact): Enrolment['people'][number] => ({
  contactId: id,
  phone,
  waPhone,
  lid,
  language: language ?? 'fr',
});
