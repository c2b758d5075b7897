import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { areOwnerCountsFilled, LeasedJobs, listOwner, listSession, repairOwnerCounts } from '@relance/platform';
import { type Connection } from 'mongoose';
import { type OwnerDocument } from '../owners/owner.schema.ts';

const JOB = 'owner_sessions.backfill';
/** Raised with how names are folded. */
const DONE = `${JOB}.2`;
const BATCH = 200;

type SessionFacts = Parameters<typeof listSession>[1] & { readonly createdAt: Date };

/** Fills the list of owners once, in a database that was written before there was one or with names folded otherwise, and then how many there are. */
@Injectable()
export class OwnerSessionsBackfill implements OnApplicationBootstrap {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly jobs: LeasedJobs,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const isListed = (await this.done().findOne({ _id: DONE })) !== null;
    if (isListed && (await areOwnerCountsFilled(this.connection))) return;
    await this.jobs.runLogged(JOB, async ({ signal }) => {
      if (!isListed) await this.run(signal);
      await repairOwnerCounts(this.connection);
      await this.done().updateOne({ _id: DONE }, { $set: { at: new Date() } }, { upsert: true });
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    const owners = this.connection.collection<OwnerDocument>('owners').find({}).batchSize(BATCH);
    for await (const { _id: id, name, email, isMember = true, firstSeenAt, seenAt } of owners) {
      signal?.throwIfAborted();
      await listOwner(this.connection, { id, name, email, isMember, since: firstSeenAt ?? seenAt ?? new Date() });
    }
    const sessions = this.connection.collection<SessionFacts>('whatsapp_sessions').find({}).batchSize(BATCH);
    for await (const session of sessions) {
      signal?.throwIfAborted();
      await listSession(this.connection, session, session.createdAt);
    }
  }

  private done() {
    return this.connection.collection<{ _id: string; at: Date }>('migrations');
  }
}
