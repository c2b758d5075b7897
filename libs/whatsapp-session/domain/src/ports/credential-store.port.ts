import { type OwnerId } from '@relance/kernel';
import { type OutgoingRecord } from '@relance/messaging';
import { type CredentialState } from '../session-state.ts';

export type KeyChange = {
  readonly type: string;
  readonly id: string;
  /** Serialised value; null deletes. */
  readonly value: string | null;
};

/** Thrown by every write whose lease another process has taken since. Nothing was written. */
export class StaleLeaseError extends Error {
  override readonly name = 'StaleLeaseError';
  constructor() {
    super('Another process holds this session now.');
  }
}

/** Inbound messages that are not handled yet, oldest first. */
export type InboundPage = {
  readonly entries: readonly { readonly name: string; readonly value: string }[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
};

/** One owner's credentials, opened for writing under a lease. Values are plain here and encrypted at rest. */
export interface OwnerCredentials {
  readCredentials(): Promise<string | null>;
  /** `registered` once a device is linked. Throws StaleLeaseError. */
  writeCredentials(value: string, registered: boolean): Promise<void>;
  readKeys(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** All or nothing. Throws StaleLeaseError. */
  writeKeys(changes: readonly KeyChange[]): Promise<void>;
  /** Keeps what was sent, for recipients that ask for it again; it goes by itself after 14 days. */
  keepOutgoing(messageId: string, value: string): Promise<void>;
  /** The document that `keepOutgoing` would write, for a store that writes it together with something else. */
  outgoingRecord(messageId: string, value: string): OutgoingRecord;
  readOutgoing(messageId: string): Promise<string | null>;
  /** Notes beside a kept message that WhatsApp has acknowledged it; forgotten with the message. */
  markAccepted(messageId: string): Promise<void>;
  /** Whether a kept message was acknowledged, to this process or to one before it. */
  isAccepted(messageId: string): Promise<boolean>;
  /** Journal of inbound messages: written before WhatsApp is told that they arrived, deleted once they are handled. */
  writeInbound(name: string, value: string): Promise<void>;
  /** A page of what was not handled yet: the first, or the one behind `after` (a page's `next`). */
  readInbound(after: string | null): Promise<InboundPage>;
  deleteInbound(name: string): Promise<void>;
}

/** Encrypted credentials of all owners. */
export interface CredentialStore {
  /** Checks that the configured master keys open what is stored. Throws with a sentence for the operator. */
  verify(): Promise<void>;
  /** Which credentials are stored, without opening them. */
  peek(ownerId: OwnerId): Promise<CredentialState>;
  /** Opens (or prepares) an owner's credentials for the holder of this lease token; older tokens are shut out. */
  open(ownerId: OwnerId, leaseToken: number): Promise<OwnerCredentials>;
  /** Removes credentials, keys, kept messages and the data key. */
  delete(ownerId: OwnerId): Promise<void>;
  /** Removes what is kept of these messages; needs no lease. Safe to repeat. */
  forgetOutgoing(ownerId: OwnerId, messageIds: readonly string[]): Promise<void>;
  /** Encrypts a short text for the database with the newest master key, bound to its owner and purpose. */
  seal(ownerId: OwnerId, purpose: string, plain: string): string;
  /** Null when it was sealed for another owner or purpose, or with a key that is gone. */
  unseal(ownerId: OwnerId, purpose: string, sealed: string): string | null;
}
export const CREDENTIAL_STORE = Symbol('CredentialStore');
