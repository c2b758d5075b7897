import { type Intent, type IntentOutcome } from '@relance/campaigns-domain';
import { inTransaction } from '@relance/platform';
import { type Document } from 'mongodb';
import { type ClientSession, type Connection } from 'mongoose';
import { isDuplicateKey } from '../changed-fields.ts';
import { DELIVERIES, type DeliveryDocument } from '../deliveries/delivery.schema.ts';
import {
  SENDER_DAYS,
  SENDER_STATES,
  senderDayId,
  type SenderDayDocument,
  type SenderStateDocument,
} from '../senders/sender.schemas.ts';
import { writeTogether } from '../write-together.ts';
import {
  campaignPart,
  deliveryWrite,
  intentWrites,
  type Part,
  reservePart,
  slotPart,
  targetPart,
} from './intent-writes.ts';

/** Ends the transaction without a trace. */
class Refused extends Error {
  constructor(readonly outcome: Exclude<IntentOutcome, 'written'>) {
    super(outcome);
  }
}
class Incomplete extends Error {}

/** A day's figures are kept for three months of real time. */
const KEEP_DAYS_MS = 90 * 24 * 3_600_000;

/**
 * Everything that must be true at once before a message may leave, in one durable transaction. The campaign's own document is
 * written only while it is active in the expected epoch: a pause that was acknowledged before can not be overtaken.
 */
export class IntentWriter {
  constructor(private readonly connection: Connection) {}

  async write(intent: Intent): Promise<IntentOutcome> {
    const { caps, delivery } = intent;
    if (Math.min(caps.daily, caps.campaign, delivery.isCold ? caps.cold : 1) <= 0) return 'cap_reached';
    if (await this.allAtOnce(intent)) return 'written';
    return this.partByPart(intent);
  }

  /** One command for all parts, and the commit. False when any part was not as expected: nothing is written then. */
  private async allAtOnce(intent: Intent): Promise<boolean> {
    const writes = intentWrites(intent);
    try {
      await inTransaction(this.connection, async (session) => {
        if ((await writeTogether(this.connection, session, writes)) !== writes.length) throw new Incomplete();
      });
      return true;
    } catch (error) {
      if (error instanceof Incomplete || isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Finds out what is not as expected, and makes what a sender's first message of a day has not yet. */
  private async partByPart(intent: Intent): Promise<IntentOutcome> {
    try {
      await inTransaction(this.connection, async (session) => {
        if (!(await this.update(campaignPart(intent), session))) throw new Refused('campaign_changed');
        if (!(await this.update(targetPart(intent), session))) throw new Refused('target_changed');
        await this.takeSlot(intent, session);
        await this.reserve(intent, session);
        await this.noteDelivery(intent, session);
      });
      return 'written';
    } catch (error) {
      if (error instanceof Refused) return error.outcome;
      // Somebody wrote this attempt already: whoever it was, it is theirs.
      if (isDuplicateKey(error)) return 'target_changed';
      throw error;
    }
  }

  private async update<D extends Document>({ to, filter, update }: Part<D>, session: ClientSession): Promise<boolean> {
    return (await this.connection.collection<D>(to).updateOne(filter, update, { session })).matchedCount === 1;
  }

  private async takeSlot(intent: Intent, session: ClientSession): Promise<void> {
    const part = slotPart(intent);
    if (await this.update(part, session)) return;
    const states = this.connection.collection<SenderStateDocument>(SENDER_STATES);
    const _id = intent.before.ownerId;
    if (await states.findOne({ _id }, { session, projection: { _id: 1 } })) throw new Refused('sender_taken');
    const { pacing, leaseToken } = intent;
    await states.insertOne({ _id, pacing, leaseToken }, { session });
  }

  private async reserve(intent: Intent, session: ClientSession): Promise<void> {
    const part = reservePart(intent);
    if (await this.update(part, session)) return;
    const days = this.connection.collection<SenderDayDocument>(SENDER_DAYS);
    const _id = senderDayId(intent.before.ownerId, intent.delivery.reservedOn);
    const isNewDay = (await days.findOne({ _id }, { session, projection: { _id: 1 } })) === null;
    if (!isNewDay) throw new Refused('cap_reached');
    const $setOnInsert = { expireAt: new Date(Date.now() + KEEP_DAYS_MS) };
    await days.updateOne({ _id }, { ...part.update, $setOnInsert }, { session, upsert: true });
  }

  private async noteDelivery(intent: Intent, session: ClientSession): Promise<void> {
    const deliveries = this.connection.collection<DeliveryDocument>(DELIVERIES);
    const noted = await deliveries.bulkWrite([deliveryWrite(intent)], { session });
    if (noted.insertedCount + noted.matchedCount === 0) throw new Refused('target_changed');
  }
}
