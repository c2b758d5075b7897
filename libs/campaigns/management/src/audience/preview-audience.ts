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
  exclusionReasons,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, type ContactId, DomainError, type OwnerId } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { SyncDirectory } from '../contacts/directory/sync-directory.ts';
import { AudienceEligibility, type AssessedContact } from '@relance/campaigns-core';

export type AudiencePreview = AudienceSplit & {
  readonly limit: number;
  readonly samples: readonly Contact[];
  /** The split was found by a sample; `matched` is counted as far as counting is quick. */
  readonly estimated: boolean;
};

const PAGE = 1000;
const SAMPLES = 5;
/** Audiences up to here are looked at one by one; larger ones by a sample. */
const EXACT_UP_TO = 5000;
const SAMPLE = 400;
const COUNTED_UP_TO = 250_000;

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

  /** Takes the people of a directory over first, where there is one; 503 when it does not answer, or not to its end while somebody waits. */
  refresh(ownerId: OwnerId): Promise<void> {
    return this.directory.runFor(ownerId);
  }

  async run(ownerId: OwnerId, filter: AudienceFilter): Promise<AudiencePreview> {
    const { timeZone, maxTargetsPerCampaign: limit } = await this.settings.read(ownerId);
    const criteria = audienceCriteria(filter, { now: this.clock.now(), timeZone });
    const matched = await this.contacts.countMatching(ownerId, criteria, COUNTED_UP_TO);
    if (matched > EXACT_UP_TO) {
      return { ...(await this.estimate(ownerId, criteria, matched)), limit, estimated: true };
    }
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
    return { ...split, limit, samples, estimated: false };
  }

  /** Refuses with 422 when the filter finds more people than the owner's limit allows in one campaign. */
  async assertWithinLimit(ownerId: OwnerId, filter: AudienceFilter): Promise<void> {
    const { timeZone, maxTargetsPerCampaign } = await this.settings.read(ownerId);
    const criteria = audienceCriteria(filter, { now: this.clock.now(), timeZone });
    // Counted in the database, and no further than the answer needs.
    if ((await this.contacts.countMatching(ownerId, criteria, maxTargetsPerCampaign + 1)) <= maxTargetsPerCampaign)
      return;
    if (!(await this.findsMoreThan(maxTargetsPerCampaign, ownerId, criteria))) return;
    const { toEnrol, limit, estimated } = await this.run(ownerId, filter);
    throw new DomainError(
      'unprocessable',
      'AUDIENCE_OVER_LIMIT',
      `The filter finds ${estimated ? 'about ' : ''}${toEnrol} people; one campaign may have ${limit}.`,
      { toEnrol, limit },
    );
  }

  /** The database counts; who of a sample is kept out, and why, stands for the rest. */
  private async estimate(
    ownerId: OwnerId,
    criteria: AudienceCriteria,
    matched: number,
  ): Promise<AudienceSplit & { samples: Contact[] }> {
    const assessed = await this.eligibility.run(await this.contacts.sampleMatching(ownerId, criteria, SAMPLE));
    const split = addToSplit(
      emptySplit(),
      assessed.map(({ excludedBy }) => excludedBy),
    );
    const samples = assessed.filter(({ excludedBy }) => excludedBy === null).map(({ contact }) => contact);
    return { ...scaled(split, matched), samples: samples.slice(0, SAMPLES) };
  }

  /** Walks the audience only until there are too many. */
  private async findsMoreThan(limit: number, ownerId: OwnerId, criteria: AudienceCriteria): Promise<boolean> {
    let found = 0;
    for await (const assessed of this.pages(ownerId, criteria)) {
      found += assessed.filter(({ excludedBy }) => excludedBy === null).length;
      if (found > limit) return true;
    }
    return false;
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

/** A split of the sample as one of the whole; it still adds up. */
function scaled(split: AudienceSplit, matched: number): AudienceSplit {
  const share = split.matched === 0 ? 0 : matched / split.matched;
  const excluded = { ...split.excluded };
  let kept = matched;
  for (const reason of exclusionReasons) {
    excluded[reason] = Math.min(kept, Math.round(excluded[reason] * share));
    kept -= excluded[reason];
  }
  return { matched, toEnrol: kept, excluded };
}
