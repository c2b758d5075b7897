import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignQuery,
  type CampaignStore,
  CONTACT_STORE,
  type ContactStore,
  EXPORT_STORE,
  type ExportStore,
  type Scope,
  type Sort,
  type Target,
  type TargetStatus,
} from '@relance/campaigns-domain';
import { type CampaignId, DomainError } from '@relance/kernel';
import { type CsvFile, USER_DIRECTORY, type UserDirectory } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { campaignColumns, type CampaignRow, targetColumns, type TargetRow } from './export-columns.ts';

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
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
  ) {}

  campaignFile(query: CampaignQuery, sort: Sort): CsvFile<CampaignRow> {
    return { name: 'campaigns', columns: campaignColumns, rows: this.campaignRows(this.store.campaigns(query, sort)) };
  }

  targetFile({ campaigns, statuses, withPhones }: TargetExport): CsvFile<TargetRow> {
    const targets = campaigns
      ? this.targetsOf(campaigns, statuses)
      : this.store.targets({ campaignId: null, statuses });
    return { name: 'targets', columns: targetColumns({ withPhones }), rows: this.targetRows(targets) };
  }

  /** One campaign's targets with their days. 404 outside the scope. */
  async fileOfCampaign(
    id: CampaignId,
    scope: Scope,
    statuses: readonly TargetStatus[] | null,
  ): Promise<CsvFile<TargetRow>> {
    if (!(await this.campaigns.find(id, scope))) {
      throw new DomainError('not_found', 'CAMPAIGN_NOT_FOUND', 'There is no such campaign.');
    }
    const targets = this.store.targets({ campaignId: id, statuses });
    return { name: `campaign-${id}`, columns: targetColumns({ withPhones: true }), rows: this.targetRows(targets) };
  }

  private async *targetsOf(query: CampaignQuery, statuses: readonly TargetStatus[] | null): AsyncGenerator<Target> {
    for await (const { id } of this.store.campaigns(query, '-createdAt')) {
      yield* this.store.targets({ campaignId: id, statuses });
    }
  }

  private async *campaignRows(campaigns: AsyncIterable<Campaign>): AsyncGenerator<CampaignRow> {
    for await (const batch of batches(campaigns, BATCH)) {
      const owners = await this.directory.owners([...new Set(batch.map(({ ownerId }) => ownerId))]);
      for (const campaign of batch) {
        const owner = owners.get(campaign.ownerId);
        yield { campaign, owner: { name: owner?.name ?? null, email: owner?.email ?? null } };
      }
    }
  }

  private async *targetRows(targets: AsyncIterable<Target>): AsyncGenerator<TargetRow> {
    for await (const batch of batches(targets, BATCH)) {
      const [contacts, campaigns] = await Promise.all([
        this.contacts.findMany([...new Set(batch.map(({ contactId }) => contactId))], 'anyOwner'),
        this.campaigns.findMany([...new Set(batch.map(({ campaignId }) => campaignId))], 'anyOwner'),
      ]);
      const contactOf = new Map(contacts.map((contact) => [contact.id, contact]));
      const campaignOf = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
      for (const target of batch) {
        yield {
          target,
          campaign: campaignOf.get(target.campaignId) ?? null,
          contact: contactOf.get(target.contactId) ?? null,
        };
      }
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
