import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { LOGGER, watchCollection } from '@relance/platform';
import { type SessionChange, type SessionFeed } from '@relance/whatsapp-session-domain';
import { type Connection } from 'mongoose';
import { type Logger } from 'pino';
import { SESSIONS, type SessionDocument } from './collections.ts';

const POLL_MS = 1_000;
/** Renewing a lease changes the document every ten seconds and tells nobody anything; only real changes carry a date. */
const MEANT_FOR_PEOPLE = {
  $match: {
    $or: [
      { operationType: { $in: ['insert', 'replace'] } },
      { 'updateDescription.updatedFields.updatedAt': { $exists: true } },
    ],
  },
};

/** Tells which owners' sessions changed, in whichever process. */
@Injectable()
export class MongoSessionFeed implements SessionFeed {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  watch(onChange: (change: SessionChange) => void): () => Promise<void> {
    const ending = new AbortController();
    const done = watchCollection(this.connection, SESSIONS, {
      pipeline: [MEANT_FOR_PEOPLE],
      pollMs: POLL_MS,
      signal: ending.signal,
      // The documents of this collection are written here alone, in this shape.
      onChange: ({ document }) => {
        if (document === null) return;
        const { ownerId, commands, offer } = document as SessionDocument;
        onChange({ ownerId, hasCommands: (commands ?? []).length > 0, offer: offer ?? null });
      },
      onProblem: (error) =>
        this.logger.warn({ event: 'session.feed_error', err: error }, 'session change stream error; resuming'),
    }).catch((error: unknown) =>
      this.logger.error({ event: 'session.feed_ended', err: error }, 'session change stream ended'),
    );
    return async () => {
      ending.abort();
      await done;
    };
  }
}
