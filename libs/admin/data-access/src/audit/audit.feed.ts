import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { LOGGER, LiveHub, watchCollection } from '@relance/platform';
import { type Connection } from 'mongoose';
import { type Logger } from 'pino';

/** Tells admins that an audit entry was written, in whichever process: `audit { id, rev }`. */
@Injectable()
export class AuditFeed {
  constructor(@InjectConnection() connection: Connection, @Inject(LOGGER) logger: Logger, hub: LiveHub) {
    hub.addFeed({
      name: 'audit',
      adminOnly: true,
      start: ({ signal, ready, missed }) =>
        watchCollection(connection, 'audit_log', {
          pipeline: [{ $match: { operationType: 'insert' } }],
          fields: ['at'],
          changedAtField: 'at',
          pollMs: 2000,
          signal,
          onReady: ready,
          onMissed: missed,
          onChange: ({ id }) => hub.publish({ name: 'audit', ownerId: null, id: String(id), rev: 0 }),
          onProblem: (error) =>
            logger.warn({ event: 'feed.interrupted', err: error, feed: 'audit' }, 'change stream error; resuming'),
        }),
    });
  }
}
