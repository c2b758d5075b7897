import {
  type HourlyFigures,
  type IntegrityDifference,
  type IntegrityReport,
  type StatisticsStore,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId } from '@relance/kernel';
import { compareOwnerCounts, inTransaction, isDuplicateKey, repairOwnerCounts } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { campaignDimension, STATS_HOURLY, type HourDocument } from './hourly.ts';
import { recountCampaign } from './recount.ts';
import { recountTotals, repairTotals } from './recount-totals.ts';

/** One document, `latest`. */
export const INTEGRITY_REPORTS = 'integrity_reports';
const LATEST = 'latest';
/** Counters of owners by state and strikes begin so. */
const OWNERS = 'owners.';
type ReportDocument = IntegrityReport & { readonly _id: string };

/** Figures over time and the recount of the counters, on MongoDB. */
@Injectable()
export class MongoStatisticsStore implements StatisticsStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async hourly(campaignId: CampaignId, from: Date, until: Date): Promise<readonly HourlyFigures[]> {
    const found = await this.connection
      .collection<HourDocument>(STATS_HOURLY)
      .find({ dimension: campaignDimension(campaignId), at: { $gte: from, $lte: until } })
      .sort({ at: 1 })
      .toArray();
    return found.map(({ at, sent = 0, delivered = 0, read = 0, failed = 0 }) => ({
      at,
      sent,
      delivered,
      read,
      failed,
    }));
  }

  async recount(
    after: CampaignId | null,
    limit: number,
  ): Promise<{ readonly differences: readonly IntegrityDifference[]; readonly last: CampaignId | null }> {
    const page = await this.connection
      .collection(CAMPAIGNS)
      .find(after ? { _id: { $gt: new Types.ObjectId(after) } } : {}, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    const differences: IntegrityDifference[] = [];
    for (const { _id } of page) {
      differences.push(
        ...(await inTransaction(this.connection, (session) => recountCampaign(this.connection, _id, session))),
      );
    }
    const last = page.at(-1)?._id;
    return { differences, last: last && page.length === limit ? documentId<'CampaignId'>(last.toHexString()) : null };
  }

  async lastReport(): Promise<IntegrityReport | null> {
    const stored = await this.reports.findOne({ _id: LATEST });
    if (!stored) return null;
    const { differences, checkedAt, items } = stored;
    return { differences, checkedAt, items };
  }

  async saveReport({ differences, checkedAt, items }: IntegrityReport): Promise<void> {
    const isOlder = { _id: LATEST, checkedAt: { $not: { $gt: checkedAt } } };
    try {
      await this.reports.updateOne(isOlder, { $set: { differences, checkedAt, items } }, { upsert: true });
    } catch (error) {
      // A newer report stands there already.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private get reports() {
    return this.connection.collection<ReportDocument>(INTEGRITY_REPORTS);
  }

  recountTotals(): Promise<readonly IntegrityDifference[]> {
    return inTransaction(this.connection, async (session) => [
      ...(await recountTotals(this.connection, session)),
      ...(await compareOwnerCounts(this.connection, session)).map(({ cell, stored, counted }) => ({
        campaignId: null,
        counter: `${OWNERS}${cell}`,
        stored,
        counted,
      })),
    ]);
  }

  async repairTotals(): Promise<void> {
    await inTransaction(this.connection, (session) => repairTotals(this.connection, session));
    await repairOwnerCounts(this.connection);
  }
}
