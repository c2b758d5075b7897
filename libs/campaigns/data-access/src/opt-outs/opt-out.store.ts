import { type OptOut, type OptOutStore, type PageOf, type PageRequest } from '@relance/campaigns-domain';
import { ownerId, type OwnerId } from '@relance/kernel';
import { isDuplicateKey } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Schema } from 'mongoose';

export const OPT_OUTS = 'opt_outs';
export const OPT_OUT_MODEL = 'OptOut';
/** `_id` is the person's phone (E.164): one opt-out per person, for ever. */
export const optOutSchema = new Schema({ _id: String }, { collection: OPT_OUTS, strict: false, versionKey: false });
/** Who still waits for the confirmation that this owner's phone sends? */
optOutSchema.index({ ownerId: 1 }, { name: 'confirmation_due', partialFilterExpression: { confirmation: 'due' } });
/** Who opted out last? */
optOutSchema.index({ at: -1, _id: -1 }, { name: 'at' });

type OptOutDocument = Omit<OptOut, 'phone'> & { readonly _id: string };
const COUNT_LIMIT = 10_001;

const toOptOut = ({ _id, ...stored }: OptOutDocument): OptOut => ({
  ...stored,
  phone: _id,
  ownerId: ownerId(stored.ownerId),
});

/** People who asked to be left alone, on MongoDB. */
@Injectable()
export class MongoOptOutStore implements OptOutStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get optOuts() {
    return this.connection.collection<OptOutDocument>(OPT_OUTS);
  }

  async add({ phone, ...optOut }: OptOut): Promise<boolean> {
    try {
      await this.optOuts.insertOne({ _id: phone, ...optOut }, { writeConcern: { w: 'majority' } });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async isOptedOut(phone: string): Promise<boolean> {
    return (await this.optOuts.findOne({ _id: phone }, { projection: { _id: 1 } })) !== null;
  }

  async optedOut(phones: readonly string[]): Promise<ReadonlySet<string>> {
    if (phones.length === 0) return new Set();
    const found = await this.optOuts.find({ _id: { $in: [...phones] } }, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  async takeConfirmation(phone: string): Promise<boolean> {
    const taken = await this.optOuts.updateOne(
      { _id: phone, confirmation: 'due' },
      { $set: { confirmation: 'sending' } },
      { writeConcern: { w: 'majority' } },
    );
    return taken.modifiedCount === 1;
  }

  async settleConfirmation(phone: string, state: 'due' | 'done'): Promise<void> {
    await this.optOuts.updateOne({ _id: phone, confirmation: 'sending' }, { $set: { confirmation: state } });
  }

  async confirmationsDue(owner: OwnerId, limit: number): Promise<readonly OptOut[]> {
    return (await this.optOuts.find({ ownerId: owner, confirmation: 'due' }).limit(limit).toArray()).map(toOptOut);
  }

  async list(page: PageRequest): Promise<PageOf<OptOut>> {
    const position = page.after ? { at: new Date(page.after.value), _id: page.after.id } : null;
    const where = position
      ? { $or: [{ at: { $lt: position.at } }, { at: position.at, _id: { $lt: position._id } }] }
      : {};
    const [found, total] = await Promise.all([
      this.optOuts
        .find(where)
        .sort({ at: -1, _id: -1 })
        .skip(position ? 0 : (page.page - 1) * page.limit)
        .limit(page.limit + 1)
        .toArray(),
      this.optOuts.countDocuments({}, { limit: COUNT_LIMIT }),
    ]);
    const rows = found.slice(0, page.limit);
    const last = rows.at(-1);
    const next = found.length > page.limit && last ? { value: last.at.toISOString(), id: last._id } : null;
    return { rows: rows.map(toOptOut), total, next };
  }
}
