import { type OwnerId } from '@relance/kernel';
import { type CloseCause } from '../close-cause.ts';
import { type CloseRecord, type DurableEffect } from '../session-events.ts';
import { type SessionState } from '../session-state.ts';
import { type Session } from '../session.ts';

/** A stored session with what only the database knows. `held`: a process holds its lease now. */
export type StoredSession = {
  readonly session: Session;
  readonly held: boolean;
  readonly offer: SealedOffer | null;
  /** Ordered with the state and not known to be done: whoever holds the session next repeats them. */
  readonly pendingEffects: readonly DurableEffect[];
};

/** A QR or pairing code on offer, encrypted: other processes show it, a dump does not. */
export type SealedOffer = { readonly sealed: string; readonly expiresAt: Date };

/** `stale`: another write came first, load again. `lease_lost`: another process holds the session now, let go.
 * `number_taken`: another owner has linked this number. */
export type SaveOutcome = 'saved' | 'stale' | 'lease_lost' | 'number_taken';

export type TimelineEntry = CloseRecord & { readonly id: string };

export type FailureCount = {
  /** Start of the hour, UTC. */
  readonly hour: Date;
  readonly code: number | null;
  readonly cause: CloseCause;
  readonly count: number;
};

/** A page of the timeline, newest first: by number (`skip`), or behind the last line that was read. */
export type TimelinePage = {
  readonly limit: number;
  readonly skip?: number;
  readonly after?: { readonly at: Date; readonly id: string } | null;
  /** Newest first by default. */
  readonly oldestFirst?: boolean;
};

/** Sessions and their timelines. Every read and write names its owner but for those that say `anyOwner`. */
export interface SessionStore {
  find(ownerId: OwnerId): Promise<StoredSession | null>;
  /** Makes sure that a document exists (state none, rev 0) so that it can be leased. */
  ensure(ownerId: OwnerId): Promise<void>;
  /**
   * Stores `next` (whose rev is the one it was decided on; the stored one is one higher), and the timeline line with it
   * in the same transaction. Matches only that rev under that lease. `pending` joins the effects that are still to be done.
   */
  save(
    next: Session,
    leaseToken: number,
    record: CloseRecord | null,
    pending?: readonly DurableEffect[],
  ): Promise<SaveOutcome>;
  /** The durable effects ordered so far are done. */
  effectsDone(ownerId: OwnerId, leaseToken: number): Promise<void>;
  /** Who has linked this number; null when nobody has. */
  anyOwnerLinked(numberKey: string): Promise<OwnerId | null>;
  /** Sessions whose durable effects were left by a process that holds them no more. */
  anyOwnerWithPendingEffects(limit: number): Promise<OwnerId[]>;
  saveOffer(ownerId: OwnerId, leaseToken: number, offer: SealedOffer | null): Promise<void>;
  timeline(ownerId: OwnerId, page: TimelinePage): Promise<{ rows: TimelineEntry[]; total: number; hasMore: boolean }>;
  /** The sessions that these owners have, in no order. */
  anyOwnerFind(ownerIds: readonly OwnerId[]): Promise<StoredSession[]>;
  /** Expired sessions whose credentials are to be deleted by now. */
  anyOwnerWithExpiredCredentialGrace(now: Date, limit: number): Promise<OwnerId[]>;
  anyOwnerCountByState(): Promise<ReadonlyMap<SessionState, number>>;
  anyOwnerFailures(since: Date): Promise<FailureCount[]>;
}
export const SESSION_STORE = Symbol('SessionStore');

export type SessionChange = {
  readonly ownerId: OwnerId;
  /** Another process left a command for the holder. */
  readonly hasCommands: boolean;
  readonly offer: SealedOffer | null;
};

/** Tells that sessions changed, whichever process changed them. */
export interface SessionFeed {
  /** Calls back after each change until the returned function is called. */
  watch(onChange: (change: SessionChange) => void): () => Promise<void>;
}
export const SESSION_FEED = Symbol('SessionFeed');
