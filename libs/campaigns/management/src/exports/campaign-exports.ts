import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignQuery,
  type CampaignStore,
  EXPORT_STORE,
  type ExportedTarget,
  type ExportStore,
  type Scope,
  type Sort,
  type TargetStatus,
} from '@relance/campaigns-domain';
import { type CampaignId, DomainError } from '@relance/kernel';
import { type CsvFile, USER_DIRECTORY, type UserDirectory } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { campaignColumns, type CampaignRow, targetColumns } from './export-columns.ts';

const BATCH = 200;

export type TargetExport = {
  /** Null: the targets of all campaigns. */
  readonly campaigns: CampaignQuery | null;
  readonly statuses: readonly TargetStatus[] | null;
  readonly withPhones: boolean;
};

/** Campaigns and targets as files: rows come from cursors in small batches, each with what belongs to it. */
@Injectable()
export class CampaignExports {
  constructor(
    @Inject(EXPORT_STORE) private readonly store: ExportStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
  ) {}

  campaignFile(query: CampaignQuery, sort: Sort): CsvFile<CampaignRow> {
    const batches = this.campaignRows(this.store.campaigns(query, sort));
    return { name: 'campaigns', columns: campaignColumns, batches };
  }

  targetFile({ campaigns, statuses, withPhones }: TargetExport): CsvFile<ExportedTarget> {
    const batches = campaigns
      ? this.targetsOf(campaigns, statuses)
      : this.store.targets({ campaignId: null, statuses });
    return { name: 'targets', columns: targetColumns({ withPhones }), batches };
  }

  /** One campaign's targets with their days. 404 outside the scope. */
  async fileOfCampaign(
    id: CampaignId,
    scope: Scope,
    statuses: readonly TargetStatus[] | null,
  ): Promise<CsvFile<ExportedTarget>> {
    if (!(await this.campaigns.find(id, scope))) {
      throw new DomainError('not_found', 'CAMPAIGN_NOT_FOUND', 'There is no such campaign.');
    }
    const batches = this.store.targets({ campaignId: id, statuses });
    return { name: `campaign-${id}`, columns: targetColumns({ withPhones: true }), batches };
  }

  private async *targetsOf(
    query: CampaignQuery,
    statuses: readonly TargetStatus[] | null,
  ): AsyncGenerator<readonly ExportedTarget[]> {
    for await (const { id } of this.store.campaigns(query, '-createdAt')) {
      // Thousands of campaigns may have no such target: a client that left is noticed between them.
      yield [];
      yield* this.store.targets({ campaignId: id, statuses });
    }
  }

  private async *campaignRows(campaigns: AsyncIterable<Campaign>): AsyncGenerator<CampaignRow[]> {
    for await (const batch of batches(campaigns, BATCH)) {
      const owners = await this.directory.owners([...new Set(batch.map(({ ownerId }) => ownerId))]);
      yield batch.map((campaign) => {
        const owner = owners.get(campaign.ownerId);
        return { campaign, owner: { name: owner?.name ?? null, email: owner?.email ?? null } };
      });
    }
  }
}

async function* batches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
