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

  async readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, SenderState>> {
    if (ownerIds.length === 0) return new Map();
    const found = await this.states.find({ _id: { $in: [...ownerIds] } }).toArray();
    const byId = new Map(found.map((state) => [state._id, state]));
    return new Map(
      ownerIds.flatMap((ownerId) => {
        const state = byId.get(ownerId);
        return state ? [[ownerId, toSenderState(ownerId, state)] as const] : [];
      }),
    );
  }

  async noteOutcomes(
    failures: ReadonlyMap<OwnerId, readonly boolean[]>,
  ): Promise<ReadonlyMap<OwnerId, readonly boolean[]>> {
    if (failures.size === 0) return new Map();
    const writes = [...failures].map(([_id, outcomes]) => {
      const update = { $push: { recent: { $each: [...outcomes], $slice: -FAILURE_SAMPLE_MAX } } };
      return { updateOne: { filter: { _id }, update, upsert: true } };
    });
    await this.states.bulkWrite(writes, { ordered: false });
    const failing = [...failures].flatMap(([ownerId, outcomes]) => (outcomes.includes(true) ? ownerId : []));
    if (failing.length === 0) return new Map();
    const found = await this.states.find({ _id: { $in: failing } }, { projection: { recent: 1 } }).toArray();
    const recentOf = new Map(found.map(({ _id, recent = [] }) => [_id, recent]));
    return new Map(failing.map((ownerId) => [ownerId, recentOf.get(ownerId) ?? []]));
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
