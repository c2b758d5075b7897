import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { RetentionRules } from '@relance/platform';
import { type Connection, type Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { DELIVERIES } from '../deliveries/delivery.schema.ts';
import { TARGETS } from '../targets/target.schema.ts';

type Ended = {
  readonly _id: Types.ObjectId;
  /** Its targets and deliveries are gone or going: its counters are the only witness, nothing recounts them. */
  readonly purgedAt?: Date;
  readonly isPurging?: boolean;
};

/** Old texts of messages, and targets and deliveries of campaigns that ended long ago; counters stay. */
@Injectable()
export class CampaignRetention {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    rules: RetentionRules,
  ) {
    rules.add({ name: 'texts', remove: ({ texts }, limit) => this.removeTexts(texts, limit) });
    rules.add({ name: 'deliveries', remove: ({ targets }, limit) => this.removeOf(DELIVERIES, targets, limit) });
    rules.add({ name: 'targets', remove: ({ targets }, limit) => this.removeOf(TARGETS, targets, limit) });
  }

  private async removeTexts(before: Date, limit: number): Promise<number> {
    const deliveries = this.connection.collection(DELIVERIES);
    const old = await deliveries
      .find({ updatedAt: { $lt: before }, text: { $type: 'string' } }, { projection: { _id: 1 } })
      .limit(limit)
      .toArray();
    if (old.length === 0) return 0;
    await deliveries.updateMany({ _id: { $in: old.map(({ _id }) => _id) } }, { $unset: { text: '' } });
    return old.length;
  }

  private async removeOf(collection: string, before: Date, limit: number): Promise<number> {
    await this.choose(before);
    const campaigns = await this.campaigns
      .find({ isPurging: true }, { projection: { _id: 1 } })
      .limit(100)
      .toArray();
    for (const { _id: campaignId } of campaigns) {
      const documents = this.connection.collection(collection);
      const found = await documents
        .find({ campaignId }, { projection: { _id: 1 } })
        .limit(limit)
        .toArray();
      if (found.length === 0) {
        // Targets are removed last.
        if (collection === TARGETS) await this.campaigns.updateOne({ _id: campaignId }, { $unset: { isPurging: '' } });
        continue;
      }
      await documents.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } });
      return found.length;
    }
    return 0;
  }

  /** Marked before anything is removed, so that no recount meets half a campaign. */
  private async choose(before: Date): Promise<void> {
    const old = (field: string) => ({ [field]: { $type: 'date', $lt: before } });
    await this.campaigns.updateMany(
      {
        purgedAt: { $exists: false },
        $or: [
          { status: 'completed', ...old('completedAt') },
          { status: 'cancelled', ...old('cancelledAt') },
        ],
      } as Record<string, unknown>,
      { $set: { purgedAt: before, isPurging: true } },
    );
  }

  private get campaigns() {
    return this.connection.collection<Ended>(CAMPAIGNS);
  }
}
