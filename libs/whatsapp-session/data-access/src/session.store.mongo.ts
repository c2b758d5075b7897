import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId, type Transaction } from '@relance/kernel';
import {
  inTransaction,
  isDuplicateKey,
  listSession,
  MAX_SKIPPED,
  type OutboxEvent,
  outboxOf,
  readPage,
  Semaphore,
} from '@relance/platform';
import {
  newSession,
  type CloseRecord,
  type DurableEffect,
  type FailureCount,
  type SaveOutcome,
  type SealedOffer,
  type Session,
  type SessionState,
  type SessionStore,
  type StoredSession,
  type TimelineEntry,
  type TimelinePage,
} from '@relance/whatsapp-session-domain';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { SESSION_EVENTS, SESSIONS, type SessionDocument, type SessionEventDocument } from './collections.ts';
import { toStoredSession, type LeasedDocument } from './session.document.ts';

const HOUR_MS = 60 * 60_000;
const HELD = { held: { $gt: ['$lease.until', '$$NOW'] } };

/**
 * Saves of this process at the same moment. Each moves one of the few documents that count owners by state: a fleet that falls or comes
 * back at once would only refuse each other's transactions, 300 saves some 1,300 times.
 */
const SAVES_AT_ONCE = 8;
/** A save that has waited for so long goes without its turn: what a slow database does to one it does to all. */
const TURN_MS = 10_000;

/** Sessions in MongoDB. A write names the rev and the lease it builds on, or it matches nothing. */
@Injectable()
export class MongoSessionStore implements SessionStore {
  private readonly turns = new Semaphore(SAVES_AT_ONCE);

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async find(ownerId: OwnerId): Promise<StoredSession | null> {
    const [found] = await this.sessions()
      .aggregate<LeasedDocument>([{ $match: { ownerId } }, { $limit: 1 }, { $addFields: HELD }])
      .toArray();
    return found === undefined ? null : toStoredSession(found);
  }

