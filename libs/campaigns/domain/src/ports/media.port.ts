import { type MediaId, type OwnerId } from '@relance/kernel';
import { type Media, type MediaOwner, type MediaUsage, type MediaUse } from '../media/media.ts';
import { type PageOf, type PageRequest } from './paging.ts';

export type NewMedia = Omit<Media, 'id' | 'createdAt' | 'bytes'> & { readonly content: Uint8Array };

/** `stored`: new. `known`: the owner has these bytes already. `quota`: the owner's space does not suffice. */
export type MediaPutOutcome =
  | { readonly outcome: 'stored' | 'known'; readonly media: Media }
  | { readonly outcome: 'quota'; readonly usedBytes: number };

/** Bytes from `start` to `end`, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/** Files of owners and of the installation: facts and bytes behind one port. */
export interface MediaStore {
  /** Stores the bytes once per owner and hash, within the quota. */
  put(media: NewMedia, quotaBytes: number, now: Date): Promise<MediaPutOutcome>;
  find(id: MediaId): Promise<Media | null>;
  /** Those of them that are this owner's or the installation's; missing ones are left out. */
  findMany(ids: readonly MediaId[], readableBy: MediaOwner): Promise<readonly Media[]>;
  list(owner: MediaOwner, page: PageRequest): Promise<PageOf<Media>>;
  /** The bytes, in pieces as they are stored. */
  read(id: MediaId, range?: ByteRange): AsyncIterable<Uint8Array>;
  readAll(id: MediaId): Promise<Uint8Array>;
  usage(media: readonly Pick<Media, 'id' | 'owner'>[]): Promise<ReadonlyMap<MediaId, MediaUsage>>;
  /** Up to `limit` places that name the file. */
  uses(id: MediaId, limit: number): Promise<readonly MediaUse[]>;
  /** Removes facts and bytes, unless something names the file: then where. Null when it is not there. */
  remove(
    id: MediaId,
    owner: MediaOwner,
  ): Promise<{ readonly removed: Media } | { readonly uses: readonly MediaUse[] } | null>;
  usedBytes(owner: MediaOwner): Promise<number>;
}
export const MEDIA_STORE = Symbol('MediaStore');

export type AttributeCoverage = {
  /** Contacts that were looked at. */
  readonly contacts: number;
  /** Attribute keys in lower case with how many of the contacts have a value. */
  readonly keys: ReadonlyMap<string, { readonly key: string; readonly contacts: number }>;
};

/** Which attributes contacts have: what texts may name. */
export interface AttributeReader {
  /** Of one owner's contacts that are not archived; of all owners' when null. */
  coverage(ownerId: OwnerId | null): Promise<AttributeCoverage>;
}
export const ATTRIBUTE_READER = Symbol('AttributeReader');
