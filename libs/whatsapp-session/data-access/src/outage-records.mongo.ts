import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import { isDuplicateKey } from '@relance/platform';
import { type ConnectionLoss, type NewLoss, type OutageRecords } from '@relance/whatsapp-session-domain';
import { type Connection } from 'mongoose';
import {
  FLEET,
  CONNECTION_LOSSES,
  SESSIONS,
  type OutageDocument,
  type ConnectionLossDocument,
  type SessionDocument,
} from './collections.ts';

const HOLD = 'hold';
const isHolding = { $gt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
const within = (ms: number) => ({ $expr: { $gt: ['$at', { $subtract: ['$$NOW', ms] }] } });
const fromNow = (ms: number) => ({ $add: ['$$NOW', ms] });

/**
 * Lost connections of all processes, by the database's clock. A loss is written before it is measured, so that of several
 * at once the last one sees them all.
 */
@Injectable()
export class MongoOutageRecords implements OutageRecords {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async noteLosses(losses: readonly NewLoss[], windowMs: number): Promise<readonly ConnectionLoss[]> {
    await this.losses().bulkWrite(
      losses.map(({ ownerId, generation, cause, openedAt }) => ({
        updateOne: {
          filter: { _id: `${ownerId}:${generation}` },
          update: [{ $set: { ownerId: { $literal: ownerId }, cause: { $literal: cause }, openedAt, at: '$$NOW' } }],
          upsert: true,
        },
      })),
      { ordered: false },
    );
    const rows = await this.losses().find(within(windowMs)).toArray();
    return rows.map(({ ownerId: owner, cause: lostBy, openedAt: opened, at }) => {
      return { ownerId: owner, cause: lostBy, openedAt: opened, at };
    });
  }

  async openSince(times: readonly Date[], except: readonly OwnerId[]): Promise<readonly number[]> {
    const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (first === undefined || last === undefined) return [];
    const opened = await this.sessions()
      .aggregate<{ _id: Date; sessions: number }>([
        {
          $match: {
            state: 'connected',
            lastConnectedAt: { $lte: new Date(last) },
            ownerId: { $nin: [...except] },
            $expr: { $gt: ['$lease.until', '$$NOW'] },
          },
        },
        // Those that were open at the first of the times already are one group.
        { $group: { _id: { $max: ['$lastConnectedAt', new Date(first)] }, sessions: { $sum: 1 } } },
      ])
      .toArray();
    return times.map((time) => opened.reduce((sum, { _id, sessions }) => (_id <= time ? sum + sessions : sum), 0));
  }

  async lostWithin(windowMs: number): Promise<readonly OwnerId[]> {
    const rows = await this.losses().find(within(windowMs)).toArray();
    return [...new Set(rows.map(({ ownerId }) => ownerId))];
  }

  async struckSince(since: Date): Promise<readonly OwnerId[]> {
    const rows = await this.sessions()
      .find({ strikes: { $gte: 1 }, lastStrikeAt: { $gte: since } }, { projection: { ownerId: 1 } })
      .toArray();
    return rows.map(({ ownerId }) => ownerId);
  }

  async openOutage(since: Date, windowMs: number): Promise<boolean> {
    const begin = () =>
      this.outages().findOneAndUpdate(
        { _id: HOLD },
        [{ $set: { wasHolding: isHolding, since: { $cond: [isHolding, '$since', since] }, until: fromNow(windowMs) } }],
        { upsert: true, returnDocument: 'after' },
      );
    try {
      return (await begin())?.wasHolding !== true;
    } catch (error) {
      // Two first trips at once: the other one made the document.
      if (isDuplicateKey(error)) return (await begin())?.wasHolding !== true;
      throw error;
    }
  }

  async extendOutage(windowMs: number): Promise<Date | null> {
    const held = await this.outages().findOneAndUpdate(
      { _id: HOLD, $expr: isHolding },
      [{ $set: { until: fromNow(windowMs) } }],
      { returnDocument: 'after' },
    );
    return held?.since ?? null;
  }

  async outageSince(): Promise<Date | null> {
    return (await this.outages().findOne({ _id: HOLD, $expr: isHolding }))?.since ?? null;
  }

  async extendWhileDown(ms: number): Promise<Date | null> {
    const since = await this.outageSince();
    if (since === null) return null;
    const back = await this.sessions().findOne(
      { state: 'connected', lastConnectedAt: { $gt: since } },
      { projection: { _id: 1 } },
    );
    const longer = [{ $set: { until: { $max: ['$until', fromNow(ms)] } } }];
    if (back === null) await this.outages().updateOne({ _id: HOLD, $expr: isHolding }, longer);
    return since;
  }

  async recovered(windowMs: number): Promise<void> {
    const isLonger = { $gt: ['$until', fromNow(windowMs)] };
    await this.outages().updateOne({ _id: HOLD, $expr: isLonger }, [{ $set: { until: fromNow(windowMs) } }]);
  }

  private losses() {
    return this.connection.collection<ConnectionLossDocument>(CONNECTION_LOSSES);
  }

  private outages() {
    return this.connection.collection<OutageDocument>(FLEET);
  }

  private sessions() {
    return this.connection.collection<SessionDocument>(SESSIONS);
  }
}