  async ensure(ownerId: OwnerId): Promise<void> {
    const now = new Date();
    const blank = { ...newSession(ownerId), lease: null, offer: null, commands: [], createdAt: now, updatedAt: now };
    try {
      const made = await this.sessions().updateOne({ ownerId }, { $setOnInsert: blank }, { upsert: true });
      if (made.upsertedCount > 0) await listSession(this.connection, blank, now);
    } catch (error) {
      // Two first requests at once: the other one made it.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async save(
    next: Session,
    leaseToken: number,
    record: CloseRecord | null,
    pending: readonly DurableEffect[] = [],
  ): Promise<SaveOutcome> {
    const isTold = await outboxOf(this.connection).isWanted('session.updated', next.ownerId);
    try {
      const saved = await this.inTurn(async (session) => {
        const isReplaced = await this.replace(next, leaseToken, pending, session);
        if (!isReplaced) return false;
        await listSession(this.connection, next, new Date(), session);
        if (record !== null) await this.append(next.ownerId, record, session);
        if (isTold) await outboxOf(this.connection).append([sessionUpdated(next, new Date())], session);
        return true;
      });
      return saved ? 'saved' : await this.whyNot(next.ownerId, leaseToken);
    } catch (error) {
      if (isDuplicateKey(error) && String((error as Error).message).includes('linkedNumberKey')) return 'number_taken';
      throw error;
    }
  }

  async effectsDone(ownerId: OwnerId, leaseToken: number): Promise<void> {
    await this.sessions().updateOne({ ownerId, 'lease.token': leaseToken }, { $set: { pendingEffects: [] } });
  }

  async anyOwnerLinked(numberKey: string): Promise<OwnerId | null> {
    return (
      (await this.sessions().findOne({ linkedNumberKey: numberKey }, { projection: { ownerId: 1 } }))?.ownerId ?? null
    );
  }

  async anyOwnerWithPendingEffects(limit: number): Promise<OwnerId[]> {
    const rows = await this.sessions()
      .find(
        {
          'pendingEffects.type': { $type: 'string' },
          $expr: { $lte: [{ $ifNull: ['$lease.until', new Date(0)] }, '$$NOW'] },
        },
        { projection: { ownerId: 1 } },
      )
      .limit(limit)
      .toArray();
    return rows.map(({ ownerId }) => ownerId);
  }

  async saveOffer(ownerId: OwnerId, leaseToken: number, offer: SealedOffer | null): Promise<void> {
    await this.sessions().updateOne({ ownerId, 'lease.token': leaseToken }, { $set: { offer, updatedAt: new Date() } });
  }

  async timeline(
    ownerId: OwnerId,
    { skip = 0, limit, after, oldestFirst = false }: TimelinePage,
  ): Promise<{ rows: TimelineEntry[]; total: number; hasMore: boolean }> {
    const order = oldestFirst ? 1 : -1;
    const { rows, ...counted } = await readPage(
      this.events(),
      {
        filter: { ownerId },
        behind: after ? behind(after, oldestFirst) : null,
        sort: { at: order, _id: order },
        skip,
        limit,
      },
      this.events().countDocuments({ ownerId }, { limit: MAX_SKIPPED + 1 }),
    );
    const entries = rows.map(({ _id, ownerId: _owner, hour: _hour, ...record }) => ({
      ...record,
      id: _id.toHexString(),
    }));
    return { rows: entries, ...counted };
  }

  async anyOwnerFind(ownerIds: readonly OwnerId[]): Promise<StoredSession[]> {
    const documents = await this.sessions()
      .aggregate<LeasedDocument>([{ $match: { ownerId: { $in: ownerIds } } }, { $addFields: HELD }])
      .toArray();
    return documents.map(toStoredSession);
  }

  async anyOwnerWithExpiredCredentialGrace(now: Date, limit: number): Promise<OwnerId[]> {
    const rows = await this.sessions()
      .find({ credentialGraceUntil: { $type: 'date', $lte: now } }, { projection: { ownerId: 1 } })
      .limit(limit)
      .toArray();
    return rows.map(({ ownerId }) => ownerId);
  }

  async anyOwnerCountByState(): Promise<ReadonlyMap<SessionState, number>> {
    const rows = await this.sessions()
      .aggregate<{ _id: SessionState; count: number }>([{ $group: { _id: '$state', count: { $sum: 1 } } }])
      .toArray();
    return new Map(rows.map(({ _id, count }) => [_id, count]));
  }

  async anyOwnerFailures(since: Date): Promise<FailureCount[]> {
    const rows = await this.events()
      .aggregate<{ _id: { hour: Date; code: number | null; cause: FailureCount['cause'] }; count: number }>([
        { $match: { at: { $gte: since } } },
        { $group: { _id: { hour: '$hour', code: '$code', cause: '$cause' }, count: { $sum: 1 } } },
        { $sort: { '_id.hour': -1, '_id.code': 1 } },
      ])
      .toArray();
    return rows.map(({ _id, count }) => ({ hour: _id.hour, code: _id.code, cause: _id.cause, count }));
  }

  private inTurn<T>(work: (session: ClientSession & Transaction) => Promise<T>): Promise<T> {
    return this.turns.useWithin(TURN_MS, () => inTransaction(this.connection, work));
  }

  private async replace(
    next: Session,
    leaseToken: number,
    pending: readonly DurableEffect[],
    session?: ClientSession,
  ): Promise<boolean> {
    const { ownerId, rev, ...fields } = next;
    const { matchedCount } = await this.sessions().updateOne(
      { ownerId, rev, 'lease.token': leaseToken },
      {
        $set: {
          ...fields,
          ...(next.state !== 'awaiting_scan' && { offer: null }),
          rev: rev + 1,
          updatedAt: new Date(),
        },
        ...(pending.length > 0 && { $push: { pendingEffects: { $each: [...pending] } } }),
      },
      { ...(session !== undefined && { session }) },
    );
    return matchedCount === 1;
  }

  private async append(ownerId: OwnerId, record: CloseRecord, session: ClientSession): Promise<void> {
    await this.events().insertOne(
      { _id: new mongo.ObjectId(), ownerId, ...record, hour: hourOf(record.at) },
      { session },
    );
  }

  private async whyNot(ownerId: OwnerId, leaseToken: number): Promise<SaveOutcome> {
    const stored = await this.sessions().findOne({ ownerId }, { projection: { 'lease.token': 1 } });
    return stored?.lease?.token === leaseToken ? 'stale' : 'lease_lost';
  }

  private sessions() {
    return this.connection.collection<SessionDocument>(SESSIONS);
  }

  private events() {
    return this.connection.collection<SessionEventDocument>(SESSION_EVENTS);
  }
}

/** Lines behind a position. The outer range bounds the index; the inner choice drops what was seen of the same instant. */
function behind({ at, id }: NonNullable<TimelinePage['after']>, oldestFirst: boolean) {
  const beyond = oldestFirst ? '$gt' : '$lt';
  return {
    at: { [`${beyond}e`]: at },
    $or: [{ at: { [beyond]: at } }, { _id: { [beyond]: new mongo.ObjectId(id) } }],
  };
}

/** What other programs are told of a session. The fields are part of the contract with receivers. */
const sessionUpdated = (next: Session, at: Date): OutboxEvent => ({
  type: 'session.updated',
  ownerId: next.ownerId,
  subject: `session:${next.ownerId}`,
  seq: next.rev + 1,
  at,
  data: {
    ownerId: next.ownerId,
    sessionState: next.state,
    connectionFailureCount: next.strikes,
    rev: next.rev + 1,
  },
});

const hourOf = (at: Date): Date => new Date(at.getTime() - (at.getTime() % HOUR_MS));
