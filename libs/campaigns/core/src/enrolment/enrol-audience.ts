import {
  addToSplit,
  type AudienceCriteria,
  audienceCriteria,
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type EnrolledPerson,
  type EnrolmentOutcome,
  type EnrolmentProgress,
  type OwnerSettings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK, RELANCE_CONFIG, type RelanceConfig, Shutdown } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AudienceEligibility } from './audience-eligibility.ts';
import { newPeople, notEnrolled, peopleToEnrol } from './new-people.ts';

const PAGE = 500;
const DAY_MS = 86_400_000;
/** A change may be stored a little later than it is dated (real time): passes over changes overlap by so much. */
export const CHANGE_OVERLAP_REAL_MS = 10_000;
/** Progress over changes is saved at least this often in product time, and when somebody joined. */
const SAVE_PROGRESS_MS = 60_000;

/**
 * Enrols a filtered campaign's audience page by page, from where it stopped. Each page is one transaction with the position
 * reached, written only over the position it was read from: a crash, a pause or a second process loses and repeats nothing.
 * A dynamic audience is gone through once a day; in between, contacts that changed are looked at. Ends when the campaign is not
 * active any more or the signal aborts.
 */
@Injectable()
export class EnrolAudience {
  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'clockRate'>,
    private readonly shutdown: Shutdown,
    private readonly eligibility: AudienceEligibility,
  ) {}

  async run(id: CampaignId, ending?: AbortSignal): Promise<void> {
    // The end of the process stops after the page; another process, or the next start, goes on from there.
    const signal = ending ? AbortSignal.any([ending, this.shutdown.signal]) : this.shutdown.signal;
    for (let hasMore = true; hasMore && !signal.aborted;) {
      const campaign = await this.campaigns.find(id, 'anyOwner');
      if (!campaign || !isOpen(campaign)) return;
      const settings = await this.settings.read(campaign.ownerId);
      if (!settings.enabled || settings.enrollmentPaused) return;
      if (campaign.audienceMode === 'frozen' || this.isPassDue(campaign)) {
        hasMore = await this.enrolPage(campaign, settings);
      } else {
        hasMore = false;
        await this.enrolChanged(campaign, settings, signal);
      }
    }
  }

  private isPassDue({ enrolment: { cursor, passStartedAt } }: Campaign): boolean {
    return cursor !== null || passStartedAt === null || this.clock.now().getTime() - passStartedAt.getTime() >= DAY_MS;
  }

  /** False when there is nothing left to do for now. */
  private async enrolPage(campaign: Campaign, settings: OwnerSettings): Promise<boolean> {
    const { enrolment } = campaign;
    const isFrozen = campaign.audienceMode === 'frozen';
    const page = await this.contacts.matching(campaign.ownerId, this.criteria(campaign, settings), {
      after: enrolment.cursor,
      limit: PAGE,
    });
    // Of a dynamic audience most are in it already: they take no room from those behind them.
    const able = isFrozen
      ? page.filter(({ createdAt }) => !campaign.startedAt || createdAt <= campaign.startedAt)
      : await notEnrolled(this.targets, campaign.id, page);
    const assessed = await this.eligibility.run(able);
    const people = peopleToEnrol(assessed);
    const room = Math.max(0, settings.maxTargetsPerCampaign - campaign.counts.enrolled);
    const isLast = page.length < PAGE || people.length >= room;
    const to: EnrolmentProgress = {
      ...enrolment,
      ...(isFrozen
        ? {
            cursor: page.at(-1)?.id ?? enrolment.cursor,
            isDone: isLast,
            split: addToSplit(
              enrolment.split,
              assessed.map(({ excludedBy }) => excludedBy),
            ),
          }
        : this.passAfter(campaign, isLast ? null : (page.at(-1) ?? null))),
    };
    const outcome = await this.enrol(campaign, settings, people, to);
    return outcome.state === 'overtaken' || (outcome.state === 'written' && !isLast);
  }

  /** The first page of a pass notes when it began: later changes are looked at by their dates. */
  private passAfter(
    { enrolment }: Campaign,
    last: Contact | null,
  ): Pick<EnrolmentProgress, 'cursor' | 'passStartedAt' | 'changedUntil'> {
    const now = this.clock.now();
    const isFirst = enrolment.cursor === null;
    return {
      cursor: last?.id ?? null,
      passStartedAt: isFirst ? now : enrolment.passStartedAt,
      changedUntil: enrolment.changedUntil ?? now,
    };
  }

  /** Contacts that changed since the last look: who was tagged, opted in, or came to the end of another sequence. */
  private async enrolChanged(campaign: Campaign, settings: OwnerSettings, signal?: AbortSignal): Promise<void> {
    const { id, ownerId, enrolment } = campaign;
    const startedAt = this.clock.now();
    const since = new Date((enrolment.changedUntil ?? startedAt).getTime() - this.overlapMs);
    const criteria = this.criteria(campaign, settings);
    let enrolled = 0;
    let after: Contact | null = null;
    do {
      const page: readonly Contact[] = await this.contacts.changedSince(
        ownerId,
        { since, criteria },
        { after, limit: PAGE },
      );
      enrolled += await this.enrolNew(campaign, settings, page);
      after = page.length === PAGE ? (page.at(-1) ?? null) : null;
    } while (after !== null && !signal?.aborted);
    const isOld = startedAt.getTime() - since.getTime() > SAVE_PROGRESS_MS + this.overlapMs;
    if (signal?.aborted || (enrolled === 0 && !isOld)) return;
    const current = await this.campaigns.find(id, 'anyOwner');
    if (current) await this.campaigns.saveEnrolment(current, { ...current.enrolment, changedUntil: startedAt });
  }

  /** How many of these joined; those who were in the campaign before are not asked about again. */
  private async enrolNew(campaign: Campaign, settings: OwnerSettings, page: readonly Contact[]): Promise<number> {
    const people = await newPeople(campaign.id, page, { targets: this.targets, eligibility: this.eligibility });
    return people.length === 0 ? 0 : (await this.enrol(campaign, settings, people)).enrolled;
  }

  private enrol(
    { id: campaignId, ownerId, enrolment: from }: Campaign,
    { maxTargetsPerCampaign: limit }: OwnerSettings,
    people: readonly EnrolledPerson[],
    to?: EnrolmentProgress,
  ): Promise<EnrolmentOutcome> {
    const at = this.clock.now();
    return this.targets.enrol({ campaignId, ownerId, people, at, limit, ...(to && { progress: { from, to } }) });
  }

  /** Ages and days are those of the start for a frozen audience, of today for a dynamic one. */
  private criteria(campaign: Campaign, { timeZone }: OwnerSettings): AudienceCriteria {
    const isFrozen = campaign.audienceMode === 'frozen';
    const now = (isFrozen && campaign.startedAt) || this.clock.now();
    return audienceCriteria(campaign.targetFilter ?? {}, { now, timeZone });
  }

  private get overlapMs(): number {
    return CHANGE_OVERLAP_REAL_MS * this.config.clockRate;
  }
}

const isOpen = ({ status, type, enrolment }: Campaign): boolean =>
  status === 'active' && type === 'filtered' && !enrolment.isDone;
