import { type HourlyCells } from '@relance/campaigns-domain';
import { type Write, writeTo } from '@relance/platform';
import { Schema } from 'mongoose';

export const STATS_HOURLY = 'stats_hourly';
export const STATS_HOURLY_MODEL = 'StatsHourly';
/** `_id` is `hour:dimension`. */
export type HourDocument = {
  readonly _id: string;
  readonly at: Date;
  /** `all` or `campaign:<id>`. */
  readonly dimension: string;
  readonly sent?: number;
  readonly delivered?: number;
  readonly read?: number;
  readonly failed?: number;
  readonly replied?: number;
  readonly converted?: number;
  /** The same by day of the sequence: `days.3.sent`; also who left there: `days.3.exited`. */
  readonly days?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By reason. */
  readonly exits?: Readonly<Record<string, number>>;
};
export const hourSchema = new Schema({ _id: String }, { collection: STATS_HOURLY, strict: false, versionKey: false });
/** What happened in this dimension between two instants? */
hourSchema.index({ dimension: 1, at: 1 }, { name: 'dimension_at' });

export const campaignDimension = (campaignId: string): string => `campaign:${campaignId}`;
const HOUR = 3_600_000;

/** Collects what happened, one upsert for each hour and dimension. */
export class HourlyAccumulator {
  private readonly hours = new Map<string, { at: Date; dimension: string; cells: Record<string, number> }>();

  add(campaignId: string, cells: HourlyCells, at: Date): void {
    if (Object.keys(cells).length === 0) return;
    const hour = new Date(Math.floor(at.getTime() / HOUR) * HOUR);
    for (const dimension of ['all', campaignDimension(campaignId)]) {
      const id = `${hour.toISOString().slice(0, 13)}:${dimension}`;
      const entry = this.hours.get(id) ?? { at: hour, dimension, cells: {} };
      for (const [cell, amount] of Object.entries(cells)) entry.cells[cell] = (entry.cells[cell] ?? 0) + amount;
      this.hours.set(id, entry);
    }
  }

  writes(): Write[] {
    return [...this.hours].map(([_id, { at, dimension, cells }]) => {
      const update = { $inc: cells, $setOnInsert: { at, dimension } };
      return writeTo<HourDocument>(STATS_HOURLY, { updateOne: { filter: { _id }, update, upsert: true } });
    });
  }
}
