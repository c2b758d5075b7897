import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The file's own layout (LMDB, data version 2, 64-bit, little-endian), read without LMDB so that a torn file harms nobody. */

/** Bytes in front of each page: its number, the transaction that wrote it, a pad, flags, the bounds of its free space. */
export const PAGE_HEAD_BYTES = 24;
/** Bytes in front of each key of a page: size or page number, flags, size of the key. */
export const NODE_HEAD_BYTES = 8;
/** Bytes of a tree's description. */
export const TREE_BYTES = 48;
/** Flags of pages. */
export const pageKinds = { branch: 1, leaf: 2, overflow: 4, mask: 0x7f } as const;
/** Flags of nodes. */
export const nodeKinds = { big: 1, tree: 2 } as const;

const MAGIC = 0xbeefc0de;
const FIRST_READ_BYTES = 128 * 1024;
const TREES_AT = PAGE_HEAD_BYTES + 24;
const LAST_PAGE_AT = PAGE_HEAD_BYTES + 120;
const TRANSACTION_AT = PAGE_HEAD_BYTES + 128;

/** A tree as its description says it is. */
export type Tree = {
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly entries: number;
  /** The root's page; undefined for an empty tree. */
  readonly root: number | undefined;
};

/** What the newest of the two head pages says. */
export type Head = {
  readonly pageBytes: number;
  readonly lastPage: number;
  readonly transaction: number;
  /** Free pages, then the tree of the named stores. */
  readonly trees: readonly [Tree, Tree];
};

/** An unsigned 64-bit number; exact up to 2^53, far above any page or transaction. */
export const readWord = (bytes: Buffer, at: number): number =>
  bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 4294967296;

/** A tree's description at an offset. */
export const readTree = (bytes: Buffer, at: number): Tree => {
  const isEmpty = bytes.readUInt32LE(at + 40) === 0xffffffff && bytes.readUInt32LE(at + 44) === 0xffffffff;
  return {
    depth: bytes.readUInt16LE(at + 6),
    branchPages: readWord(bytes, at + 8),
    leafPages: readWord(bytes, at + 16),
    overflowPages: readWord(bytes, at + 24),
    entries: readWord(bytes, at + 32),
    root: isEmpty ? undefined : readWord(bytes, at + 40),
  };
};

const headAt = (bytes: Buffer, at: number): Head | undefined => {
  if (bytes.length < at + TRANSACTION_AT + 8 || bytes.readUInt32LE(at + PAGE_HEAD_BYTES) !== MAGIC) return undefined;
  return {
    pageBytes: bytes.readUInt32LE(at + TREES_AT),
    lastPage: readWord(bytes, at + LAST_PAGE_AT),
    transaction: readWord(bytes, at + TRANSACTION_AT),
    trees: [readTree(bytes, at + TREES_AT), readTree(bytes, at + TREES_AT + TREE_BYTES)],
  };
};

/** The newest head in the beginning of a file; the second one lies one page behind the first. */
const newestHead = (bytes: Buffer): Head | undefined => {
  const first = headAt(bytes, 0);
  const at = first?.pageBytes ?? 4096;
  const second = at >= 512 && at < bytes.length ? headAt(bytes, at) : undefined;
  if (first === undefined || second === undefined) return first ?? second;
  return second.transaction > first.transaction ? second : first;
};

/** A data file opened for looking at. */
export type PageFile = {
  readonly bytes: number;
  /** Undefined when neither head is whole. */
  readonly head: Head | undefined;
  /** Reads into a buffer; says how many bytes there were. */
  read(into: Buffer, at: number): number;
  close(): void;
};

/** Opens a data file and reads its head. */
export const openPages = (path: string): PageFile => {
  const file = openSync(path, 'r');
  const read = (into: Buffer, at: number): number => readSync(file, into, 0, into.length, at);
  const start = Buffer.alloc(FIRST_READ_BYTES);
  const found = read(start, 0);
  return {
    bytes: fstatSync(file).size,
    head: newestHead(start.subarray(0, found)),
    read,
    close: () => closeSync(file),
  };
};
