import { type IntegrityDifference, STATISTICS_STORE, type StatisticsStore } from '@relance/campaigns-domain';
import { type CampaignId, type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';

export type IntegrityReport = {
  readonly differences: number;
  readonly checkedAt: Date;
  /** The first thousand. */
  readonly items: readonly IntegrityDifference[];
};

const PAGE = 200;
const ITEMS = 1000;

/** Recounts every campaign's targets and deliveries against its counters, and all campaigns against the tiles. */
@Injectable()
export class IntegrityAuditor {
  private last: IntegrityReport | null = null;

  constructor(
    @Inject(STATISTICS_STORE) private readonly statistics: StatisticsStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** What the last recount of this process found; null before the first. */
  lastReport(): IntegrityReport | null {
    return this.last;
  }

  async recount(): Promise<IntegrityReport> {
    const items: IntegrityDifference[] = [];
    let differences = 0;
    let after: CampaignId | null = null;
    do {
      const page = await this.statistics.recount(after, PAGE);
      differences += page.differences.length;
      items.push(...page.differences.slice(0, ITEMS - items.length));
      after = page.last;
    } while (after !== null);
    const totals = await this.statistics.recountTotals();
    differences += totals.length;
    items.push(...totals.slice(0, ITEMS - items.length));
    this.last = { differences, checkedAt: this.clock.now(), items };
    return this.last;
  }
}
