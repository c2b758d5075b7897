import { sumDeltas, type CounterDelta } from '@relance/campaigns-domain';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';

/** Collects the deltas of many transitions, so that each campaign is written once. */
export class CounterBook {
  private readonly deltas = new Map<string, CounterDelta[]>();

  add(campaignId: string, delta: CounterDelta): void {
    const known = this.deltas.get(campaignId);
    if (known) known.push(delta);
    else this.deltas.set(campaignId, [delta]);
  }

  /** Writes the sums inside the transaction of the transitions they count. */
  async write(connection: Connection, session: ClientSession, at: Date): Promise<void> {
    const updates = [...this.deltas].flatMap(([campaignId, deltas]) => {
      const sum = sumDeltas(deltas);
      return Object.keys(sum).length === 0 ? [] : [{ campaignId, update: counterUpdate(sum, at) }];
    });
    if (updates.length === 0) return;
    await connection.collection(CAMPAIGNS).bulkWrite(
      updates.map(({ campaignId, update }) => ({
        updateOne: { filter: { _id: new Types.ObjectId(campaignId) }, update },
      })),
      { session },
    );
  }
}

/** `statsRev` orders the signals that counters changed; `updatedAt` is what polling feeds go by. */
export const counterUpdate = (delta: CounterDelta, at: Date) => ({
  $inc: { ...delta, statsRev: 1 },
  $max: { updatedAt: at },
});
