import {
  type Campaign,
  type CampaignQuery,
  type ExportStore,
  type Sort,
  type Target,
  type TargetStatus,
} from '@relance/campaigns-domain';
import { type CampaignId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { toCampaign } from '../campaigns/campaign.codec.ts';
import { listFilter } from '../campaigns/campaign.query.ts';
import { type CampaignDocument, CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { sortOf } from '../keyset-page.ts';
import { toTarget } from '../targets/target.codec.ts';
import { type TargetDocument, TARGETS } from '../targets/target.schema.ts';

const BATCH = 200;

/** Whole lists from cursors, on MongoDB. */
@Injectable()
export class MongoExportStore implements ExportStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async *campaigns(query: CampaignQuery, sort: Sort): AsyncGenerator<Campaign> {
    const cursor = this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find(listFilter(query) as Filter<CampaignDocument>)
      .sort(sortOf(sort))
      .batchSize(BATCH);
    for await (const campaign of cursor) yield toCampaign(campaign);
  }

  async *targets({
    campaignId,
    statuses,
  }: {
    readonly campaignId: CampaignId | null;
    readonly statuses: readonly TargetStatus[] | null;
  }): AsyncGenerator<Target> {
    const filter = {
      ...(campaignId && { campaignId: new Types.ObjectId(campaignId) }),
      ...(statuses && { status: statuses.length === 1 ? statuses[0] : { $in: [...statuses] } }),
    };
    const cursor = this.connection
      .collection<TargetDocument>(TARGETS)
      .find(filter as Filter<TargetDocument>)
      .sort({ _id: 1 })
      .batchSize(BATCH);
    for await (const target of cursor) yield toTarget(target);
  }
}
