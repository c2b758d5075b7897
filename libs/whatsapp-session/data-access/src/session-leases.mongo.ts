import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import {
  LEASE_MS,
  SUPERVISED_STATES,
  type Lease,
  type Orphan,
  type SessionLeases,
  type SessionCommand,
} from '@relance/whatsapp-session-domain';
import { type Connection, type mongo } from 'mongoose';
import { SESSIONS, type SessionDocument } from './collections.ts';

const hasRunOut = { $lte: [{ $ifNull: ['$lease.until', new Date(0)] }, '$$NOW'] };
/** A command that nobody took within this time was made for a process that is gone; whoever asked has been answered. */
const COMMAND_TTL_MS = 20_000;

/** Leases inside the session documents. Only the database's clock is asked, so hosts may disagree about the time. */
@Injectable()
export class MongoSessionLeases implements SessionLeases {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async take(ownerId: OwnerId, holder: string, deadHolder?: string): Promise<Lease | null> {
    const mine = deadHolder === undefined ? [holder] : [holder, deadHolder];
    const taken = await this.sessions().findOneAndUpdate(
      { ownerId, $or: [{ $expr: hasRunOut }, { 'lease.holder': { $in: [...mine, null] } }] },
      [
        {
          $set: {
            lease: {
              holder: { $literal: holder },
              token: { $add: [{ $ifNull: ['$lease.token', 0] }, 1] },
              until: { $add: ['$$NOW', LEASE_MS] },
            },
          },
        },
      ],
      { returnDocument: 'after', projection: { ownerId: 1, lease: 1 } },
    );
    return taken?.lease ? { ownerId, token: taken.lease.token } : null;
  }

  async renew(holder: string): Promise<readonly Lease[]> {
    await this.sessions().updateMany({ 'lease.holder': holder }, [
      { $set: { 'lease.until': { $add: ['$$NOW', LEASE_MS] } } },
    ]);
    const held = await this.sessions()
      .find({ 'lease.holder': holder }, { projection: { ownerId: 1, 'lease.token': 1 } })
      .toArray();
    return held.map(({ ownerId, lease }) => ({ ownerId, token: lease?.token ?? 0 }));
  }

  async release(ownerId: OwnerId, token: number): Promise<void> {
    await this.sessions().updateOne({ ownerId, 'lease.token': token }, [
      { $set: { 'lease.until': '$$NOW', 'lease.holder': null } },
    ]);
  }

  async holderOf(ownerId: OwnerId): Promise<string | null> {
    const [row] = await this.sessions()
      .aggregate<{ holder: string | null; free: boolean }>([
        { $match: { ownerId } },
        { $project: { holder: '$lease.holder', free: hasRunOut } },
      ])
      .toArray();
    return row === undefined || row.free ? null : row.holder;
  }

  async foreign(holder: string, limit: number): Promise<readonly Orphan[]> {
    const foreign = { state: { $in: [...SUPERVISED_STATES] }, 'lease.holder': { $ne: holder } };
    const ofThisHost = {
      state: foreign.state,
      'lease.holder': { $ne: holder, $regex: `^${escaped(hostOf(holder))}/` },
    };
    // Before the limit: healthy sessions of other processes, however many, hide no expired one.
    const expired = orphans({ ...foreign, $expr: hasRunOut }, limit);
    // Holders of this host, whose death can be seen before their leases run out.
    const neighbours = orphans({ ...ofThisHost, $expr: { $not: [hasRunOut] } }, limit);
    const rows = await this.sessions()
      .aggregate<{ ownerId: OwnerId; holder?: string | null; expired: boolean }>([
        ...expired,
        { $unionWith: { coll: SESSIONS, pipeline: neighbours } },
      ])
      .toArray();
    return rows.map(({ ownerId, holder: last, expired }) => ({ ownerId, holder: last ?? null, expired }));
  }

  async enqueue(ownerId: OwnerId, command: SessionCommand): Promise<void> {
    const now = new Date();
    await this.sessions().updateOne(
      { ownerId },
      { $push: { commands: { ...command, at: now } }, $set: { updatedAt: now } },
    );
  }

  async dequeueAll(ownerId: OwnerId, token: number): Promise<readonly SessionCommand[]> {
    const before = await this.sessions().findOneAndUpdate(
      { ownerId, 'lease.token': token, 'commands.0': { $exists: true } },
      { $set: { commands: [] } },
      { returnDocument: 'before', projection: { commands: 1 } },
    );
    const oldest = Date.now() - COMMAND_TTL_MS;
    return (before?.commands ?? [])
      .filter(({ at }) => at.getTime() >= oldest)
      .map(({ at: _at, ...command }) => command);
  }

  private sessions() {
    return this.connection.collection<SessionDocument>(SESSIONS);
  }
}

/** A holder's id begins with its host. */
const hostOf = (holder: string): string => holder.split('/')[0] ?? holder;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const orphans = (match: mongo.Document, limit: number): mongo.Document[] => [
  { $match: match },
  { $sort: { 'lease.until': 1 } },
  { $limit: limit },
  { $project: { ownerId: 1, holder: '$lease.holder', expired: hasRunOut } },
];
