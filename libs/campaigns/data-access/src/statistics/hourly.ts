import { type HourlyCells } from '@relance/campaigns-domain';
import { type Write, writeTo } from '@relance/platform';
import { Schema } from 'mongoose';
import { randomInt } from 'node:crypto';

export const STATS_HOURLY = 'stats_hourly';
export const STATS_HOURLY_MODEL = 'StatsHourly';
/** `_id` is `hour:dimension`; of an hour over all campaigns there are several rows, `hour:all:row`, which readers add up. */
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
/**
 * Rows of an hour over all campaigns. Every process writes there with each batch of results, and two transactions that write one
 * document refuse each other: each process has one of these rows, by chance, so that what a batch costs does not grow with their number.
 */
const ROWS_OF_ALL = 64;
const ownRow = randomInt(ROWS_OF_ALL);

/** Collects what happened, one upsert for each hour and dimension. */
export class HourlyAccumulator {
  private readonly hours = new Map<string, { at: Date; dimension: string; cells: Record<string, number> }>();

  /** `rowOfAll`: of the hours over all campaigns; this process's own where none is given. */
  constructor(private readonly rowOfAll: number = ownRow) {}

  add(campaignId: string, cells: HourlyCells, at: Date): void {
    if (Object.keys(cells).length === 0) return;
    const hour = new Date(Math.floor(at.getTime() / HOUR) * HOUR);
    const ofCampaign = campaignDimension(campaignId);
    for (const [dimension, row] of [
      ['all', `all:${this.rowOfAll}`],
      [ofCampaign, ofCampaign],
    ] as const) {
      const id = `${hour.toISOString().slice(0, 13)}:${row}`;
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
