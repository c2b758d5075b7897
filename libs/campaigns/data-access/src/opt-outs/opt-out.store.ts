import {
  type LiftedOptOuts,
  type ListedOptOut,
  mayLift,
  type OptOut,
  type OptOutQuery,
  type OptOutStore,
  type PageOf,
  type PageRequest,
  saidToOf,
  withSpellings,
} from '@relance/campaigns-domain';
import { ownerId, type OwnerId, phoneBeginnings } from '@relance/kernel';
import { inTransaction, isDuplicateKey, outboxOf, readPage } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { OptOutFlags } from '../contacts/opt-out-flags.ts';
import { SuppressionList } from '../contacts/suppression.ts';
import { prefixRange } from '../keyset-page.ts';
import { contactOptedOut } from '../outbox-events.ts';
import { OPT_OUTS, type OptOutDocument } from './opt-out.schema.ts';
import { OptOutsByAddress } from './opt-outs-by-address.ts';

const COUNT_LIMIT = 10_001;
const REFRESHED_AT_ONCE = 200;

const isHash = (address: string): boolean => address.startsWith('hash:');
const newId = (): string => new Types.ObjectId().toHexString();
/** An opt-out is found by every number of the person: the one it was said from, the one that was written down, other spellings. */
const searchKeysOf = (addresses: readonly string[]): readonly string[] => [
  ...new Set(addresses.filter((address) => address.startsWith('+')).flatMap(phoneBeginnings)),
];

const toOptOut = ({
  _id,
  id: _publicId,
  flags: _flags,
  looks: _looks,
  searchKeys: _searchKeys,
  ...stored
}: OptOutDocument): OptOut => ({
  ...stored,
  keys: stored.keys ?? [_id],
  phone: _id,
  ownerId: ownerId(stored.ownerId),
  saidTo: saidToOf(stored),
});

const toListed = (stored: OptOutDocument): ListedOptOut => ({ ...toOptOut(stored), id: stored.id ?? '' });

type Widening = {
  readonly addresses: readonly string[];
  /** The same, or their hashes. */
  readonly stored: readonly string[];
  readonly saidTo: readonly OwnerId[];
};

/** People who asked to be left alone, on MongoDB. */
@Injectable()
export class MongoOptOutStore implements OptOutStore {
  private readonly byAddress: OptOutsByAddress;
  private readonly flags: OptOutFlags;
  private readonly suppressions: SuppressionList;

  constructor(@InjectConnection() private readonly connection: Connection) {
    this.byAddress = new OptOutsByAddress(connection);
    this.flags = new OptOutFlags(connection, this.byAddress);
    this.suppressions = new SuppressionList(connection);
  }

  private get optOuts() {
    return this.connection.collection<OptOutDocument>(OPT_OUTS);
  }

  async add(optOut: OptOut): Promise<boolean> {
    for (;;) {
      if (await this.insert(optOut)) return true;
      const saidTo = saidToOf(optOut);
      const addresses = withSpellings([optOut.phone, ...optOut.keys]);
      if (await this.widen([optOut.phone], { addresses, stored: addresses, saidTo })) return false;
      // Lifted between the two: it was said after that.
    }
  }

  async extend(key: string, keys: readonly string[]): Promise<boolean> {
    const ids = (await this.byAddress.find([key])).map(({ _id }) => _id);
    const addresses = withSpellings(keys);
    const plain = await this.widen(
      ids.filter((id) => !isHash(id)),
      { addresses, stored: addresses, saidTo: [] },
    );
    if (!ids.some(isHash)) return plain;
    // Of somebody who was erased only hashes are kept, of addresses that are learnt later too.
    const stored = await this.suppressions.hashes(addresses);
    return (await this.widen(ids.filter(isHash), { addresses, stored, saidTo: [] })) || plain;
  }

