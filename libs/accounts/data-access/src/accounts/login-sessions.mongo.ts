import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { type Account, type LoginSession, type LoginSessionStore } from '@relance/accounts-domain';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK, inTransaction } from '@relance/platform';
import { type Connection, type Model, Types } from 'mongoose';
import {
  ACCOUNT_MODEL,
  type AccountDocument,
  CONSOLE_SESSION_MODEL,
  type ConsoleSessionDocument,
} from './account.schema.ts';

@Injectable()
export class MongoLoginSessions implements LoginSessionStore {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(ACCOUNT_MODEL) private readonly accounts: Model<AccountDocument>,
    @InjectModel(CONSOLE_SESSION_MODEL) private readonly sessions: Model<ConsoleSessionDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  open({ id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>, expiresAt: Date): Promise<string | null> {
    const accountId = new Types.ObjectId(id);
    const now = this.clock.now();
    // Alone it opens nothing: the token that carries it is signed.
    const _id = randomBytes(12).toString('hex');
    return inTransaction(this.connection, async (session) => {
      // Counted and not only read, so that a change of the password at the same moment comes before it or after it, and then ends it:
      // a database writes nothing, and meets nobody, where what is set is there already.
      const same = { _id: accountId, passwordHash, status: { $ne: 'disabled' as const } };
      const noted = await this.accounts.collection.updateOne(
        same,
        { $set: { lastLoginAt: now }, $inc: { logins: 1 } },
        { session },
      );
      if (noted.matchedCount === 0) return null;
      await this.sessions.insertMany([{ _id, accountId, createdAt: now, lastSeenAt: now, expiresAt }], { session });
      return _id;
    });
  }

  async list(accountId: string): Promise<LoginSession[]> {
    const found = await this.sessions
      .find({ accountId: new Types.ObjectId(accountId), expiresAt: { $gt: this.clock.now() } })
      .lean();
    return found
      .map(({ _id, createdAt, lastSeenAt, expiresAt }) => {
        const since = createdAt ?? new Date(0);
        return { id: _id, createdAt: since, lastSeenAt: lastSeenAt ?? since, expiresAt };
      })
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  }

  async end(sessionId: string, accountId?: string): Promise<boolean> {
    const owner = accountId === undefined ? {} : { accountId: new Types.ObjectId(accountId) };
    return (await this.sessions.deleteOne({ _id: sessionId, ...owner })).deletedCount === 1;
  }
}
