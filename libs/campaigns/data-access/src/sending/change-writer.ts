import { type ApplyOutcome, type SendingChange } from '@relance/campaigns-domain';
import { inTransaction } from '@relance/platform';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { DELIVERIES, type DeliveryDocument } from '../deliveries/delivery.schema.ts';
import { SENDER_DAYS, type SenderDayDocument } from '../senders/sender.schemas.ts';
import { STATS_HOURLY, type HourDocument } from '../statistics/hourly.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';
import { ChangeBatch } from './change-batch.ts';

/**
 * Writes a batch of transitions and everything that counts them in one transaction. Each part is written only over the
 * version it was decided on; one that has moved on meanwhile is reported and the rest goes through.
 */
export class ChangeWriter {
  constructor(private readonly connection: Connection) {}

  async apply(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome> {
    if (changes.length === 0) return { missedTargets: [], missedDeliveries: [] };
    return inTransaction(this.connection, (session) => this.write(changes, at, session));
  }

  private async write(changes: readonly SendingChange[], at: Date, session: ClientSession): Promise<ApplyOutcome> {
    const batch = new ChangeBatch(at);
    const [targets, deliveries] = [
      changes.flatMap(({ target }) => target ?? []),
      changes.flatMap(({ delivery }) => delivery ?? []),
    ];
    const targetRevs = await this.revs(
      TARGETS,
      targets.map(({ before }) => before.id),
      session,
    );
    const deliveryRevs = await this.revs(
      DELIVERIES,
      deliveries.map(({ before }) => before.id),
      session,
    );
    for (const change of changes) batch.add(change, targetRevs, deliveryRevs);
    await this.save(batch, session);
    return { missedTargets: batch.missedTargets, missedDeliveries: batch.missedDeliveries };
  }

  /** The versions as this transaction sees them; the server refuses the commit when they change under it. */
  private async revs(collection: string, ids: readonly string[], session: ClientSession): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const found = await this.connection
      .collection<{ _id: Types.ObjectId; rev: number }>(collection)
      .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, { session, projection: { rev: 1 } })
      .toArray();
    return new Map(found.map(({ _id, rev }) => [_id.toHexString(), rev]));
  }

  private async save(batch: ChangeBatch, session: ClientSession): Promise<void> {
    const { connection } = this;
    if (batch.targets.length > 0)
      await connection.collection<TargetDocument>(TARGETS).bulkWrite(batch.targets, { session });
    if (batch.deliveries.length > 0)
      await connection.collection<DeliveryDocument>(DELIVERIES).bulkWrite(batch.deliveries, { session });
    await batch.counters.write(connection, session, batch.at);
    const days = batch.dayUpdates();
    if (days.length > 0) await connection.collection<SenderDayDocument>(SENDER_DAYS).bulkWrite(days, { session });
    const hours = batch.hours.updates();
    if (hours.length > 0) await connection.collection<HourDocument>(STATS_HOURLY).bulkWrite(hours, { session });
  }
}
