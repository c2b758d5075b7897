import { type ClientSession, type Connection, Schema } from 'mongoose';

/** One document for each owner: what lists of owners are sorted, filtered and searched by. */
export const OWNER_SESSIONS = 'owner_sessions';
export const OWNER_SESSION_MODEL = 'OwnerSession';

export type OwnerSessionDocument = {
  /** The owner's id. */
  readonly _id: string;
  /** False for people who only ever came as staff and have no session. */
  readonly listed: boolean;
  readonly state: string;
  readonly strikes: number;
  readonly isLinked: boolean;
  /** When the owner was first seen, with or without a session. */
  readonly since: Date;
  /** Folded name, else address, else id: the order by name. */
  readonly called: string;
  /** What a search by the beginning of a word finds, from each side that knows words. */
  readonly ownerWords?: readonly string[];
  readonly sessionWords?: readonly string[];
};

export const ownerSessionSchema = new Schema(
  { _id: String },
  { collection: OWNER_SESSIONS, strict: false, versionKey: false },
);
/** All owners: those with a link first, by age, by name. */
ownerSessionSchema.index({ listed: 1, isLinked: -1, since: -1, _id: -1 }, { name: 'newest' });
ownerSessionSchema.index({ listed: 1, since: 1, _id: 1 }, { name: 'oldest' });
ownerSessionSchema.index({ listed: 1, called: 1, _id: 1 }, { name: 'by_name' });
/** Owners in this state, by age and by name. */
ownerSessionSchema.index({ listed: 1, state: 1, since: -1, _id: -1 }, { name: 'in_state' });
ownerSessionSchema.index({ listed: 1, state: 1, called: 1, _id: 1 }, { name: 'in_state_by_name' });
/** How many owners are in which state, near the limit, beyond it? */
ownerSessionSchema.index({ listed: 1, strikes: 1, state: 1 }, { name: 'strikes' });
/** Who has a word that begins so? */
ownerSessionSchema.index({ ownerWords: 1 }, { name: 'owner_words' });
ownerSessionSchema.index({ sessionWords: 1 }, { name: 'session_words' });

/** Texts compared without case and accents. */
export const foldWords = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

const LONGEST = 60;

/** The rest of a text from each of its words on, so that the beginning of any of them is found. */
export function searchWords(texts: readonly (string | null | undefined)[]): string[] {
  const words = texts.flatMap((text) => {
    const folded = foldWords(text ?? '');
    const starts = [...folded.matchAll(/(?<=^|[\s'’.,@_+-])[^\s'’.,@_+-]/gu)].map(({ index }) => index);
    return [0, ...starts].map((start) => folded.slice(start, start + LONGEST));
  });
  return [...new Set(words)].filter((word) => word !== '');
}

type Owner = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly isMember: boolean;
  readonly since: Date;
};

/** What is known of the person, told by whoever keeps the owners. */
export async function listOwner(connection: Connection, owner: Owner): Promise<void> {
  const { id, name, email, isMember, since } = owner;
  const words = { called: foldWords(name ?? email ?? id), ownerWords: searchWords([id, name, email]) };
  await rows(connection).updateOne(
    { _id: id },
    {
      $set: { ...words, ...(isMember && { listed: true }) },
      $min: { since },
      $setOnInsert: { state: 'none', strikes: 0, isLinked: false, ...(!isMember && { listed: false }) },
    },
    { upsert: true },
  );
}

type Session = {
  readonly ownerId: string;
  readonly state: string;
  readonly strikes: number;
  readonly pushName: string | null;
  readonly linkedPhoneMasked: string | null;
};

/** What is known of the session, told by its store in the transaction of the change. */
export async function listSession(
  connection: Connection,
  { ownerId, state, strikes, pushName, linkedPhoneMasked: phone }: Session,
  since: Date,
  session?: ClientSession,
): Promise<void> {
  // A masked number is found as a whole, as it is shown, and by its end.
  const phoneWords = phone === null ? [] : [phone, phone.slice(phone.indexOf('…'))];
  await rows(connection).updateOne(
    { _id: ownerId },
    {
      $set: {
        listed: true,
        state,
        strikes,
        isLinked: state !== 'none',
        sessionWords: [...searchWords([pushName]), ...phoneWords],
      },
      $min: { since },
      $setOnInsert: { called: foldWords(ownerId), ownerWords: searchWords([ownerId]) },
    },
    { upsert: true, ...(session && { session }) },
  );
}

const rows = (connection: Connection) => connection.collection<OwnerSessionDocument>(OWNER_SESSIONS);
