import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { isDuplicateKey } from '../mongo/duplicate-key.ts';

type LockDocument = {
  readonly _id: string;
  readonly holder: string | null;
  readonly until: Date;
  readonly token: number;
};

/** A lock that was acquired. `token` rises with each change of holder: writes that name it can refuse a late holder. */
export type HeldLock = { readonly name: string; readonly holder: string; readonly token: number; readonly until: Date };

const isFree = { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };

/**
 * A named lock for one holder among all processes, taken over when its time is up. Only the database's clock is asked, so hosts
 * may disagree about the time. Work that may outlast its lock runs by LeasedJobs, which renews it.
 */
@Injectable()
export class JobLock {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Takes the lock for `forMs`; null while somebody else holds it, be it in this process. One command, whoever holds it. */
  async acquire(name: string, forMs: number): Promise<HeldLock | null> {
    const holder = randomUUID();
    const ifFree = (then: unknown, otherwise: string) => ({ $cond: [isFree, then, otherwise] });
    const take = [
      {
        $set: {
          holder: ifFree({ $literal: holder }, '$holder'),
          token: ifFree({ $add: [{ $ifNull: ['$token', 0] }, 1] }, '$token'),
          until: ifFree({ $add: ['$$NOW', forMs] }, '$until'),
        },
      },
    ];
    const lock = await this.change(name, take);
    return lock?.holder === holder ? { name, holder, token: lock.token, until: lock.until } : null;
  }

  /** Keeps a held lock for another `forMs` from now; null when it was lost. */
  async renew({ name, holder, token }: HeldLock, forMs: number): Promise<HeldLock | null> {
    const renewed = await this.locks().findOneAndUpdate(
      { _id: name, holder, token, $expr: { $gt: ['$until', '$$NOW'] } },
      [{ $set: { until: { $add: ['$$NOW', forMs] } } }],
      { returnDocument: 'after' },
    );
    return renewed && { name, holder, token, until: renewed.until };
  }

  /** Gives it back before its time; nothing happens when it was lost meanwhile. */
  async release({ name, holder, token }: HeldLock): Promise<void> {
    await this.locks().updateOne({ _id: name, holder, token }, [{ $set: { until: '$$NOW', holder: null } }]);
  }

  /** The first holder ever makes the document; of several at the same moment, the unique id lets one through. */
  private async change(name: string, update: object[]): Promise<LockDocument | null> {
    try {
      return await this.locks().findOneAndUpdate({ _id: name }, update, { upsert: true, returnDocument: 'after' });
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  private locks() {
    return this.connection.collection<LockDocument>('job_locks');
  }
}
