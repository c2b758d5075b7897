import { type CalendarDay, type SenderDay, type SenderDayStore } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { SENDER_DAYS, senderDayId, toSenderDay, type SenderDayDocument } from './sender.schemas.ts';

/** What each sender used of its days, on MongoDB. Written by the sending protocol alone. */
@Injectable()
export class MongoSenderDayStore implements SenderDayStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get days() {
    return this.connection.collection<SenderDayDocument>(SENDER_DAYS);
  }

  async read(ownerId: OwnerId, day: CalendarDay): Promise<SenderDay> {
    return toSenderDay(await this.days.findOne({ _id: senderDayId(ownerId, day) }));
  }

  async readDays(ownerId: OwnerId, days: readonly CalendarDay[]): Promise<(day: CalendarDay) => SenderDay> {
    const found = await this.days.find({ _id: { $in: days.map((day) => senderDayId(ownerId, day)) } }).toArray();
    const byId = new Map(found.map((stored) => [stored._id, stored]));
    return (day) => toSenderDay(byId.get(senderDayId(ownerId, day)));
  }

  async readMany(days: ReadonlyMap<OwnerId, CalendarDay>): Promise<ReadonlyMap<OwnerId, SenderDay>> {
    const ids = new Map([...days].map(([ownerId, day]) => [ownerId, senderDayId(ownerId, day)]));
    const found = await this.days.find({ _id: { $in: [...ids.values()] } }).toArray();
    const byId = new Map(found.map((stored) => [stored._id, stored]));
    return new Map([...ids].map(([ownerId, id]) => [ownerId, toSenderDay(byId.get(id))]));
  }
}
