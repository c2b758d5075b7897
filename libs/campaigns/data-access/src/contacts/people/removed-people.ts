import { type Contact, personKeys, type SharedFacts } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type ClientSession, type Connection, Schema } from 'mongoose';
import { type SuppressionList } from '../suppression.ts';

export const REMOVED_PEOPLE = 'removed_people';
export const REMOVED_PERSON_MODEL = 'RemovedPerson';
export const removedPersonSchema = new Schema(
  { _id: String },
  { collection: REMOVED_PEOPLE, strict: false, versionKey: false },
);
/** What was known of the people with these addresses, of whom the owner removed a contact? */
removedPersonSchema.index({ ownerId: 1, keys: 1 }, { name: 'owner_keys' });

/** `_id` is the removed contact's id; `keys` are salted hashes of the person's addresses: no number can be read from them. */
type RemovedPerson = SharedFacts & {
  readonly _id: string;
  readonly ownerId: string;
  readonly keys: readonly string[];
  readonly removedAt: Date;
};

/**
 * What an owner knew of people whose contacts were removed: that they paid, when and to whom they wrote. Facts are the person's, not
 * the row's: whoever is entered again has them. An erasure removes them.
 */
export class RemovedPeople {
  constructor(
    private readonly connection: Connection,
    private readonly suppressions: Pick<SuppressionList, 'hashes'>,
  ) {}

  private get people() {
    return this.connection.collection<RemovedPerson>(REMOVED_PEOPLE);
  }

  /** Call it in the transaction that removes the contact. Nothing is kept of a person of whom nothing is known. */
  async remember(contact: Contact, removedAt: Date, session: ClientSession): Promise<void> {
    const { id, ownerId, convertedAt, lastInboundAt, wroteTo } = contact;
    if (convertedAt === null && lastInboundAt === null) return;
    const keys = await this.suppressions.hashes(personKeys(contact));
    const facts = { convertedAt, lastInboundAt, ...(wroteTo && { wroteTo }) };
    await this.people.insertOne({ _id: id, ownerId, keys, ...facts, removedAt }, { session });
  }

  /** Of these addresses, those of people who were removed, each with what was known. */
  async known(ownerId: OwnerId, keys: readonly string[]): Promise<ReadonlyMap<string, SharedFacts>> {
    // Most owners remove nobody who paid or wrote: nothing has to be hashed then.
    if (keys.length === 0 || !(await this.people.findOne({ ownerId }, { projection: { _id: 1 } }))) return new Map();
    const hashes = await this.suppressions.hashes(keys);
    const found = await this.people.find({ ownerId, keys: { $in: hashes } }).toArray();
    const byHash = new Map(found.flatMap((person) => person.keys.map((hash) => [hash, person] as const)));
    return new Map(
      keys.flatMap((key, index) => {
        const facts = byHash.get(hashes[index] ?? '');
        return facts ? [[key, facts] as const] : [];
      }),
    );
  }

  async forget(ownerId: OwnerId, keys: readonly string[], session: ClientSession): Promise<void> {
    const hashes = await this.suppressions.hashes(keys);
    await this.people.deleteMany({ ownerId, keys: { $in: hashes } }, { session });
  }
}
