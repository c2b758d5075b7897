import { type OwnerId } from '@relance/kernel';

export const LEASE_MS = 30_000;
export const LEASE_RENEW_MS = 10_000;

export type Lease = { readonly ownerId: OwnerId; readonly token: number };

/** A session that nobody works on although its state asks for it. `holder` is the last one, null if never held. */
export type Orphan = { readonly ownerId: OwnerId; readonly holder: string | null; readonly expired: boolean };

/** Who may work on a session. All times are the database's. */
export interface SessionLeases {
  /**
   * Takes the lease when it is free, run out, or held by `deadHolder` (known to be dead); null when another holds it.
   * The token rises with each taking.
   */
  take(ownerId: OwnerId, holder: string, deadHolder?: string): Promise<Lease | null>;
  /** Prolongs all leases of a holder; answers those it still has. */
  renew(holder: string): Promise<readonly Lease[]>;
  release(ownerId: OwnerId, token: number): Promise<void>;
  /** Who holds it now, null when nobody does. */
  holderOf(ownerId: OwnerId): Promise<string | null>;
  /** Supervised sessions of other holders whose lease has run out, and those that a process of this host holds; `limit` of each. */
  foreign(holder: string, limit: number): Promise<readonly Orphan[]>;
  /** Leaves a command for the process that holds the session (it watches the feed). */
  enqueue(ownerId: OwnerId, command: SessionCommand): Promise<void>;
  /** Takes the commands left for this owner, oldest first. */
  dequeueAll(ownerId: OwnerId, token: number): Promise<readonly SessionCommand[]>;
}

/** What one process asks of the one that holds the session. */
export type SessionCommand = {
  readonly id: string;
  /** `forgive`: the outage detector tripped; strikes given since `since` are taken back. */
  readonly kind: 'connect' | 'disconnect' | 'reset' | 'withdraw_strikes';
  readonly method: 'qr' | 'pairing_code' | null;
  /** Encrypted while it lies in the database. */
  readonly sealedPhone: string | null;
  readonly since?: Date;
};
export const SESSION_LEASES = Symbol('SessionLeases');
