/** Store keys: big-endian prefixes, so that the entries of one collection or index lie together, in order. */

/** Bytes of a record id behind the entries of non-unique indexes. */
export const RID_BYTES = 6;
/** The greatest record id there can be. */
export const MOST_RID = 2 ** (8 * RID_BYTES) - 1;
/** Bytes of an ident in front of every key of `docs` and `keys`. */
export const IDENT_BYTES = 4;

/** Key of a record in `docs`. */
export const recordKey = (ident: number, rid: number): Buffer => {
  const key = Buffer.allocUnsafe(IDENT_BYTES + RID_BYTES);
  key.writeUInt32BE(ident, 0);
  key.writeUIntBE(rid, IDENT_BYTES, RID_BYTES);
  return key;
};

/** The record id at the end of a record's or a non-unique entry's key. */
export const ridAtEnd = (key: Buffer): number => key.readUIntBE(key.length - RID_BYTES, RID_BYTES);

/** A record id as the value of a unique entry. */
export const ridValue = (rid: number): Buffer => {
  const value = Buffer.allocUnsafe(RID_BYTES);
  value.writeUIntBE(rid, 0, RID_BYTES);
  return value;
};

/** Key of an index entry; entries of non-unique indexes end with the record id. */
export const entryKey = (ident: number, encoded: Uint8Array, rid?: number): Buffer => {
  const key = Buffer.allocUnsafe(IDENT_BYTES + encoded.length + (rid === undefined ? 0 : RID_BYTES));
  key.writeUInt32BE(ident, 0);
  key.set(encoded, IDENT_BYTES);
  if (rid !== undefined) key.writeUIntBE(rid, IDENT_BYTES + encoded.length, RID_BYTES);
  return key;
};

/** Writes the record id into the room at the end of a non-unique entry's key. */
export const setRid = (entry: Buffer, rid: number): Buffer => {
  entry.writeUIntBE(rid, entry.length - RID_BYTES, RID_BYTES);
  return entry;
};

/** The encoded part of an entry's key. */
export const encodedPart = (key: Buffer, unique: boolean): Buffer =>
  key.subarray(IDENT_BYTES, unique ? key.length : key.length - RID_BYTES);

/** The first key of an ident; of `ident + 1` it is the first key behind it. */
export const identStart = (ident: number): Buffer => {
  const key = Buffer.allocUnsafe(IDENT_BYTES);
  key.writeUInt32BE(ident, 0);
  return key;
};

/** The smallest key greater than every key that begins with these bytes; undefined when there is none (all 0xff). */
export const afterPrefix = (prefix: Uint8Array): Buffer | undefined => {
  const next = Buffer.from(prefix);
  for (let at = next.length - 1; at >= 0; at--) {
    const byte = next[at] as number;
    if (byte < 255) {
      next[at] = byte + 1;
      return next.subarray(0, at + 1);
    }
  }
  return undefined;
};
