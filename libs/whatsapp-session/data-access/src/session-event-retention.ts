import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { RetentionRules } from '@relance/platform';
import { type Connection } from 'mongoose';
import { SESSION_EVENTS } from './collections.ts';

/** Old ends of connections. */
@Injectable()
export class SessionEventRetention {
  constructor(@InjectConnection() connection: Connection, rules: RetentionRules) {
    rules.add({
      name: 'sessionEvents',
      remove: async ({ sessionEvents }, limit) => {
        const events = connection.collection(SESSION_EVENTS);
        const old = await events
          .find({ at: { $lt: sessionEvents } }, { projection: { _id: 1 } })
          .limit(limit)
          .toArray();
        if (old.length === 0) return 0;
        return (await events.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })).deletedCount;
      },
    });
  }
}
