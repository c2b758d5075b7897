import { Schema } from 'mongoose';

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
