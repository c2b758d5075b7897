import { type OwnerId } from '@relance/kernel';

/** One owner's documents. What is asked for an owner takes this type, and so cannot be asked without the owner's id. */
export type OwnerScope = { readonly ownerId: OwnerId };

/** The documents of all owners, for the admin side and the engine alone: lint refuses the word in what owners call. */
export type AnyOwnerScope = 'anyOwner';

/** Whose documents a question is about, where it is asked for an owner and for the admin side alike. */
export type Scope = OwnerScope | AnyOwnerScope;

export const ownerScoped = (ownerId: OwnerId): OwnerScope => ({ ownerId });

/** Orders that every list has: by when its rows were made. */
export type CreationSort = '-createdAt' | 'createdAt';
export type Sort = CreationSort | 'name';

/** One page of a list, in an order that the list has: by page number (to 10,000 rows deep) or from the position a cursor names. */
export type PageRequest<Order extends Sort = CreationSort> = {
  readonly limit: number;
  readonly page: number;
  /** The sort value and id of the last row seen; null: begin at `page`. */
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly sort: Order;
};

export type PageOf<T> = {
  readonly rows: readonly T[];
  readonly total: number;
  /** There are more than `total`: the count stopped there. */
  readonly isTotalAtLeast?: boolean;
  /** The position of the last row when more follow. */
  readonly next: { readonly value: string; readonly id: string } | null;
};
