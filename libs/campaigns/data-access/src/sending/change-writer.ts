import { type ApplyOutcome, type SendingChange } from '@relance/campaigns-domain';
import { inTransaction, outboxOf, writeTogether } from '@relance/platform';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { DELIVERIES } from '../deliveries/delivery.schema.ts';
import { TARGETS } from '../targets/target.schema.ts';
import { ChangeBatch } from './change-batch.ts';

type Revs = Map<string, number>;
class Incomplete extends Error {}

/**
 * Writes a batch of transitions and everything that counts them in one transaction. Each change is written only over the versions
 * it was decided on; one of which a part has moved on meanwhile is reported and left out whole, and the rest goes through.
 */
export class ChangeWriter {
  constructor(private readonly connection: Connection) {}

  async apply(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome> {
    if (changes.length === 0) return { missedTargets: [], missedDeliveries: [] };
    return (await this.asDecided(changes, at)) ?? (await this.asFound(changes, at));
  }

  /** In one command, as if nothing had moved since it was decided. Null when something had: nothing is written then. */
  private async asDecided(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome | null> {
    const batch = batchOf(changes, at, {
      targets: firstRevs(changes.flatMap(({ target }) => target?.before ?? [])),
      deliveries: firstRevs(changes.flatMap(({ delivery }) => delivery?.before ?? [])),
    });
    const writes = [...batch.writes(), ...(await outboxOf(this.connection).writes(batch.events()))];
    try {
      await inTransaction(this.connection, async (session) => {
        if ((await writeTogether(this.connection, session, writes)) !== writes.length) throw new Incomplete();
      });
      return batch.outcome();
    } catch (error) {
      if (error instanceof Incomplete) return null;
      throw error;
    }
  }

  /** Reads the versions first, so that what has moved on is left out and told. */
  private asFound(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome> {
    const targetIds = changes.flatMap(({ target }) => target?.before.id ?? []);
    const deliveryIds = changes.flatMap(({ delivery }) => delivery?.before.id ?? []);
    return inTransaction(this.connection, async (session) => {
      const batch = batchOf(changes, at, {
        targets: await this.revs(TARGETS, targetIds, session),
        deliveries: await this.revs(DELIVERIES, deliveryIds, session),
      });
      const told = await outboxOf(this.connection).writes(batch.events());
      await writeTogether(this.connection, session, [...batch.writes(), ...told]);
      return batch.outcome();
    });
  }

  /** The versions as this transaction sees them; the server refuses the commit when they change under it. */
  private async revs(collection: string, ids: readonly string[], session: ClientSession): Promise<Revs> {
    if (ids.length === 0) return new Map();
    const found = await this.connection
      .collection<{ _id: Types.ObjectId; rev: number }>(collection)
      .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, { session, projection: { rev: 1 } })
      .toArray();
    return new Map(found.map(({ _id, rev }) => [_id.toHexString(), rev]));
  }
}

function batchOf(
  changes: readonly SendingChange[],
  at: Date,
  revs: { readonly targets: Revs; readonly deliveries: Revs },
): ChangeBatch {
  const batch = new ChangeBatch(at);
  for (const change of changes) batch.add(change, revs.targets, revs.deliveries);
  return batch;
}

/** Where each document stood when its first change was decided. */
function firstRevs(before: readonly { readonly id: string; readonly rev: number }[]): Revs {
  const revs: Revs = new Map();
  for (const { id, rev } of before) if (!revs.has(id)) revs.set(id, rev);
  return revs;
}
