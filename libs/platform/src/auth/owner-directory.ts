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
  readonly skip?: number;
  readonly limit: number;
  /** Where the page before ended; instead of `skip`. */
  readonly after?: OwnerPosition | null;
};

/** A place in the list, exact even among equal values. */
export type OwnerPosition = { readonly isLinked: boolean; readonly value: string; readonly id: string };

/** Every owner the product knows: members who called the API, and whoever has a session. No read walks all of them. */
export interface OwnerDirectory {
  /** `total` stops a little above 10,000. */
  page(
    query: OwnerDirectoryQuery,
  ): Promise<{ readonly ids: readonly OwnerId[]; readonly total: number; readonly next: OwnerPosition | null }>;
  /** Whether the product knows an owner with exactly this id. */
  has(id: OwnerId): Promise<boolean>;
  /** Owners by state and strikes. */
  counts(): Promise<readonly { readonly state: string; readonly strikes: number; readonly count: number }[]>;
}

export const OWNER_DIRECTORY = Symbol('OwnerDirectory');
