import {
  deliveryDelta,
  hasLeft,
  hourlyDeliveryCells,
  hourlyTargetCells,
  isLive,
  targetDelta,
  type ApplyOutcome,
  type Delivery,
  type SendingChange,
} from '@relance/campaigns-domain';
import { type OutboxEvent, type Write, writeTo } from '@relance/platform';
import { Types } from 'mongoose';
import { changedFields } from '../changed-fields.ts';
import { type ContactDocument, CONTACTS } from '../contacts/contact.schema.ts';
import { toDeliveryDocument } from '../deliveries/delivery.codec.ts';
import { DELIVERIES, type DeliveryDocument } from '../deliveries/delivery.schema.ts';
import { deliveryUpdated, targetExited } from '../outbox-events.ts';
import { SENDER_DAYS, senderDayId, type SenderDayDocument } from '../senders/sender.schemas.ts';
import { HourlyAccumulator } from '../statistics/hourly.ts';
import { toTargetDocument } from '../targets/target.codec.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';
import { CounterAccumulator } from './counters.ts';

/** A failed message, or one that WhatsApp answered with an error. */
const isFailure = (state: Delivery['state']): boolean => state === 'failed' || state === 'refused';

/** The writes of one transaction, gathered. */
export class ChangeBatch {
  private readonly missedTargets: ApplyOutcome['missedTargets'][number][] = [];
  private readonly missedDeliveries: string[] = [];
  private readonly transitions: Write[] = [];
  private readonly counters = new CounterAccumulator();
  private readonly hours = new HourlyAccumulator();
  private readonly days = new Map<string, Record<string, number>>();
  private readonly told: OutboxEvent[] = [];
  /** Contacts whose sequence ended: no other of theirs is live, and they may match a dynamic audience again. */
  private readonly freed = new Set<string>();

  constructor(readonly at: Date) {}

  /** Both parts of a change or neither: a day and its delivery never tell different things. */
  add(change: SendingChange, targetRevs: Map<string, number>, deliveryRevs: Map<string, number>): void {
    if (this.isOvertaken(change, targetRevs, deliveryRevs)) return;
    if (change.target) this.addTarget(change.target, targetRevs);
    if (change.delivery) this.addDelivery(change.delivery, deliveryRevs);
    if (change.delivery && change.refund) {
      const { day, isCold, campaignId } = change.refund;
      const ownerId = change.delivery.before.ownerId;
      this.inc(senderDayId(ownerId, day), {
        reserved: -1,
        [`byCampaign.${campaignId}`]: -1,
        ...(isCold && { cold: -1 }),
      });
    }
  }

  /** What was left out because it had moved on. */
  outcome(): ApplyOutcome {
    return { missedTargets: this.missedTargets, missedDeliveries: this.missedDeliveries };
  }

  /** What other programs are told of these changes. */
  events(): readonly OutboxEvent[] {
    return this.told;
  }

  /** Everything gathered, in one list: transitions first, then what counts them. */
  writes(): Write[] {
    const days = [...this.days].map(([_id, cells]) =>
      writeTo<SenderDayDocument>(SENDER_DAYS, {
        updateOne: { filter: { _id }, update: { $inc: cells }, upsert: true },
      }),
    );
    const freed = [...this.freed].map((id) =>
      writeTo<ContactDocument>(CONTACTS, {
        updateOne: {
          filter: { _id: new Types.ObjectId(id) },
          update: { $set: { isInLiveSequence: false }, $max: { updatedAt: this.at } },
        },
      }),
    );
    return [...this.transitions, ...this.counters.writes(this.at), ...days, ...this.hours.writes(), ...freed];
  }

  /** Notes which parts have moved on since the change was decided. */
  private isOvertaken(
    { target, delivery }: SendingChange,
    targetRevs: ReadonlyMap<string, number>,
    deliveryRevs: ReadonlyMap<string, number>,
  ): boolean {
    const isTargetMissed = target !== null && targetRevs.get(target.before.id) !== target.before.rev;
    const isDeliveryMissed = delivery !== null && deliveryRevs.get(delivery.before.id) !== delivery.before.rev;
    if (target && isTargetMissed) this.missedTargets.push(target.before.id);
    if (delivery && isDeliveryMissed) this.missedDeliveries.push(delivery.before.waMessageId);
    return isTargetMissed || isDeliveryMissed;
  }

  private addTarget({ before, after }: NonNullable<SendingChange['target']>, revs: Map<string, number>): void {
    revs.set(before.id, after.rev);
    const filter = { _id: new Types.ObjectId(before.id), status: before.status, rev: before.rev };
    const $set = changedFields(toTargetDocument(before), toTargetDocument(after));
    this.transitions.push(writeTo<TargetDocument>(TARGETS, { updateOne: { filter, update: { $set } } }));
    this.counters.add(before.campaignId, targetDelta(before, after));
    this.hours.add(before.campaignId, hourlyTargetCells(before, after), this.at);
    this.tell(targetExited(before, after, this.at));
    if (isLive(before) && !isLive(after)) this.freed.add(before.contactId);
  }

  private addDelivery({ before, after }: NonNullable<SendingChange['delivery']>, revs: Map<string, number>): void {
    const filter = { _id: new Types.ObjectId(before.id), state: before.state, rev: before.rev };
    this.counters.add(before.campaignId, deliveryDelta(before, after));
    if (after === null) {
      revs.delete(before.id);
      this.transitions.push(writeTo<DeliveryDocument>(DELIVERIES, { deleteOne: { filter } }));
      return;
    }
    revs.set(before.id, after.rev);
    const $set = {
      ...changedFields(toDeliveryDocument(before, this.at), toDeliveryDocument(after, this.at)),
      updatedAt: this.at,
    };
    this.transitions.push(writeTo<DeliveryDocument>(DELIVERIES, { updateOne: { filter, update: { $set } } }));
    // Of a delivery of several parts one may move without the whole.
    if (after.state !== before.state)
      this.hours.add(before.campaignId, hourlyDeliveryCells(before.state, after.state, before.day), this.at);
    this.countDay(before, after);
    if (after.state !== before.state) this.tell(deliveryUpdated(before, after, this.at));
  }

  private tell(event: OutboxEvent | null): void {
    if (event) this.told.push(event);
  }

  private countDay(before: Delivery, after: Delivery): void {
    const sent = Number(hasLeft(after.state)) - Number(hasLeft(before.state));
    const failed = Number(isFailure(after.state)) - Number(isFailure(before.state));
    this.inc(senderDayId(before.ownerId, before.reservedOn), { ...(sent && { sent }), ...(failed && { failed }) });
  }

  private inc(id: string, cells: Record<string, number>): void {
    if (Object.keys(cells).length === 0) return;
    const sum = this.days.get(id) ?? {};
    for (const [cell, amount] of Object.entries(cells)) sum[cell] = (sum[cell] ?? 0) + amount;
    this.days.set(id, sum);
  }
}
