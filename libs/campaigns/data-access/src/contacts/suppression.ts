import { createHmac, randomBytes } from 'node:crypto';
import { isDuplicateKey } from '@relance/platform';
import { type ClientSession, type Connection, Schema } from 'mongoose';

export const SUPPRESSIONS = 'suppressions';
export const SUPPRESSION_MODEL = 'Suppression';
/** `_id` is owner and salted hash of a number: no number can be read from it, but a number that comes again is known. */
export const suppressionSchema = new Schema(
  { _id: String },
  { collection: SUPPRESSIONS, strict: false, versionKey: false },
);
const SALT = 'salt';
type SuppressionDocument = { readonly _id: string; readonly salt?: string; readonly at?: Date };

/** People who were erased, by what cannot be read back. */
export class SuppressionList {
  private salt: string | null = null;

  constructor(private readonly connection: Connection) {}

  private get list() {
    return this.connection.collection<SuppressionDocument>(SUPPRESSIONS);
  }

  /** The keys as salted hashes; the same in every process of the installation. */
  async hashes(keys: readonly string[]): Promise<string[]> {
    const salt = (this.salt ??= await this.readSalt());
    return keys.map((key) => `hash:${createHmac('sha256', salt).update(key).digest('hex')}`);
  }

  async add(ownerId: string, keys: readonly string[], at: Date, session: ClientSession): Promise<void> {
    for (const hash of await this.hashes(keys)) {
      await this.list.updateOne({ _id: `${ownerId}:${hash}` }, { $set: { at } }, { upsert: true, session });
    }
  }

  async suppressed(ownerId: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
    // Most owners have erased nobody: nothing has to be hashed then.
    if (keys.length === 0 || !(await this.hasAny(ownerId))) return new Set();
    const ids = (await this.hashes(keys)).map((hash) => `${ownerId}:${hash}`);
    const found = await this.list.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
    const known = new Set(found.map(({ _id }) => _id));
    return new Set(keys.filter((_, index) => known.has(ids[index] ?? '')));
  }

  private async hasAny(ownerId: string): Promise<boolean> {
    const own = { _id: { $gte: `${ownerId}:hash:`, $lt: `${ownerId}:hash;` } };
    return (await this.list.findOne(own, { projection: { _id: 1 } })) !== null;
  }

  private async readSalt(): Promise<string> {
    const stored = await this.list.findOne({ _id: SALT });
    if (stored?.salt) return stored.salt;
    try {
      const salt = randomBytes(32).toString('hex');
      await this.list.insertOne({ _id: SALT, salt }, { writeConcern: { w: 'majority' } });
      return salt;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.readSalt();
    }
  }
}
