import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Clock } from '@relance/kernel';
import { type Connection } from 'mongoose';
import { SYSTEM_CLOCK } from '../time/clocks.ts';

type LockDocument = { readonly _id: string; readonly holder: string; readonly until: Date; readonly token: number };

/** A lock that was got: `token` rises at each change of holder, so that a late holder's writes can be told apart. */
export type HeldLock = { readonly name: string; readonly token: number; readonly until: Date };

/** "Only one process does this now": a document per job, taken for a while, taken over when its time is up. Real time. */
@Injectable()
export class JobLock {
  /** Names this process among all that share the database. */
  readonly holder = `${hostname()}:${process.pid}:${randomUUID()}`;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes or renews the lock for `forMs`; null while another process holds it. */
  async acquire(name: string, forMs: number): Promise<HeldLock | null> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + forMs);
    const renewed = await this.locks().findOneAndUpdate(
      { _id: name, holder: this.holder, until: { $gt: now } },
      { $set: { until } },
      { returnDocument: 'after' },
    );
    const lock = renewed ?? (await this.takeOver(name, now, until));
    return lock && { name, token: lock.token, until };
  }

  /** Gives it back before its time; nothing happens when it was lost meanwhile. */
  async release(lock: HeldLock): Promise<void> {
    await this.locks().updateOne(
      { _id: lock.name, holder: this.holder, token: lock.token },
      { $set: { until: this.clock.now() } },
    );
  }

  /** Runs `work` while holding the lock; null when another process holds it. */
  async holding<T>(name: string, forMs: number, work: (lock: HeldLock) => Promise<T>): Promise<T | null> {
    const lock = await this.acquire(name, forMs);
    if (!lock) return null;
    try {
      return await work(lock);
    } finally {
      await this.release(lock);
    }
  }

  private async takeOver(name: string, now: Date, until: Date): Promise<LockDocument | null> {
    try {
      return await this.locks().findOneAndUpdate(
        { _id: name, until: { $lte: now } },
        { $set: { holder: this.holder, until }, $inc: { token: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
    } catch (error) {
      // The upsert met a living lock (E11000): somebody else holds it.
      if (error instanceof Error && 'code' in error && error.code === 11000) return null;
      throw error;
    }
  }

  private locks() {
    return this.connection.collection<LockDocument>('job_locks');
  }
}
