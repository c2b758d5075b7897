import { sumDeltas, type CounterDelta } from '@relance/campaigns-domain';
import { type Write, writeTo } from '@relance/platform';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';

/** Collects the deltas of many transitions, so that each campaign is written once. */
export class CounterAccumulator {
  private readonly deltas = new Map<string, CounterDelta[]>();

  add(campaignId: string, delta: CounterDelta): void {
    const known = this.deltas.get(campaignId);
    if (known) known.push(delta);
    else this.deltas.set(campaignId, [delta]);
  }

  /** The sums, to be written inside the transaction of the transitions they count. */
  writes(at: Date): Write[] {
    return [...this.deltas].flatMap(([campaignId, deltas]) => {
      const sum = sumDeltas(deltas);
      if (Object.keys(sum).length === 0) return [];
      const filter = { _id: new Types.ObjectId(campaignId) };
      return writeTo(CAMPAIGNS, { updateOne: { filter, update: counterUpdate(sum, at) } });
    });
  }
}

/**
 * `statsRev` orders the signals that counters changed; `updatedAt` is what polling feeds go by; the mark asks for the totals
 * of all campaigns to be brought up to date.
 */
export const counterUpdate = (delta: CounterDelta, at: Date) => ({
  $inc: { ...delta, statsRev: 1 },
  $max: { updatedAt: at },
  $set: { isUncounted: true },
});
