import { type OwnerId } from '@relance/kernel';

export type OwnerCounts = {
  readonly campaigns: { readonly active: number; readonly total: number };
  /** Without archived ones. */
  readonly contacts: number;
};

/** What owners have, in numbers; for the admin's list of owners. */
export interface OwnerCountsReader {
  /** Every asked owner is in the answer. */
  anyOwnerCounts(ids: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerCounts>>;
}
export const OWNER_COUNTS = Symbol('OwnerCountsReader');
