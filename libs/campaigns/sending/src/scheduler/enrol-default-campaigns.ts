import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  type Contact,
  CONTACT_STORE,
  type ContactPage,
  type ContactStore,
  defaultPauseSource,
  type OwnerSettings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AudienceEligibility, CHANGE_OVERLAP_REAL_MS, newPeople } from '@relance/campaigns-core';

const OWNERS_A_PAGE = 100;
const CONTACTS_A_PAGE = 500;
const SAVE_PROGRESS_MS = 3_600_000;
/** … but not more often than this in real time, however fast the product's clock runs. */
const SAVE_PROGRESS_REAL_MS = 60_000;

/**
 * Default relance: people who registered lately, not converted, never enrolled before, join their owner's default campaign.
 * Only a stated registration date counts: somebody entered by hand did not just sign up.
 */
@Injectable()
export class EnrolDefaultCampaigns {
  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG)
    private readonly config: Pick<RelanceConfig, 'enrollmentMinAgeMs' | 'enrollmentLookbackMs' | 'clockRate'>,
    private readonly eligibility: AudienceEligibility,
  ) {}

  /** One round over all owners; how many people joined. */
  async run(): Promise<number> {
    let enrolled = 0;
    let after: CampaignId | null = null;
    for (;;) {
      const page: readonly Campaign[] = await this.campaigns.activeDefaults(after, OWNERS_A_PAGE);
      for (const campaign of await this.enrolling(page)) enrolled += await this.enrol(campaign);
      after = page.at(-1)?.id ?? null;
      if (page.length < OWNERS_A_PAGE) return enrolled;
    }
  }

  /** Those whose owner lets people in: not switched off, not paused, no filtered campaign in the way. */
  private async enrolling(page: readonly Campaign[]): Promise<Campaign[]> {
    const owners = page.map(({ ownerId }) => ownerId);
    const [settings, running] = await Promise.all([
      this.settings.readMany(owners),
      this.campaigns.runningFilteredOf(owners),
    ]);
    return page.filter(({ ownerId }) => {
      const own = settings.get(ownerId);
      return own !== undefined && letsIn(own, running.get(ownerId) ?? 0);
    });
  }

  /**
   * Who came into the registration window by the passing of time, then who was entered or changed inside it. Each owner's position
   * is kept in the campaign, so that nobody is read again before something changed.
   */
  private async enrol(campaign: Campaign): Promise<number> {
    const { ownerId, enrolment } = campaign;
    const now = this.clock.now().getTime();
    const oldest = new Date(now - this.config.enrollmentLookbackMs);
    const until = new Date(now - this.config.enrollmentMinAgeMs);
    const reached =
      enrolment.registeredUntil && enrolment.registeredUntil > oldest ? enrolment.registeredUntil : oldest;
    const lately = await this.enrolPages(campaign, (page) =>
      this.contacts.registeredBetween(ownerId, { after: reached, until }, page),
    );
    let { enrolled, read } = lately;
    if (enrolment.changedUntil !== null) {
      const since = new Date(enrolment.changedUntil.getTime() - CHANGE_OVERLAP_REAL_MS * this.config.clockRate);
      const registered = { after: oldest, until: reached < until ? reached : until };
      const changed = await this.enrolPages(campaign, (page) =>
        this.contacts.changedSince(ownerId, { since, registered }, page),
      );
      enrolled += changed.enrolled;
      read += changed.read;
    }
    const savedEvery = Math.max(SAVE_PROGRESS_MS, SAVE_PROGRESS_REAL_MS * this.config.clockRate);
    const isOld = enrolment.changedUntil === null || now - enrolment.changedUntil.getTime() > savedEvery;
    // While nothing happens nothing is written: what is read again is little.
    if (read > 0 || isOld) {
      await this.campaigns.saveEnrolment(campaign, {
        ...enrolment,
        registeredUntil: until,
        changedUntil: new Date(now),
      });
    }
    return enrolled;
  }

  private async enrolPages(
    { id, ownerId }: Campaign,
    read: (page: ContactPage) => Promise<readonly Contact[]>,
  ): Promise<{ readonly enrolled: number; readonly read: number }> {
    let [enrolled, rows] = [0, 0];
    let after: Contact | null = null;
    do {
      const page: readonly Contact[] = await read({ after, limit: CONTACTS_A_PAGE });
      rows += page.length;
      // Most owners have nobody new in most minutes: nothing more is asked then.
      const people = await newPeople(id, page, { targets: this.targets, eligibility: this.eligibility });
      if (people.length > 0) {
        enrolled += (await this.targets.enrol({ campaignId: id, ownerId, people, at: this.clock.now() })).enrolled;
      }
      after = page.length === CONTACTS_A_PAGE ? (page.at(-1) ?? null) : null;
    } while (after !== null);
    return { enrolled, read: rows };
  }
}

const letsIn = (settings: OwnerSettings, runningFiltered: number): boolean =>
  settings.enabled &&
  !settings.enrollmentPaused &&
  defaultPauseSource({
    isPausedByOwner: settings.defaultCampaignPaused,
    allowsSimultaneous: settings.allowSimultaneousCampaigns,
    runningFiltered,
  }) === null;
