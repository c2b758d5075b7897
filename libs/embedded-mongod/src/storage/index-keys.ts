import { createHash } from 'node:crypto';
import { encodeKey } from '../bson/keys.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type IndexInfo } from './collection.ts';
import { IDENT_BYTES, RID_BYTES } from './keys.ts';

/** LMDB keys hold at most 1,978 bytes; a longer value keeps its beginning and a digest of all of it. */
const MOST_ENCODED_BYTES = 1900;

/** The keys one document has in one index. */
export type IndexKeys = {
  /** Keys of the store; those of non-unique indexes end with room for the record id. */
  readonly entries: Buffer[];
  readonly values: Value[][];
  readonly multikey: boolean[];
  readonly shortened: boolean;
};

type Found = { readonly values: Value[]; readonly isMany: boolean; readonly isMissing: boolean };

const missing: Found = { values: [null], isMany: false, isMissing: true };
const digits = /^(0|[1-9][0-9]*)$/;

/** The values at a path, arrays opened on the way and at the end, as MongoDB indexes them. */
const valuesAt = (value: Value, parts: readonly string[], at: number): Found => {
  if (at === parts.length) {
    if (!Array.isArray(value)) return { values: [value], isMany: false, isMissing: false };
    return { values: value.length === 0 ? [undefined] : value, isMany: true, isMissing: false };
  }
  const part = parts[at] as string;
  if (isDoc(value)) return value.has(part) ? valuesAt(value.get(part), parts, at + 1) : missing;
  if (!Array.isArray(value)) return missing;
  if (digits.test(part) && Number(part) < value.length) return valuesAt(value[Number(part)], parts, at + 1);
  if (value.length === 0) return { values: [null], isMany: true, isMissing: true };
  const found = value.map((item) => (isDoc(item) ? valuesAt(item, parts, at) : missing));
  return { values: found.flatMap((one) => one.values), isMany: true, isMissing: found.every((one) => one.isMissing) };
};

const partsCache = new Map<string, readonly string[]>();
const partsOf = (path: string): readonly string[] => {
  let parts = partsCache.get(path);
  if (parts === undefined) partsCache.set(path, (parts = path.split('.')));
  return parts;
};

const plainKeys = (index: IndexInfo, doc: Doc): { rows: Value[][]; multikey: boolean[]; isMissing: boolean } => {
  const found = index.fields.map(({ path }) => valuesAt(doc, partsOf(path), 0));
  const multikey = found.map(({ isMany }) => isMany);
  const isMissing = found.every((one) => one.isMissing);
  const many = index.fields.filter((_, at) => multikey[at]);
  if (many.length < 2) {
    const width = Math.max(...found.map(({ values }) => values.length));
    const rows: Value[][] = [];
    for (let row = 0; row < width; row++) {
      rows.push(found.map(({ values, isMany }) => (isMany ? values[row] : values[0])));
    }
    return { rows, multikey, isMissing };
  }
  return { rows: jointRows(index, doc), multikey, isMissing };
};

/** Several multikey fields: allowed when they share one array; each element then gives its rows. */
const jointRows = (index: IndexInfo, doc: Doc): Value[][] => {
  const arrays = new Set<string>();
  const walk = (value: Value, parts: readonly string[], at: number, path: string): void => {
    if (Array.isArray(value)) {
      arrays.add(path);
      return;
    }
    if (at < parts.length && isDoc(value))
      walk(value.get(parts[at] as string), parts, at + 1, path ? `${path}.${parts[at]}` : (parts[at] as string));
  };
  for (const { path } of index.fields) walk(doc, partsOf(path), 0, '');
  if (arrays.size > 1) {
    const [a, b] = [...arrays].reverse();
    throw new MongoError(171, `cannot index parallel arrays [${a}] [${b}]`);
  }
  const shared = [...arrays][0] as string;
  const depth = partsOf(shared).length;
  const items = valuesAtArray(doc, partsOf(shared));
  return items.flatMap((item) => {
    const columns = index.fields.map(({ path }) => {
      const isUnder = path === shared || path.startsWith(`${shared}.`);
      return isUnder ? valuesAt(item, partsOf(path), depth).values : valuesAt(doc, partsOf(path), 0).values;
    });
    const width = Math.max(...columns.map(({ length }) => length));
    return Array.from({ length: width }, (_, row) =>
      columns.map((column) =>
        row < column.length || column.length === 1 ? column[column.length === 1 ? 0 : row] : null,
      ),
    );
  });
};

const valuesAtArray = (doc: Doc, parts: readonly string[]): Value[] => {
  let value: Value = doc;
  for (const part of parts) value = isDoc(value) ? value.get(part) : undefined;
  return Array.isArray(value) && value.length > 0 ? value : [undefined];
};

/** A key in its frame, cut where it is too long. */
const fitEntry = (entry: Buffer, tail: number): Buffer => {
  const encoded = entry.subarray(IDENT_BYTES, entry.length - tail);
  const digest = createHash('sha256').update(encoded).digest().subarray(0, 20);
  return Buffer.concat([entry.subarray(0, IDENT_BYTES + MOST_ENCODED_BYTES), digest, Buffer.alloc(tail)]);
};

/** The one row of a document whose values lie at the top and are no arrays; undefined for others. */
const plainRow = (index: IndexInfo, doc: Doc): { row: Value[]; isMissing: boolean } | undefined => {
  const row: Value[] = [];
  let isMissing = true;
  for (const { path } of index.fields) {
    if (path.includes('.')) return undefined;
    const value = doc.get(path);
    if (value === undefined) {
      if (doc.has(path)) return undefined;
      row.push(null);
    } else {
      if (Array.isArray(value)) return undefined;
      row.push(value);
      isMissing = false;
    }
  }
  return { row, isMissing };
};

const none: IndexKeys = { entries: [], values: [], multikey: [], shortened: false };
const notMany: boolean[] = [];

/**
 * The keys of a document in an index, without repeats; none when the index leaves the document out.
 * @throws MongoError 171 when two fields of the index hold arrays of their own.
 */
export const keysOf = (index: IndexInfo, doc: Doc): IndexKeys => {
  if (index.includes !== undefined && !index.includes(doc)) return none;
  const plain = plainRow(index, doc);
  const { rows, multikey, isMissing } =
    plain === undefined ? plainKeys(index, doc) : { rows: [plain.row], multikey: notMany, isMissing: plain.isMissing };
  if (index.sparse && isMissing) return none;
  const frame = { head: index.ident, tail: index.unique ? 0 : RID_BYTES };
  const longest = IDENT_BYTES + MOST_ENCODED_BYTES + frame.tail;
  const entries: Buffer[] = [];
  const values: Value[][] = [];
  const seen = rows.length > 1 ? new Set<string>() : undefined;
  let shortened = false;
  for (const row of rows) {
    let entry = encodeKey(row, index.directions, index.order, frame);
    if (entry.length > longest) {
      shortened = true;
      entry = fitEntry(entry, frame.tail);
    }
    if (seen !== undefined) {
      const text = entry.toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    entries.push(entry);
    values.push(row);
  }
  return { entries, values, multikey, shortened };
};
