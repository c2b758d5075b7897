import { foldLabel } from '@relance/kernel';
import { type ClientSession, type Connection } from 'mongoose';
import { inTransaction } from '../mongo/transactions.ts';
import { type CountedOwner, moveOwnerCount } from './owner-session-counts.ts';
import { OWNER_SESSIONS, type OwnerSessionDocument } from './owner-session.schema.ts';

const LONGEST = 60;

/** The beginning of a text as it is stored and searched: folded, with one kind of apostrophe, no longer than what is stored. */
export const foldWords = (text: string): string => foldLabel(text).slice(0, LONGEST);

/** The rest of a text from each of its words on, so that the beginning of any of them is found. */
export function searchWords(texts: readonly (string | null | undefined)[]): string[] {
  const words = texts.flatMap((text) => {
    const folded = foldLabel(text ?? '');
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
  // Most owners are in the list already: nothing that is counted changes.
  const isKnown = { _id: id, ...(isMember && { listed: true }) };
  const { matchedCount } = await rows(connection).updateOne(isKnown, { $set: words, $min: { since } });
  if (matchedCount === 1) return;
  await inTransaction(connection, async (session) => {
    const before = await rows(connection).findOneAndUpdate(
      { _id: id },
      {
        $set: { ...words, ...(isMember && { listed: true }) },
        $min: { since },
        $setOnInsert: { state: 'none', strikes: 0, isLinked: false, ...(!isMember && { listed: false }) },
      },
      { upsert: true, returnDocument: 'before', projection: COUNTED, session },
    );
    const after = { state: 'none', strikes: 0, ...before, listed: isMember || (before?.listed ?? false) };
    await moveOwnerCount(connection, id, before, after, session);
  });
}

type Session = {
  readonly ownerId: string;
  readonly state: string;
  readonly strikes: number;
  readonly pushName: string | null;
  readonly linkedPhoneMasked: string | null;
};

/** What is known of the session, told by its store in the transaction of the change; without one in a transaction of its own. */
export async function listSession(
  connection: Connection,
  session: Session,
  since: Date,
  transaction?: ClientSession,
): Promise<void> {
  if (transaction === undefined) {
    await inTransaction(connection, (own) => listSession(connection, session, since, own));
    return;
  }
  const { ownerId, state, strikes, pushName, linkedPhoneMasked: phone } = session;
  // A masked number is found as a whole, as it is shown, and by its end.
  const phoneWords = phone === null ? [] : [phone, phone.slice(phone.indexOf('…'))];
  const before: CountedOwner | null = await rows(connection).findOneAndUpdate(
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
    { upsert: true, returnDocument: 'before', projection: COUNTED, session: transaction },
  );
  await moveOwnerCount(connection, ownerId, before, { listed: true, state, strikes }, transaction);
}

const COUNTED = { _id: 0, listed: 1, state: 1, strikes: 1 } as const;
const rows = (connection: Connection) => connection.collection<OwnerSessionDocument>(OWNER_SESSIONS);
