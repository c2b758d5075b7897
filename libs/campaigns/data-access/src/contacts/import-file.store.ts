import { type CountedFile, type ImportFileStore, type RejectedRow, type RowError } from '@relance/campaigns-domain';
import { isDocumentId, type OwnerId, type Transaction } from '@relance/kernel';
import { sessionOf } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Binary } from 'mongodb';
import { type Connection, Schema, Types } from 'mongoose';

const FILES = 'import_files';
export const REJECTED = 'import_rejected_rows';
export const IMPORT_FILE_MODEL = 'ImportFile';
export const IMPORT_REJECTED_MODEL = 'ImportRejectedRows';
const DAY_MS = 86_400_000;
const FILE_KEPT_MS = 2 * DAY_MS;
const REJECTED_KEPT_MS = 7 * DAY_MS;

export const importFileSchema = new Schema({}, { collection: FILES, strict: false, versionKey: false });
/** Which files did nobody import? (removed by the server) */
importFileSchema.index({ expireAt: 1 }, { name: 'expired', expireAfterSeconds: 0 });
export const importRejectedSchema = new Schema({}, { collection: REJECTED, strict: false, versionKey: false });
/** Which rows did this import reject? */
importRejectedSchema.index({ jobId: 1, _id: 1 }, { name: 'job' });
/** Which rejected rows of this owner name an erased person? */
importRejectedSchema.index({ ownerId: 1, _id: 1 }, { name: 'owner' });
importRejectedSchema.index({ expireAt: 1 }, { name: 'expired', expireAfterSeconds: 0 });

type FileDocument = {
  readonly _id: Types.ObjectId;
  readonly ownerId: string;
  readonly bytes: Binary;
  readonly counted?: CountedFile;
  readonly expireAt: Date;
};
export type RejectedDocument = {
  readonly _id: Types.ObjectId;
  readonly jobId: string;
  /** Absent where an earlier version wrote the rows. */
  readonly ownerId?: string;
  readonly rows: readonly RejectedRow[];
  readonly expireAt: Date;
};
const REJECTED_BATCH = 20;

/** Files of contacts on MongoDB: one document each, well below the limit of a document. */
@Injectable()
export class MongoImportFileStore implements ImportFileStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async keep(ownerId: OwnerId, bytes: Uint8Array, counted?: CountedFile): Promise<string> {
    const _id = new Types.ObjectId();
    const expireAt = new Date(Date.now() + FILE_KEPT_MS);
    await this.files().insertOne({ _id, ownerId, bytes: new Binary(bytes), expireAt, ...(counted && { counted }) });
    return _id.toHexString();
  }

  async read(id: string, ownerId: OwnerId): Promise<Uint8Array | null> {
    if (!isDocumentId(id)) return null;
    const found = await this.files().findOne({ _id: new Types.ObjectId(id), ownerId }, { promoteBuffers: true });
    return found ? (found.bytes as unknown as Uint8Array) : null; // promoted: plain bytes instead of a Binary
  }

  async counted(id: string, ownerId: OwnerId): Promise<CountedFile | null> {
    if (!isDocumentId(id)) return null;
    const found = await this.files().findOne({ _id: new Types.ObjectId(id), ownerId }, { projection: { counted: 1 } });
    return found?.counted ?? null;
  }

  async drop(id: string, ownerId: OwnerId): Promise<void> {
    await this.files().deleteOne({ _id: new Types.ObjectId(id), ownerId });
  }

  async addRejected(
    { id: jobId, ownerId }: Parameters<ImportFileStore['addRejected']>[0],
    rows: readonly RejectedRow[],
    transaction: Transaction,
  ): Promise<void> {
    if (rows.length === 0) return;
    const expireAt = new Date(Date.now() + REJECTED_KEPT_MS);
    const document = { _id: new Types.ObjectId(), jobId, ownerId, rows, expireAt };
    const session = sessionOf(transaction);
    await this.rejections().insertOne(document, { ...(session && { session }) });
  }

  async *rejected(jobId: string): AsyncGenerator<readonly RejectedRow[]> {
    const found = this.rejections().find({ jobId }).sort({ _id: 1 }).batchSize(REJECTED_BATCH);
    for await (const { rows } of found) yield rows;
  }

  async errors(jobId: string, limit: number): Promise<readonly RowError[]> {
    const found = this.rejections()
      .find({ jobId }, { projection: { 'rows.error': 1 } })
      .sort({ _id: 1 })
      .batchSize(REJECTED_BATCH);
    const errors: RowError[] = [];
    for await (const { rows } of found) {
      errors.push(...rows.flatMap(({ error }) => error ?? []));
      if (errors.length >= limit) break;
    }
    return errors.slice(0, limit);
  }

  private files() {
    return this.connection.collection<FileDocument>(FILES);
  }

  private rejections() {
    return this.connection.collection<RejectedDocument>(REJECTED);
  }
}
