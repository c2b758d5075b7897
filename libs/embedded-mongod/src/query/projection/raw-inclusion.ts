import { rawEnd } from '../../bson/raw-end.ts';

/** A field of one level by its name's bytes: null keeps it whole, more fields look inside. */
type Field = { readonly name: Buffer; readonly inner: Fields | null };
/** The fields of one level by a number made of their names. */
type Fields = Map<number, Field[]>;

const EMBEDDED = 0x03;
const ARRAY = 0x04;

const hashed = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;
const hashOf = (name: Buffer): number => name.reduce(hashed, 0);

const fieldOf = (fields: Fields, name: Buffer): Field | undefined =>
  fields.get(hashOf(name))?.find((one) => one.name.equals(name));

const fieldsOf = (paths: readonly string[]): Fields => {
  const root: Fields = new Map();
  for (const path of paths) {
    let level = root;
    const parts = path.split('.').map((part) => Buffer.from(part, 'utf8'));
    parts.forEach((name, at) => {
      const known = fieldOf(level, name);
      const inner: Fields | null = known?.inner ?? (at + 1 === parts.length ? null : new Map());
      if (known === undefined) level.set(hashOf(name), [...(level.get(hashOf(name)) ?? []), { name, inner }]);
      if (inner !== null) level = inner;
    });
  }
  return root;
};

/**
 * An inclusion of paths on a document's bytes: what is kept is copied, nothing is decoded.
 * @returns undefined for a document with an array on the way to a nested field, and for a damaged one: decode those.
 */
export const rawInclusion = (paths: readonly string[]): ((bytes: Buffer) => Buffer | undefined) => {
  const root = fieldsOf(paths);
  return (bytes) => {
    const out = Buffer.allocUnsafe(bytes.length);
    const end = copyFields({ bytes, offset: 0, fields: root, out, at: 0 });
    return end < 0 ? undefined : out.subarray(0, end);
  };
};

type Copy = {
  readonly bytes: Buffer;
  readonly offset: number;
  readonly fields: Fields;
  readonly out: Buffer;
  readonly at: number;
};

/** Copies the fields of the document at `offset` to `at`; answers where the copy ends, below 0 when it cannot be made so. */
const copyFields = ({ bytes, offset, fields, out, at }: Copy): number => {
  const stop = offset + bytes.readInt32LE(offset) - 1;
  if (stop >= bytes.length) return -1;
  let to = at + 4;
  let from = offset + 4;
  // Neighbours that are kept are copied at once.
  let kept = from;
  while (from < stop) {
    const type = bytes[from] as number;
    let nameEnd = from + 1;
    let hash = 0;
    for (let byte = bytes[nameEnd]; byte !== 0 && nameEnd < stop; byte = bytes[nameEnd]) {
      hash = hashed(hash, byte as number);
      nameEnd += 1;
    }
    const end = rawEnd(bytes, type, nameEnd + 1);
    if (end <= nameEnd || end > stop) return -1;
    const field = namedIn(fields.get(hash), bytes, from + 1, nameEnd);
    if (field === undefined || field.inner !== null) {
      to += bytes.copy(out, to, kept, from);
      kept = end;
    }
    if (field !== undefined && field.inner !== null) {
      if (type === ARRAY) return -1;
      if (type === EMBEDDED) {
        to += bytes.copy(out, to, from, nameEnd + 1);
        to = copyFields({ bytes, offset: nameEnd + 1, fields: field.inner, out, at: to });
        if (to < 0) return -1;
      }
    }
    from = end;
  }
  to += bytes.copy(out, to, kept, stop);
  out[to] = 0;
  out.writeInt32LE(to + 1 - at, at);
  return to + 1;
};

const namedIn = (fields: readonly Field[] | undefined, bytes: Buffer, from: number, to: number): Field | undefined => {
  if (fields === undefined) return undefined;
  for (const field of fields) {
    if (field.name.length === to - from && field.name.compare(bytes, from, to) === 0) return field;
  }
  return undefined;
};
