import { type OwnerId } from '@relance/kernel';

export type OwnerDirectoryQuery = {
  /** State of the owner's session; `none` also finds owners who never had one. */
  readonly state?: string;
  /** Strikes of the owner's session, at least. */
  readonly minFailures?: number;
  /** Beginning of the owner's id, or of a word of the name, e-mail or WhatsApp name; or the linked phone number. */
  readonly text?: string;
  /** `newest` has those with a link, or on the way to one, before those without. */
  readonly order: 'newest' | 'oldest' | 'name';
  readonly skip: number;
  readonly limit: number;
};

/**
 * The roll of every owner the product knows: members who called the API, and whoever has a session. Implemented
 * beside the admin's stores, because it reads over both.
 */
export interface OwnerDirectory {
  page(query: OwnerDirectoryQuery): Promise<{ readonly ids: readonly OwnerId[]; readonly total: number }>;
}

export const OWNER_DIRECTORY = Symbol('OwnerDirectory');
