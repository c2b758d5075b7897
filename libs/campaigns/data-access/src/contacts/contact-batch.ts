import {
  addTags,
  type ContactRow,
  mergeAttributes,
  type RowOutcome,
  type SaveRowsOptions,
} from '@relance/campaigns-domain';
import { documentId, type OwnerId } from '@relance/kernel';
import { type AnyBulkWriteOperation, type Collection } from 'mongodb';
import { type ClientSession, type Types } from 'mongoose';
import { filterKeys, newContact, searchKeys } from './contact.codec.ts';
import { type ContactDocument } from './contact.schema.ts';

type Contacts = Pick<Collection<ContactDocument>, 'bulkWrite' | 'find'>;
type Change = AnyBulkWriteOperation<ContactDocument>;
export type SavedBatch = {
  readonly outcomes: readonly RowOutcome[];
  readonly created: number;
  readonly restored: number;
  readonly newPhones: readonly string[];
  /** New phones whose people had not opted out. */
  readonly unflagged: readonly string[];
};

/** So many rows go into one command: neither this process nor the database's is busy for long with one of them. */
const ROWS_A_COMMAND = 50;

/** Writes a batch of rows in a transaction: one question for what is known, one command for each fifty rows. */
export async function saveBatch(
  contacts: Contacts,
  ownerId: OwnerId,
  rows: readonly ContactRow[],
  options: SaveRowsOptions,
  {
    now,
    session,
    optedOut,
  }: {
    readonly now: Date;
    readonly session: ClientSession;
    /** Of new phones, those whose people have opted out already. */
    readonly optedOut: (phones: readonly string[]) => Promise<ReadonlySet<string>>;
  },
): Promise<SavedBatch> {
  const phones = rows.map(({ phone }) => phone);
  const known = await contacts
    .find({ ownerId, phone: { $in: phones } }, { session, batchSize: ROWS_A_COMMAND })
    .toArray();
  const byPhone = new Map(known.map((document) => [document.phone, document]));
  const newPhones = phones.filter((phone) => !byPhone.has(phone));
  const silent = await optedOut(newPhones);
  const writes: Change[] = [];
  const save = (row: ContactRow): RowOutcome => {
    const stored = byPhone.get(row.phone);
    if (!stored) {
      const document = newContact(ownerId, row, now, silent.has(row.phone));
      writes.push({ insertOne: { document } });
      return { outcome: 'created', id: idOf(document._id), isRestored: false };
    }
    const id = idOf(stored._id);
    if (!options.upsert && !options.ownPhones?.has(row.phone)) return { outcome: 'exists', id, isRestored: false };
    const change = changeOf(stored, row, options);
    if (Object.keys(change).length === 0) return { outcome: 'unchanged', id, isRestored: false };
    const keys = {
      ...(change.name !== undefined && searchKeys(change.name, stored.phone)),
      ...filterKeys(change),
    };
    writes.push({
      updateOne: { filter: { _id: stored._id }, update: { $set: { ...change, ...keys, updatedAt: now } } },
    });
    return { outcome: 'updated', id, isRestored: change.archivedAt === null };
  };
  const outcomes: RowOutcome[] = [];
  for (let start = 0; start < rows.length; start += ROWS_A_COMMAND) {
    outcomes.push(...rows.slice(start, start + ROWS_A_COMMAND).map(save));
    const changes = writes.splice(0);
    if (changes.length > 0) await contacts.bulkWrite(changes, { session, ordered: true });
  }
  return {
    outcomes,
    created: outcomes.filter(({ outcome }) => outcome === 'created').length,
    restored: outcomes.filter(({ isRestored }) => isRestored).length,
    newPhones,
    unflagged: newPhones.filter((phone) => !silent.has(phone)),
  };
}

const idOf = (id: Types.ObjectId) => documentId<'ContactId'>(id.toHexString());

type Fields = Partial<ContactDocument>;

/** What a row says and the stored contact does not say yet. */
function changeOf(stored: ContactDocument, row: ContactRow, { tagsMode, restoreArchived }: SaveRowsOptions): Fields {
  const { countryOfPhone: _country, languageIfUnknown, attributes, tags, phone: _phone, ...plain } = row;
  const said: Record<string, unknown> = { ...plain };
  if (attributes) said['attributes'] = mergeAttributes(stored.attributes ?? {}, attributes);
  if (tags) said['tags'] = tagsMode === 'add' ? addTags(stored.tags ?? [], tags) : [...tags];
  if (said['language'] === undefined && languageIfUnknown && !stored.language) said['language'] = languageIfUnknown;
  if (restoreArchived && stored.archivedAt) said['archivedAt'] = null;
  return Object.fromEntries(
    Object.entries(said).filter(([key, value]) => {
      const before: unknown = stored[key as keyof ContactDocument] ?? defaultOf(key);
      return value !== undefined && !isSame(value, before);
    }),
  );
}

/** What a field reads as where an earlier version wrote none. */
const defaultOf = (key: string): unknown =>
  key === 'tags'
    ? []
    : key === 'attributes'
      ? {}
      : key === 'subscription'
        ? 'none'
        : key === 'isPhoneValid'
          ? true
          : null;

/** Values of contacts are texts, dates, lists and flat maps; the order of a map's keys does not count. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value;
