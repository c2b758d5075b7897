import { type OwnerId } from '@relance/kernel';

/** Another program's list of an owner's people. */
export interface ContactDirectory {
  /** False: there is none, and `people` gives nothing. */
  readonly isConfigured: boolean;
  /**
   * The people page by page, each as its program sent it. Throws DomainError `unavailable`, DIRECTORY_UNAVAILABLE, when it does not
   * answer or answers something else: an outage is never an empty list.
   */
  people(ownerId: OwnerId): AsyncIterable<readonly unknown[]>;
}
export const CONTACT_DIRECTORY = Symbol('ContactDirectory');

/** Whether an owner may have messages sent: `unknown` while the program that knows does not answer. */
export type Entitlement = 'entitled' | 'not_entitled' | 'unknown';

export interface EntitlementReader {
  /** From memory when it was asked a moment ago; never rejects. */
  read(ownerId: OwnerId): Promise<Entitlement>;
}
export const ENTITLEMENT_READER = Symbol('EntitlementReader');
