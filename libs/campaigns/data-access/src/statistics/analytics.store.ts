import {
  type AnalyticsFilter,
  type AnalyticsStore,
  type CampaignFacts,
  type DayFigures,
  figureNames,
  type Figures,
  type HourFigures,
  type HourPart,
  type HoursQuery,
  noDayFigures,
  noFigures,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId, ownerId } from '@relance/kernel';
import { cursorBatches } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { campaignDimension, type HourDocument, STATS_HOURLY } from './hourly.ts';
import { readStanding, standingCells, StandingSums } from './standing.ts';
import { CampaignTotals } from './totals.ts';

const PREFIX = campaignDimension('');
const BATCH = 1000;
/** Changed campaigns that a question has counted first; the clock counts the rest. */
const CHANGES = 1000;
const dayNumbers = [1, 2, 3, 4, 5, 6, 7];

const pick = <T extends Readonly<Record<string, number>>>(none: T, stored: Readonly<Record<string, unknown>>): T =>
  Object.fromEntries(Object.keys(none).map((name) => [name, Number(stored[name] ?? 0)])) as T; // the same keys

function toHour(stored: HourDocument): HourFigures {
  const days = (stored.days ?? {}) as Readonly<Record<string, Readonly<Record<string, number>>>>;
  return {
    at: stored.at,
    campaignId: stored.dimension.startsWith(PREFIX)
      ? documentId<'CampaignId'>(stored.dimension.slice(PREFIX.length))
      : null,
    figures: pick<Figures>(noFigures(), stored),
    days: dayNumbers.map((day) => pick<DayFigures>(noDayFigures(), days[String(day)] ?? {})),
    exits: stored.exits ?? {},
  };
}

const FIELDS: Readonly<Record<HourPart, readonly string[]>> = {
  figures: figureNames,
  days: ['days'],
  exits: ['exits'],
};

/** Leaves out in the database what nobody reads: most of an hour's bytes are its days and reasons. */
const projectionOf = (parts: readonly HourPart[]): Readonly<Record<string, 1>> =>
  Object.fromEntries(['at', 'dimension', ...parts.flatMap((part) => FIELDS[part])].map((field) => [field, 1]));

function dimensionsOf(of: HoursQuery['of']) {
  if (of === 'together') return 'all';
  if (of === 'each') return { $gte: PREFIX, $lt: `${PREFIX}\uffff` };
  return { $in: of.map(campaignDimension) };
}

const campaignFilter = ({ ownerId: owner, campaignId, type, status }: AnalyticsFilter): Filter<CampaignDocument> =>
  ({
    ...(campaignId && { _id: new Types.ObjectId(campaignId) }),
    ...(owner && { ownerId: owner }),
    ...(type && { type }),
    ...(status && { status }),
  }) as Filter<CampaignDocument>;

/** Figures over time, on MongoDB. */
@Injectable()
export class MongoAnalyticsStore implements AnalyticsStore {
  private readonly totals: CampaignTotals;
  private counting: Promise<number> | null = null;

  constructor(@InjectConnection() private readonly connection: Connection) {
    this.totals = new CampaignTotals(connection);
  }

  async *hours({ from, until, of, parts }: HoursQuery): AsyncGenerator<HourFigures> {
    const at = { ...(from && { $gte: from }), ...(until && { $lt: until }) };
    const cursor = this.connection
      .collection<HourDocument>(STATS_HOURLY)
      .find({ dimension: dimensionsOf(of), ...((from || until) && { at }) } as Filter<HourDocument>, {
        ...(parts && { projection: projectionOf(parts) }),
      })
      .batchSize(BATCH);
    for await (const batch of cursorBatches(cursor)) for (const hour of batch) yield toHour(hour);
  }

  async facts(ids: readonly CampaignId[]): Promise<ReadonlyMap<CampaignId, CampaignFacts>> {
    if (ids.length === 0) return new Map();
    const found = await this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find(
        { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
        { projection: { name: 1, ownerId: 1, type: 1, status: 1 } },
      )
      .toArray();
    return new Map(
      found.map(({ _id, name, ownerId: owner, type, status }) => {
        const id = documentId<'CampaignId'>(_id.toHexString());
        return [id, { id, name, ownerId: ownerId(owner), type, status }];
      }),
    );
  }

  async matching(filter: AnalyticsFilter, limit: number): Promise<readonly CampaignId[] | null> {
    const found = await this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find(campaignFilter(filter), { projection: { _id: 1 } })
      .limit(limit + 1)
      .toArray();
    if (found.length > limit) return null;
    return found.map(({ _id }) => documentId<'CampaignId'>(_id.toHexString()));
  }

  /**
   * Of all campaigns, or those of a status or a type, from the stored sums, after the last changes were counted; right after an
   * update that still counts its campaigns, and of one owner or one campaign, from the campaigns.
   */
  async standing(filter: AnalyticsFilter): ReturnType<AnalyticsStore['standing']> {
    if (filter.ownerId === undefined && filter.campaignId === undefined && (await this.areAllCounted()))
      return readStanding(this.connection, filter);
    const cursor = this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find(campaignFilter(filter), { projection: { status: 1, type: 1, dayFunnel: 1, perDay: 1, counts: 1 } })
      .batchSize(BATCH);
    const sums = new StandingSums();
    for await (const campaign of cursor) sums.add(standingCells(campaign));
    return sums.standing();
  }

  /** Those who ask at the same moment wait for one counting. */
  private async areAllCounted(): Promise<boolean> {
    this.counting ??= this.totals.countChanges(CHANGES).finally(() => (this.counting = null));
    return (await this.counting) < CHANGES;
  }
}
