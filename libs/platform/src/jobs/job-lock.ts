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

  /** Takes the lock for `forMs`; null while somebody else holds it, be it in this process. */
  async acquire(name: string, forMs: number): Promise<HeldLock | null> {
    const holder = randomUUID();
    const take = [
      {
        $set: {
          holder: { $literal: holder },
          token: { $add: [{ $ifNull: ['$token', 0] }, 1] },
          until: { $add: ['$$NOW', forMs] },
        },
      },
    ];
    const taken = await this.locks().findOneAndUpdate({ _id: name, $expr: isFree }, take, { returnDocument: 'after' });
    const lock = taken ?? (await this.create(name, take));
    return lock && { name, holder, token: lock.token, until: lock.until };
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

  /** The first holder ever makes the document; of several, the unique id lets one through. */
  private async create(name: string, take: object[]): Promise<LockDocument | null> {
    try {
      // A token of -1 is never stored, so the filter meets no document and the upsert inserts.
      return await this.locks().findOneAndUpdate({ _id: name, token: -1 }, [{ $set: { token: 0 } }, ...take], {
        upsert: true,
        returnDocument: 'after',
      });
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  private locks() {
    return this.connection.collection<LockDocument>('job_locks');
  }
}
