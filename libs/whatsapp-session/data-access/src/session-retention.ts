import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { RetentionRules } from '@relance/platform';
import { type Connection } from 'mongoose';
import { OUTGOING, SESSION_EVENTS } from './collections.ts';

/** Old ends of connections, and messages kept for resending: these hold the texts, and may be kept no longer than texts are. */
@Injectable()
export class SessionRetention {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    rules: RetentionRules,
  ) {
    rules.add({
      name: 'sessionEvents',
      remove: ({ sessionEvents }, limit) => this.removeOf(SESSION_EVENTS, sessionEvents, limit),
    });
    rules.add({ name: 'outgoingTexts', remove: ({ outgoing }, limit) => this.removeOf(OUTGOING, outgoing, limit) });
  }

  private async removeOf(collection: string, before: Date, limit: number): Promise<number> {
    const documents = this.connection.collection(collection);
    const old = await documents
      .find({ at: { $lt: before } }, { projection: { _id: 1 } })
      .limit(limit)
      .toArray();
    if (old.length === 0) return 0;
    return (await documents.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })).deletedCount;
  }
}
