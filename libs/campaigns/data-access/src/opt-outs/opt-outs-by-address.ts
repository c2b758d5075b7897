import { type ClientSession, type Connection, type mongo } from 'mongoose';
import { SuppressionList } from '../contacts/suppression.ts';
import { naming, OPT_OUTS, type OptOutDocument } from './opt-out.schema.ts';

/** Of so many addresses it is asked first whether anybody was erased. */
const MANY = 100;

/** Opt-outs by the addresses of people. Who was erased after a STOP is known by the salted hashes of their addresses. */
export class OptOutsByAddress {
  private readonly suppressions: SuppressionList;

  constructor(private readonly connection: Connection) {
    this.suppressions = new SuppressionList(connection);
  }

  /** The opt-outs that name one of these addresses. */
  async find(keys: readonly string[], session?: ClientSession): Promise<mongo.WithId<OptOutDocument>[]> {
    const hashes = await this.suppressions.hashes(keys);
    return this.optOuts.find(naming([...keys, ...hashes]), { ...(session && { session }) }).toArray();
  }

  /** Of these addresses, those that an opt-out names: one question, or of many addresses at most three. */
  async among(keys: readonly string[], session?: ClientSession): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    if (keys.length > MANY) return this.amongMany(keys, session);
    const hashes = await this.suppressions.hashes(keys);
    const theirs = await this.named([...keys, ...hashes], session);
    return new Set(keys.filter((key, index) => theirs.has(key) || theirs.has(hashes[index] ?? '')));
  }

  /** Writes to the opt-outs that name one of these addresses: whoever removes one in the same moment conflicts with this transaction. */
  async keep(keys: readonly string[], session: ClientSession): Promise<void> {
    const hashes = await this.suppressions.hashes(keys);
    await this.optOuts.updateMany(naming([...keys, ...hashes]), { $inc: { looks: 1 } }, { session });
  }

  /**
   * Most installations have erased nobody who opted out: nothing is hashed then. That is asked last, so that who is erased in this
   * moment is found by one of the two.
   */
  private async amongMany(keys: readonly string[], session?: ClientSession): Promise<ReadonlySet<string>> {
    const plain = await this.named(keys, session);
    const isErased = { $gte: 'hash:', $lt: 'hash;' };
    const erased = await this.optOuts.findOne(
      { $or: [{ _id: isErased }, { keys: { $elemMatch: isErased } }] },
      { projection: { _id: 1 }, ...(session && { session }) },
    );
    if (!erased) return new Set(keys.filter((key) => plain.has(key)));
    const hashes = await this.suppressions.hashes(keys);
    const hashed = await this.named(hashes, session);
    return new Set(keys.filter((key, index) => plain.has(key) || hashed.has(hashes[index] ?? '')));
  }

  /** Every address of the opt-outs that have one of these. */
  private async named(keys: readonly string[], session?: ClientSession): Promise<ReadonlySet<string>> {
    const found = await this.optOuts
      .find(naming(keys), { projection: { _id: 1, keys: 1 }, ...(session && { session }) })
      .toArray();
    return new Set(found.flatMap(({ _id, keys: known = [] }) => [_id, ...known]));
  }

  private get optOuts() {
    return this.connection.collection<OptOutDocument>(OPT_OUTS);
  }
}
