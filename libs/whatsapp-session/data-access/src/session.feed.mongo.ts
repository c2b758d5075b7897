import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import { LOGGER, watchCollection } from '@relance/platform';
import { type SessionFeed } from '@relance/whatsapp-session-domain';
import { type Connection } from 'mongoose';
import { type Logger } from 'pino';
import { SESSIONS } from './collections.ts';

const POLL_MS = 1_000;

/** Tells which owners' sessions changed, in whichever process. */
@Injectable()
export class MongoSessionFeed implements SessionFeed {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  watch(onChange: (ownerId: OwnerId) => void): () => Promise<void> {
    const ending = new AbortController();
    const done = watchCollection(this.connection, SESSIONS, {
      pollMs: POLL_MS,
      signal: ending.signal,
      // The document is the session's own; its owner was checked when it was made.
      onChange: ({ document }) => {
        if (document !== null) onChange(document['ownerId'] as OwnerId);
      },
      onProblem: (error) => this.logger.warn({ err: error }, 'the feed of sessions stumbled'),
    }).catch((error: unknown) => this.logger.error({ err: error }, 'the feed of sessions ended'));
    return async () => {
      ending.abort();
      await done;
    };
  }
}
