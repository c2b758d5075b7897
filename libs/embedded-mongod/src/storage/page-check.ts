import {
  NODE_HEAD_BYTES,
  nodeKinds,
  PAGE_HEAD_BYTES,
  pageKinds,
  readTree,
  readWord,
  TREE_BYTES,
  type Head,
  type PageFile,
  type Tree,
} from './lmdb-pages.ts';

/** A page that is not what its tree says it is. */
export class TornPage extends Error {
  override readonly name = 'TornPage';
}

type Totals = { branchPages: number; leafPages: number; overflowPages: number; entries: number };

/** Walks trees page by page, each page once, and holds what it finds against what the trees say. */
class Walk {
  readonly #file: PageFile;
  readonly #head: Head;
  readonly #seen: Uint8Array;
  readonly #perLevel: Buffer[] = [];
  readonly #start = Buffer.alloc(PAGE_HEAD_BYTES);
  #totals: Totals = { branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0 };
  #subtrees: Tree[] = [];
  #lastKey: Buffer | undefined;

  constructor(file: PageFile, head: Head) {
    this.#file = file;
    this.#head = head;
    this.#seen = new Uint8Array((head.lastPage >>> 3) + 1);
  }

  /** @returns the trees that this one names. @throws TornPage */
  tree(tree: Tree, isInByteOrder: boolean): Tree[] {
    this.#totals = { branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0 };
    this.#subtrees = [];
    this.#lastKey = undefined;
    if (tree.root !== undefined) {
      if (tree.depth < 1 || tree.depth > 32) throw new TornPage(`a tree of depth ${tree.depth}`);
      this.#page(tree.root, tree.depth, isInByteOrder);
    }
    for (const name of ['branchPages', 'leafPages', 'overflowPages', 'entries'] as const) {
      if (this.#totals[name] !== tree[name])
        throw new TornPage(`${name}: ${this.#totals[name]} found, ${tree[name]} expected`);
    }
    return this.#subtrees;
  }

  #page(number: number, height: number, isInByteOrder: boolean): void {
    this.#visit(number);
    const { pageBytes } = this.#head;
    const page = (this.#perLevel[height] ??= Buffer.alloc(pageBytes));
    if (this.#file.read(page, number * pageBytes) < pageBytes) throw new TornPage(`page ${number} is missing`);
    const isLeaf = height === 1;
    this.#checkHead(page, number, isLeaf ? pageKinds.leaf : pageKinds.branch);
    const lower = page.readUInt16LE(20);
    const upper = page.readUInt16LE(22);
    if (lower < 2 || lower % 2 !== 0 || lower > upper || upper > pageBytes - PAGE_HEAD_BYTES)
      throw new TornPage(`page ${number} has impossible bounds`);
    this.#totals[isLeaf ? 'leafPages' : 'branchPages'] += 1;
    for (let at = 0; at < lower; at += 2) {
      const node = page.readUInt16LE(PAGE_HEAD_BYTES + at) + PAGE_HEAD_BYTES;
      if (node < upper + PAGE_HEAD_BYTES || node + NODE_HEAD_BYTES > pageBytes)
        throw new TornPage(`page ${number} points outside itself`);
      const keyEnd = node + NODE_HEAD_BYTES + page.readUInt16LE(node + 6);
      if (keyEnd > pageBytes) throw new TornPage(`page ${number} has a key that leaves it`);
      if (!isLeaf) this.#page(childOf(page, node), height - 1, isInByteOrder);
      else {
        if (isInByteOrder) this.#order(page, node + NODE_HEAD_BYTES, keyEnd, number);
        this.#value(page, node, keyEnd, number);
        this.#totals.entries += 1;
      }
    }
    if (isLeaf) this.#lastKey = this.#lastKey && Buffer.from(this.#lastKey);
  }

  #visit(number: number): void {
    if (number < 2 || number > this.#head.lastPage) throw new TornPage(`page ${number} does not exist`);
    const bit = 1 << (number & 7);
    const seen = this.#seen[number >>> 3] as number;
    if ((seen & bit) !== 0) throw new TornPage(`page ${number} is used twice`);
    this.#seen[number >>> 3] = seen | bit;
  }

  #checkHead(page: Buffer, number: number, kind: number): void {
    if (readWord(page, 0) !== number) throw new TornPage(`page ${number} is not in its place`);
    if (readWord(page, 8) > this.#head.transaction) throw new TornPage(`page ${number} is newer than the head`);
    if ((page.readUInt16LE(18) & pageKinds.mask) !== kind) throw new TornPage(`page ${number} is of another kind`);
  }

  #order(page: Buffer, start: number, end: number, number: number): void {
    const last = this.#lastKey;
    if (last !== undefined && page.compare(last, 0, last.length, start, end) <= 0)
      throw new TornPage(`page ${number} has keys out of order`);
    this.#lastKey = page.subarray(start, end);
  }

  #value(page: Buffer, node: number, keyEnd: number, number: number): void {
    const { pageBytes } = this.#head;
    const size = page.readUInt32LE(node);
    const flags = page.readUInt16LE(node + 4);
    if ((flags & nodeKinds.big) === 0) {
      if (keyEnd + size > pageBytes) throw new TornPage(`page ${number} has a value that leaves it`);
      if ((flags & nodeKinds.tree) === 0) return;
      if (size !== TREE_BYTES) throw new TornPage(`page ${number} names a tree that is none`);
      this.#subtrees.push(readTree(page, keyEnd));
      return;
    }
    if (keyEnd + 24 > pageBytes) throw new TornPage(`page ${number} has a value that leaves it`);
    const first = readWord(page, keyEnd);
    const pages = readWord(page, keyEnd + 16);
    if (pages !== Math.ceil((PAGE_HEAD_BYTES + size) / pageBytes))
      throw new TornPage(`page ${number} has a long value of ${pages} pages for ${size} bytes`);
    for (let at = first; at < first + pages; at++) this.#visit(at);
    if (this.#file.read(this.#start, first * pageBytes) < PAGE_HEAD_BYTES || this.#isBeyondFile(first + pages))
      throw new TornPage(`page ${first} is missing`);
    this.#checkHead(this.#start, first, pageKinds.overflow);
    this.#totals.overflowPages += pages;
  }

  #isBeyondFile(page: number): boolean {
    return page * this.#head.pageBytes > this.#file.bytes;
  }
}

const childOf = (page: Buffer, node: number): number =>
  page.readUInt32LE(node) + page.readUInt16LE(node + 4) * 4294967296;

/**
 * Reads every page of every tree: whether each is where it should be, no newer than the head, whole, in order, used
 * once, and whether the trees hold as much as they say. Bytes inside a value are not looked at.
 * @throws TornPage
 */
export const checkPages = (file: PageFile, head: Head): void => {
  const walk = new Walk(file, head);
  const [free, main] = head.trees;
  walk.tree(free, false);
  for (const store of walk.tree(main, true)) walk.tree(store, true);
};
