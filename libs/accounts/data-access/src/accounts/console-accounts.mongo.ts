import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ConsoleAccount, type ConsoleAccounts } from '@relance/platform';
import { Model, Types } from 'mongoose';
import {
  ACCOUNT_MODEL,
  type AccountDocument,
  CONSOLE_SESSION_MODEL,
  type ConsoleSessionDocument,
} from './account.schema.ts';

@Injectable()
export class MongoConsoleAccounts implements ConsoleAccounts {
  constructor(
    @InjectModel(ACCOUNT_MODEL) private readonly accounts: Model<AccountDocument>,
    @InjectModel(CONSOLE_SESSION_MODEL) private readonly sessions: Model<ConsoleSessionDocument>,
  ) {}

  async findByEmail(email: string): Promise<ConsoleAccount | null> {
    const found = await this.accounts.findOne({ email: email.toLowerCase() }).lean();
    return found && toAccount(found);
  }

  async hasAdmin(): Promise<boolean> {
    return (await this.accounts.exists({ role: 'admin' })) !== null;
  }

  async create(account: Omit<ConsoleAccount, 'id'>): Promise<ConsoleAccount | null> {
    try {
      const [created] = await this.accounts.insertMany([{ ...account, email: account.email.toLowerCase() }]);
      return created ? toAccount(created) : null;
    } catch (error) {
      // The unique index on the address.
      if (error instanceof Error && 'code' in error && error.code === 11000) return null;
      throw error;
    }
  }

  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.accounts.updateOne({ _id: new Types.ObjectId(id) }, { $set: { passwordHash } });
  }

  async openSession(accountId: string, expiresAt: Date): Promise<string> {
    const sessionId = randomBytes(18).toString('base64url');
    await this.sessions.insertMany([{ _id: sessionId, accountId: new Types.ObjectId(accountId), expiresAt }]);
    return sessionId;
  }

  async closeSession(sessionId: string): Promise<void> {
    await this.sessions.deleteOne({ _id: sessionId });
  }
}

const toAccount = ({ _id, email, role, passwordHash }: AccountDocument): ConsoleAccount => ({
  id: _id.toHexString(),
  email,
  role,
  passwordHash,
});
