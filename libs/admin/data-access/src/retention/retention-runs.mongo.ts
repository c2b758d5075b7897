import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { RetentionRules, type RetentionRuns } from '@relance/platform';
import { type Connection, Types } from 'mongoose';

const ID = 'retention';

/** When the retention job ran last; and what it removes of the audit log. */
@Injectable()
export class MongoRetentionRuns implements RetentionRuns {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    rules: RetentionRules,
  ) {
    rules.add({ name: 'auditEntries', remove: ({ audit }, limit) => this.removeAudit(audit, limit) });
  }

  async lastRunAt(): Promise<Date | null> {
    return (await this.runs.findOne({ _id: ID }))?.at ?? null;
  }

  async save(at: Date): Promise<void> {
    await this.runs.updateOne({ _id: ID }, { $set: { at } }, { upsert: true });
  }

  /** Ids rise with time: the oldest are looked at first, and the first one that is young ends the look. */
  private async removeAudit(before: Date, limit: number): Promise<number> {
    const lines = this.connection.collection<{ _id: Types.ObjectId; at: Date }>('audit_log');
    const oldest = await lines
      .find({}, { projection: { at: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    const old = oldest.filter(({ at }) => at < before).map(({ _id }) => _id);
    if (old.length === 0) return 0;
    return (await lines.deleteMany({ _id: { $in: old } })).deletedCount;
  }

  private get runs() {
    return this.connection.collection<{ _id: string; at: Date }>('retention_runs');
  }
}
