import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type LoginSession, type LoginSessionStore } from '@relance/accounts-domain';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { Model, Types } from 'mongoose';
import { CONSOLE_SESSION_MODEL, type ConsoleSessionDocument } from './account.schema.ts';

@Injectable()
export class MongoLoginSessions implements LoginSessionStore {
  constructor(
    @InjectModel(CONSOLE_SESSION_MODEL) private readonly sessions: Model<ConsoleSessionDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async open(accountId: string, expiresAt: Date): Promise<string> {
    const now = this.clock.now();
    // Alone it opens nothing: the token that carries it is signed.
    const _id = randomBytes(12).toString('hex');
    await this.sessions.insertMany([
      { _id, accountId: new Types.ObjectId(accountId), createdAt: now, lastSeenAt: now, expiresAt },
    ]);
    return _id;
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