  /** False when the person opted out from this address before. */
  private async insert({ phone, ...optOut }: OptOut): Promise<boolean> {
    const keys = [...withSpellings([phone, ...optOut.keys])];
    const saidTo = saidToOf(optOut);
    try {
      await inTransaction(this.connection, async (session) => {
        const document = {
          _id: phone,
          ...optOut,
          keys,
          saidTo,
          id: newId(),
          searchKeys: searchKeysOf(keys),
          flags: 'due',
        } as const;
        await this.optOuts.insertOne(document, { session });
        await this.flags.refresh(keys, session);
        await outboxOf(this.connection).append([contactOptedOut({ phone, ...optOut })], session);
      });
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
    await this.flags.settle(keys);
    return true;
  }

  /** Adds addresses, as they are stored, and who was told, to opt-outs that are there; false when there is none. */
  private async widen(ids: readonly string[], { addresses, stored, saidTo }: Widening): Promise<boolean> {
    if (ids.length === 0) return false;
    const filter: Filter<OptOutDocument> = { _id: { $in: [...ids] } };
    const isThere = await inTransaction(this.connection, async (session) => {
      const widened = await this.optOuts.updateMany(
        filter,
        { $addToSet: { keys: { $each: [...stored] }, saidTo: { $each: [...saidTo] } }, $set: { flags: 'due' } },
        { session },
      );
      if (widened.matchedCount === 0) return false;
      // Those of earlier versions are given theirs when they are listed.
      await this.optOuts.updateMany(
        { ...filter, searchKeys: { $exists: true } },
        { $addToSet: { searchKeys: { $each: [...searchKeysOf(stored)] } } },
        { session },
      );
      await this.flags.refresh(addresses, session);
      return true;
    });
    if (isThere) await this.flags.settle(addresses);
    return isThere;
  }

  async refreshFlags(occasion: 'start' | 'hour'): Promise<number> {
    if (occasion === 'start') await this.forgetErased();
    const marked = await this.optOuts
      .find({ flags: { $exists: true } }, { projection: { keys: 1, flags: 1 } })
      .toArray();
    for (let from = 0; from < marked.length; from += REFRESHED_AT_ONCE) {
      const batch = marked.slice(from, from + REFRESHED_AT_ONCE);
      const keys = batch.flatMap(({ _id, keys: known = [] }) => [_id, ...known]);
      await inTransaction(this.connection, (session) => this.flags.refresh(keys, session));
      if (occasion === 'start') continue;
      const those = (state: 'due' | 'looked') => ({
        _id: { $in: batch.filter(({ flags }) => flags === state).map(({ _id }) => _id) },
        flags: state,
      });
      await this.optOuts.updateMany(those('looked'), { $unset: { flags: '' } });
      await this.optOuts.updateMany(those('due'), { $set: { flags: 'looked' } });
    }
    return marked.length;
  }

  /** Earlier versions kept the digits of people who were erased. */
  private async forgetErased(): Promise<void> {
    const erased = { _id: { $gte: 'hash:', $lt: 'hash;' }, 'searchKeys.0': { $exists: true } };
    await this.optOuts.updateMany(erased as Filter<OptOutDocument>, { $set: { searchKeys: [] } });
  }

  async isOptedOut(keys: readonly string[]): Promise<boolean> {
    return (await this.optedOut(keys)).size > 0;
  }

  optedOut(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return this.byAddress.among(keys);
  }

  async find(keys: readonly string[]): Promise<readonly OptOut[]> {
    return (await this.byAddress.find(keys)).map(toOptOut);
  }

  lift(keys: readonly string[], at: Date, by: OwnerId): Promise<LiftedOptOuts> {
    return inTransaction(this.connection, async (session) => {
      const found = await this.byAddress.find(keys, session);
      if (found.length === 0) return { lifted: [] };
      const held = found.filter((optOut) => !mayLift(optOut, by));
      if (held.length > 0) return { held: held.map(toOptOut) };
      await this.optOuts.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session });
      const named = [...keys, ...found.flatMap(({ _id, keys: known = [] }) => [_id, ...known])];
      await this.flags.refresh([...new Set(named)], session, at);
      return { lifted: found.map(toOptOut) };
    });
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

  async list(query: OptOutQuery, page: PageRequest): Promise<PageOf<ListedOptOut>> {
    await this.giveIds();
    const filter: Filter<OptOutDocument> = {
      ...(query.source && { source: query.source }),
      ...(query.digits && { searchKeys: { $elemMatch: prefixRange(query.digits) } }),
    };
    const oldestFirst = page.sort === 'createdAt';
    const order = oldestFirst ? 1 : -1;
    const { rows, total, hasMore } = await readPage(
      this.optOuts,
      {
        filter,
        behind: page.after ? behind(page.after, oldestFirst) : null,
        sort: { at: order, id: order },
        skip: (page.page - 1) * page.limit,
        limit: page.limit,
      },
      Object.keys(filter).length === 0
        ? this.optOuts.estimatedDocumentCount()
        : this.optOuts.countDocuments(filter, { limit: COUNT_LIMIT }),
    );
    const listed = rows.map(toListed);
    const last = listed.at(-1);
    return { rows: listed, total, next: hasMore && last ? { value: last.at.toISOString(), id: last.id } : null };
  }

  async findListed(id: string): Promise<ListedOptOut | null> {
    const found = await this.optOuts.findOne({ id });
    return found && toListed(found);
  }

  async findByPhone(phone: string): Promise<ListedOptOut | null> {
    await this.giveIds();
    const found = await this.optOuts.findOne({ _id: phone });
    return found && toListed(found);
  }

  /** Opt-outs of earlier versions have no id to be named by, and nothing that a search goes by. */
  private async giveIds(): Promise<void> {
    await this.giveEach('id', newId);
    await this.giveEach('searchKeys', ({ _id, keys = [] }) => searchKeysOf([_id, ...keys]));
  }

  private async giveEach(field: 'id' | 'searchKeys', valueOf: (stored: OptOutDocument) => unknown): Promise<void> {
    for (;;) {
      const without = await this.optOuts
        .find({ [field]: { $exists: false } }, { projection: { _id: 1, keys: 1 } })
        .limit(500)
        .toArray();
      if (without.length === 0) return;
      await this.optOuts.bulkWrite(
        without.map((stored) => ({
          updateOne: {
            filter: { _id: stored._id, [field]: { $exists: false } },
            update: { $set: { [field]: valueOf(stored) } },
          },
        })),
      );
    }
  }
}

function behind({ value, id }: NonNullable<PageRequest['after']>, oldestFirst: boolean): Record<string, unknown> {
  const at = new Date(value);
  const beyond = oldestFirst ? '$gt' : '$lt';
  return { $or: [{ at: { [beyond]: at } }, { at, id: { [beyond]: id } }] };
}
