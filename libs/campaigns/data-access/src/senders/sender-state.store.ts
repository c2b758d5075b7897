import { FAILURE_SAMPLE_MAX, type SenderState, type SenderStateStore } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { useNumber } from './use-number.ts';
import { SENDER_STATES, toSenderState, type SenderStateDocument } from './sender.schemas.ts';

/** Where each sender stands, on MongoDB; one document per owner. */
@Injectable()
export class MongoSenderStateStore implements SenderStateStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get states() {
    return this.connection.collection<SenderStateDocument>(SENDER_STATES);
  }

  async read(ownerId: OwnerId): Promise<SenderState> {
    return toSenderState(ownerId, await this.states.findOne({ _id: ownerId }));
  }

  async noteOutcomes(ownerId: OwnerId, failures: readonly boolean[]): Promise<readonly boolean[]> {
    const stored = await this.states.findOneAndUpdate(
      { _id: ownerId },
      { $push: { recent: { $each: [...failures], $slice: -FAILURE_SAMPLE_MAX } } },
      { upsert: true, returnDocument: 'after' },
    );
    return stored?.recent ?? [];
  }

  async clearOutcomes(ownerId: OwnerId): Promise<void> {
    await this.states.updateOne({ _id: ownerId }, { $set: { recent: [] } });
  }

  async hold(ownerId: OwnerId, scope: 'all' | 'cold', until: Date): Promise<void> {
    const field = scope === 'all' ? 'heldUntil' : 'coldHeldUntil';
    await this.states.updateOne({ _id: ownerId }, { $max: { [field]: until } }, { upsert: true });
  }

  useNumber(ownerId: OwnerId, numberKey: string, at: Parameters<SenderStateStore['useNumber']>[2]): Promise<boolean> {
    return useNumber(this.connection, ownerId, numberKey, at);
  }

  async noteRules(ownerId: OwnerId, rules: string): Promise<boolean> {
    const noted = await this.states.updateOne({ _id: ownerId }, { $set: { rules } }, { upsert: true });
    return noted.modifiedCount + noted.upsertedCount > 0;
  }
}
