import { type ClientSession, type Connection, type mongo } from 'mongoose';
import { SuppressionList } from '../contacts/suppression.ts';
import { naming, OPT_OUTS, type OptOutDocument } from './opt-out.schema.ts';

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

  /** Of these addresses, those that an opt-out names: one question, however many there are. */
  async among(keys: readonly string[], session?: ClientSession): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const hashes = await this.suppressions.hashes(keys);
    const found = await this.optOuts
      .find(naming([...keys, ...hashes]), { projection: { _id: 1, keys: 1 }, ...(session && { session }) })
      .toArray();
    const theirs = new Set(found.flatMap(({ _id, keys: known = [] }) => [_id, ...known]));
    return new Set(keys.filter((key, index) => theirs.has(key) || theirs.has(hashes[index] ?? '')));
  }

  private get optOuts() {
    return this.connection.collection<OptOutDocument>(OPT_OUTS);
  }
}
