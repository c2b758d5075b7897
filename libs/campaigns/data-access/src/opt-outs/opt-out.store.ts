import { type OptOut, type OptOutStore, type PageOf, type PageRequest } from '@relance/campaigns-domain';
import { ownerId, type OwnerId } from '@relance/kernel';
import { inTransaction, isDuplicateKey, outboxOf } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Schema } from 'mongoose';
import { contactOptedOut } from '../outbox-events.ts';

export const OPT_OUTS = 'opt_outs';
export const OPT_OUT_MODEL = 'OptOut';
/** `_id` is the address it was said from: one opt-out per person. `keys` holds all their addresses. */
export const optOutSchema = new Schema({ _id: String }, { collection: OPT_OUTS, strict: false, versionKey: false });
/** Who still waits for the confirmation that this owner's phone sends? */
optOutSchema.index({ ownerId: 1 }, { name: 'confirmation_due', partialFilterExpression: { confirmation: 'due' } });
/** Did the person with one of these addresses opt out? */
optOutSchema.index({ keys: 1 }, { name: 'keys' });
/** Who opted out last? */
optOutSchema.index({ at: -1, _id: -1 }, { name: 'at' });

type OptOutDocument = Omit<OptOut, 'phone' | 'keys'> & { readonly _id: string; readonly keys?: readonly string[] };
const COUNT_LIMIT = 10_001;

/** Documents of earlier versions have no `keys`: their id is the only address. */
const naming = (keys: readonly string[]): Filter<OptOutDocument> => ({
  $or: [{ _id: { $in: [...keys] } }, { keys: { $in: [...keys] } }],
});

const toOptOut = ({ _id, ...stored }: OptOutDocument): OptOut => ({
  ...stored,
  keys: stored.keys ?? [_id],
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
    const keys = [...new Set([phone, ...optOut.keys])];
    try {
      await inTransaction(this.connection, async (session) => {
        await this.optOuts.insertOne({ _id: phone, ...optOut, keys }, { session });
        await outboxOf(this.connection).append([contactOptedOut({ phone, ...optOut })], session);
      });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.optOuts.updateOne(
        { _id: phone },
        { $addToSet: { keys: { $each: keys } } },
        { writeConcern: { w: 'majority' } },
      );
      return false;
    }
  }

  async isOptedOut(keys: readonly string[]): Promise<boolean> {
    return (await this.optedOut(keys)).size > 0;
  }

  async optedOut(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const found = await this.optOuts.find(naming(keys), { projection: { _id: 1, keys: 1 } }).toArray();
    const theirs = new Set(found.flatMap(({ _id, keys: known = [] }) => [_id, ...known]));
    return new Set(keys.filter((key) => theirs.has(key)));
  }

  async lift(keys: readonly string[]): Promise<readonly OptOut[]> {
    const found = await this.optOuts.find(naming(keys)).toArray();
    if (found.length === 0) return [];
    await this.optOuts.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { writeConcern: { w: 'majority' } });
    return found.map(toOptOut);
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
