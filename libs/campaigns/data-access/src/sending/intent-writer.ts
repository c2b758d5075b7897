import { deliveryDelta, sumDeltas, targetDelta, type Intent, type IntentOutcome } from '@relance/campaigns-domain';
import { inTransaction } from '@relance/platform';
import { type Filter } from 'mongodb';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { changedFields, isDuplicateKey } from '../changed-fields.ts';
import { toDeliveryDocument } from '../deliveries/delivery.codec.ts';
import { DELIVERIES, type DeliveryDocument } from '../deliveries/delivery.schema.ts';
import {
  SENDER_DAYS,
  SENDER_STATES,
  senderDayId,
  type SenderDayDocument,
  type SenderStateDocument,
} from '../senders/sender.schemas.ts';
import { toTargetDocument } from '../targets/target.codec.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';
import { counterUpdate } from './counters.ts';

/** Ends the transaction without a trace. */
class Refused extends Error {
  constructor(readonly outcome: Exclude<IntentOutcome, 'written'>) {
    super(outcome);
  }
}

/** A day's figures are kept for three months of real time. */
const KEEP_DAYS_MS = 90 * 24 * 3_600_000;

/**
 * Everything that must be true at once before a message may leave, in one durable transaction. The campaign's own document is
 * written only while it is active in the expected epoch: a pause that was acknowledged before can not be overtaken.
 */
export class IntentWriter {
  constructor(private readonly connection: Connection) {}

  async write(intent: Intent): Promise<IntentOutcome> {
    try {
      await inTransaction(this.connection, async (session) => {
        await this.holdCampaign(intent, session);
        await this.holdTarget(intent, session);
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

  private async holdCampaign(intent: Intent, session: ClientSession): Promise<void> {
    const { before, after, delivery, resend } = intent;
    const delta = sumDeltas([targetDelta(before, after), deliveryDelta(resend, delivery)]);
    const held = await this.connection
      .collection(CAMPAIGNS)
      .updateOne(
        { _id: new Types.ObjectId(before.campaignId), status: 'active', epoch: intent.epoch },
        counterUpdate(delta, intent.at),
        { session },
      );
    if (held.matchedCount === 0) throw new Refused('campaign_changed');
  }

  private async holdTarget({ before, after }: Intent, session: ClientSession): Promise<void> {
    const held = await this.connection
      .collection<TargetDocument>(TARGETS)
      .updateOne(
        { _id: new Types.ObjectId(before.id), status: 'active', rev: before.rev },
        { $set: changedFields(toTargetDocument(before), toTargetDocument(after)) },
        { session },
      );
    if (held.matchedCount === 0) throw new Refused('target_changed');
  }

  /** Moves the sender's next slot; refused to a holder whose session was taken over meanwhile. */
  private async takeSlot({ before, pacing, leaseToken }: Intent, session: ClientSession): Promise<void> {
    const states = this.connection.collection<SenderStateDocument>(SENDER_STATES);
    const _id = before.ownerId;
    const $set = { pacing, leaseToken };
    const taken = await states.updateOne({ _id, leaseToken: { $not: { $gt: leaseToken } } }, { $set }, { session });
    if (taken.matchedCount === 1) return;
    if (await states.findOne({ _id }, { session, projection: { _id: 1 } })) throw new Refused('sender_taken');
    await states.insertOne({ _id, ...$set }, { session });
  }

  /** A place in the caps of the owner's day; conditions say "not yet full", so that a missing figure counts as none. */
  private async reserve({ before, delivery, caps }: Intent, session: ClientSession): Promise<void> {
    const days = this.connection.collection<SenderDayDocument>(SENDER_DAYS);
    const _id = senderDayId(before.ownerId, delivery.reservedOn);
    if (Math.min(caps.daily, caps.campaign, delivery.isCold ? caps.cold : 1) <= 0) throw new Refused('cap_reached');
    const ofCampaign = `byCampaign.${before.campaignId}`;
    const room = {
      _id,
      reserved: { $not: { $gte: caps.daily } },
      [ofCampaign]: { $not: { $gte: caps.campaign } },
      ...(delivery.isCold && { cold: { $not: { $gte: caps.cold } } }),
    };
    const $inc = { reserved: 1, [ofCampaign]: 1, ...(delivery.isCold && { cold: 1 }) };
    const reserved = await days.updateOne(room as Filter<SenderDayDocument>, { $inc }, { session });
    if (reserved.matchedCount === 1) return;
    const isNewDay = (await days.findOne({ _id }, { session, projection: { _id: 1 } })) === null;
    if (!isNewDay) throw new Refused('cap_reached');
    const $setOnInsert = { expireAt: new Date(Date.now() + KEEP_DAYS_MS) };
    await days.updateOne({ _id }, { $inc, $setOnInsert }, { session, upsert: true });
  }

  private async noteDelivery({ delivery, resend, at }: Intent, session: ClientSession): Promise<void> {
    const deliveries = this.connection.collection<DeliveryDocument>(DELIVERIES);
    const document = toDeliveryDocument(delivery, at);
    if (resend === null) {
      await deliveries.insertOne(document, { session });
      return;
    }
    const reopened = await deliveries.replaceOne(
      { _id: new Types.ObjectId(resend.id), state: 'unknown', rev: resend.rev },
      document,
      { session },
    );
    if (reopened.matchedCount === 0) throw new Refused('target_changed');
  }
}
