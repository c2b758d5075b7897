import {
  addToSplit,
  type AudienceCriteria,
  audienceCriteria,
  type AudienceFilter,
  type AudienceSplit,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  emptySplit,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, type ContactId, DomainError, type OwnerId } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { SyncDirectory } from '../contacts/directory/sync-directory.ts';
import { AudienceEligibility, type AssessedContact } from '@relance/campaigns-core';

export type AudiencePreview = AudienceSplit & { readonly limit: number; readonly samples: readonly Contact[] };

const PAGE = 1000;
const SAMPLES = 5;

/** Counts an audience as an enrolment would find it now, without changing anything. */
@Injectable()
export class PreviewAudience {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly eligibility: AudienceEligibility,
    private readonly directory: SyncDirectory,
  ) {}

  /** Takes the people of a directory over first, where there is one; 503 when it does not answer. */
  refresh(ownerId: OwnerId): Promise<void> {
    return this.directory.run(ownerId);
  }

  async run(ownerId: OwnerId, filter: AudienceFilter): Promise<AudiencePreview> {
    const { timeZone, maxTargetsPerCampaign: limit } = await this.settings.read(ownerId);
    const criteria = audienceCriteria(filter, { now: this.clock.now(), timeZone });
    const samples: Contact[] = [];
    let split = emptySplit();
    for await (const assessed of this.pages(ownerId, criteria)) {
      split = addToSplit(
        split,
        assessed.map(({ excludedBy }) => excludedBy),
      );
      const toEnrol = assessed.filter(({ excludedBy }) => excludedBy === null);
      samples.push(...toEnrol.slice(0, SAMPLES - samples.length).map(({ contact }) => contact));
    }
    return { ...split, limit, samples };
  }

  /** Refuses with 422 when the filter finds more people than the owner's limit allows in one campaign. */
  async assertWithinLimit(ownerId: OwnerId, filter: AudienceFilter): Promise<void> {
    const { toEnrol, limit } = await this.run(ownerId, filter);
    if (toEnrol <= limit) return;
    throw new DomainError(
      'unprocessable',
      'AUDIENCE_OVER_LIMIT',
      `The filter finds ${toEnrol} people; one campaign may have ${limit}.`,
      { toEnrol, limit },
    );
  }

  private async *pages(ownerId: OwnerId, criteria: AudienceCriteria): AsyncGenerator<AssessedContact[]> {
    let after: ContactId | null = null;
    for (;;) {
      const page: readonly Contact[] = await this.contacts.matching(ownerId, criteria, { after, limit: PAGE });
      if (page.length > 0) yield await this.eligibility.run(page);
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
    }
  }
}
