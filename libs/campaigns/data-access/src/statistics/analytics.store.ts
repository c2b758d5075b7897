import {
  type AnalyticsFilter,
  type AnalyticsStore,
  type CampaignFacts,
  type DayFigures,
  type Figures,
  type HourFigures,
  type HoursQuery,
  noDayFigures,
  noFigures,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId, ownerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { campaignDimension, type HourDocument, STATS_HOURLY } from './hourly.ts';

const PREFIX = campaignDimension('');
const BATCH = 1000;
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
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async *hours({ from, until, of }: HoursQuery): AsyncGenerator<HourFigures> {
    const at = { ...(from && { $gte: from }), ...(until && { $lt: until }) };
    const cursor = this.connection
      .collection<HourDocument>(STATS_HOURLY)
      .find({ dimension: dimensionsOf(of), ...((from || until) && { at }) } as Filter<HourDocument>)
      .batchSize(BATCH);
    for await (const hour of cursor) yield toHour(hour);
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

  async standing(filter: AnalyticsFilter): ReturnType<AnalyticsStore['standing']> {
    const waiting = dayNumbers.map(() => 0);
    const days = dayNumbers.map(() => ({ ...noDayFigures() }) as Record<string, number>);
    const exits: Record<string, number> = {};
    const cursor = this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find(campaignFilter(filter), { projection: { dayFunnel: 1, perDay: 1, counts: 1 } })
      .batchSize(BATCH);
    for await (const { dayFunnel, perDay, counts } of cursor) {
      for (const [index, day] of days.entries()) {
        waiting[index] = (waiting[index] ?? 0) + Number(dayFunnel?.[index] ?? 0);
        for (const [name, value] of Object.entries(perDay?.[index] ?? {})) {
          if (name in day) day[name] = (day[name] ?? 0) + Number(value);
        }
      }
      const reasons = { ...counts?.exitedBy, completed_7days: counts?.completed, paid: counts?.converted };
      for (const [reason, value] of Object.entries(reasons)) exits[reason] = (exits[reason] ?? 0) + Number(value ?? 0);
    }
    return { waiting, days: days as unknown as DayFigures[], exits };
  }
}
