import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  defaultPauseSource,
  type OwnerSettings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock, type ContactId, type OwnerId } from '@relance/kernel';
import { PRODUCT_CLOCK, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AudienceEligibility, personOf } from '@relance/campaigns-core';

const OWNERS_A_PAGE = 100;
const CONTACTS_A_PAGE = 500;

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
    private readonly config: Pick<RelanceConfig, 'enrollmentMinAgeMs' | 'enrollmentLookbackMs'>,
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

  private async enrol({ id, ownerId }: Campaign): Promise<number> {
    let enrolled = 0;
    for await (const page of this.lately(ownerId)) {
      const known = await this.targets.enrolledContacts(
        id,
        page.map((contact) => contact.id),
      );
      const assessed = await this.eligibility.run(page.filter((contact) => !known.has(contact.id)));
      const people = assessed.filter(({ excludedBy }) => excludedBy === null).map(({ contact }) => personOf(contact));
      if (people.length === 0) continue;
      const outcome = await this.targets.enrol({ campaignId: id, ownerId, people, at: this.clock.now() });
      enrolled += outcome.enrolled;
    }
    return enrolled;
  }

  private async *lately(ownerId: OwnerId): AsyncGenerator<readonly Contact[]> {
    const now = this.clock.now().getTime();
    const range = {
      after: new Date(now - this.config.enrollmentLookbackMs),
      until: new Date(now - this.config.enrollmentMinAgeMs),
    };
    let after: ContactId | null = null;
    for (;;) {
      const page: readonly Contact[] = await this.contacts.registeredBetween(ownerId, range, {
        after,
        limit: CONTACTS_A_PAGE,
      });
      if (page.length > 0) yield page;
      after = page.at(-1)?.id ?? null;
      if (page.length < CONTACTS_A_PAGE) return;
    }
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
