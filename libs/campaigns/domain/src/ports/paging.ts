import { type OwnerId } from '@relance/kernel';

/** Whose documents a question is about. Only the admin side and the engine may say `anyOwner`. */
export type Scope = { readonly ownerId: OwnerId } | 'anyOwner';

export type Sort = '-createdAt' | 'createdAt' | 'name';

/** One page of a list: by page number (to 10,000 rows deep) or from the position a cursor names. */
export type PageRequest = {
  readonly limit: number;
  readonly page: number;
  /** The sort value and id of the last row seen; null: begin at `page`. */
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly sort: Sort;
};

export type PageOf<T> = {
  readonly rows: readonly T[];
  readonly total: number;
  /** There are more than `total`: the count stopped there. */
  readonly isTotalAtLeast?: boolean;
  /** The position of the last row when more follow. */
  readonly next: { readonly value: string; readonly id: string } | null;
};
