import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Clock, type Transaction } from '@relance/kernel';
import {
  type AuditEntry,
  type AuditLine,
  type AuditWriter,
  type AuditQuery,
  type AuditReader,
  cursorBatches,
  MAX_SKIPPED,
  SYSTEM_CLOCK,
  onBehalfOf,
  sessionOf,
  skippedBy,
} from '@relance/platform';
import { type Document, type Filter } from 'mongodb';
import { Model, type QueryFilter, Types } from 'mongoose';
import { AUDIT_MODEL, type AuditDocument } from './audit.schema.ts';

/** Lines of a file that are read at once. */
const FILE_BATCH = 400;

/** The audit log: lines are ordered by id, which rises with time. */
@Injectable()
export class MongoAuditStore implements AuditWriter, AuditReader {
  constructor(
    @InjectModel(AUDIT_MODEL) private readonly lines: Model<AuditDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async append(entry: AuditEntry, transaction?: Transaction): Promise<void> {
    const at = this.clock.now();
    const line = {
      // The id names the instant: lists by days look it up by the id.
      _id: new Types.ObjectId(Types.ObjectId.generate(Math.floor(at.getTime() / 1000))),
      actor: { id: entry.actor.id, email: entry.actor.email, role: entry.actor.role },
      action: entry.action,
      entity: entry.entity,
      ownerId: entry.ownerId ?? null,
      onBehalfOf: entry.onBehalfOf ?? onBehalfOf(entry.actor.id),
      reason: entry.reason ?? null,
      before: entry.before ?? null,
      after: entry.after ?? null,
      requestId: entry.requestId ?? null,
      at,
    };
    const session = sessionOf(transaction);
    await this.lines.insertMany([line], session ? { session } : {});
  }

  async list(query: AuditQuery, page: Parameters<AuditReader['list']>[1]): ReturnType<AuditReader['list']> {
    const filter = toFilter(query);
    const after = page.afterId ? { _id: { [page.oldestFirst ? '$gt' : '$lt']: new Types.ObjectId(page.afterId) } } : {};
    // Counted as far as a page number leads; who wants to see more goes by cursor.
    const [documents, counted] = await Promise.all([
      this.lines
        .find({ $and: [filter, after] })
        .sort({ _id: page.oldestFirst ? 1 : -1 })
        .skip(page.afterId ? 0 : skippedBy(page))
        .limit(page.limit + 1)
        .lean(),
      Object.keys(filter).length === 0
        ? this.lines.estimatedDocumentCount()
        : this.lines.countDocuments(filter).limit(MAX_SKIPPED + 1),
    ]);
    return {
      lines: documents.slice(0, page.limit).map(toLine),
      total: Math.min(counted, MAX_SKIPPED),
      isTotalAtLeast: counted > MAX_SKIPPED,
      hasMore: documents.length > page.limit,
    };
  }

  async *batches(query: AuditQuery): AsyncGenerator<readonly AuditLine[]> {
    const cursor = this.lines.collection
      .find<AuditDocument>(toFilter(query) as Filter<Document>)
      .sort({ _id: -1 })
      .batchSize(FILE_BATCH);
    for await (const lines of cursorBatches(cursor)) yield lines.map(toLine);
  }
}

/** A line's id is made at the instant it names; what clocks of two machines may differ is far less. */
const SLACK_SECONDS = 3_600;
const idAt = (instant: Date, slack: number): Types.ObjectId =>
  Types.ObjectId.createFromTime(Math.max(0, Math.floor(instant.getTime() / 1000) + slack));

/** Days bound the id as well: the lists' indexes end in it, so that old days cost no more than new ones. */
function toFilter(query: AuditQuery): QueryFilter<AuditDocument> {
  const _id = {
    ...(query.from && { $gte: idAt(query.from, -SLACK_SECONDS) }),
    ...(query.until && { $lt: idAt(query.until, SLACK_SECONDS) }),
  };
  const at = { ...(query.from && { $gte: query.from }), ...(query.until && { $lt: query.until }) };
  return {
    ...(query.action && { action: query.action }),
    ...(query.actorId && { 'actor.id': query.actorId }),
    ...(query.ownerId && { ownerId: query.ownerId }),
    ...(query.entityType && { 'entity.type': query.entityType }),
    ...(query.entityId && { 'entity.id': query.entityId }),
    ...((query.from || query.until) && { at, _id }),
  };
}

const toLine = ({ _id, ...line }: AuditDocument): AuditLine => ({
  ...line,
  onBehalfOf: line.onBehalfOf ?? null,
  id: _id.toHexString(),
});
