import { type BulkConfirmation, type BulkConfirmationStore } from '@relance/admin-domain';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Schema } from 'mongoose';

const COLLECTION = 'bulk_confirmations';
type ConfirmationDocument = Omit<BulkConfirmation, 'token'> & { readonly _id: string };

export const BULK_CONFIRMATION_MODEL = 'BulkConfirmation';
export const bulkConfirmationSchema = new Schema(
  { _id: String },
  { collection: COLLECTION, strict: false, versionKey: false, autoCreate: true },
);
/** Which are too old? (removed by the server) */
bulkConfirmationSchema.index({ expireAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

/** Frozen sets of dry runs, on MongoDB. */
@Injectable()
export class MongoBulkConfirmationStore implements BulkConfirmationStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get confirmations() {
    return this.connection.collection<ConfirmationDocument>(COLLECTION);
  }

  async save({ token, ...confirmation }: BulkConfirmation): Promise<void> {
    await this.confirmations.insertOne({ _id: token, ...confirmation }, { writeConcern: { w: 'majority' } });
  }

  async find(token: string): Promise<BulkConfirmation | null> {
    const found = await this.confirmations.findOne({ _id: token });
    if (!found) return null;
    const { _id, ...confirmation } = found;
    return { token: _id, ...confirmation };
  }
}
