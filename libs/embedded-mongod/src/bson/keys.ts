import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type DBRef,
  type Decimal128,
  type Long,
  type ObjectId,
  type Timestamp,
} from 'bson';
import { compareDec, type Dec, finite, fromDecimal128, fromDoubleExact, toDouble } from './decimal.ts';
import { type OidWords } from './encode.ts';
import { bigOf } from './numeric.ts';
import { writeUtf8 } from './text.ts';
import { rankOf } from './type-of.ts';
import { type Doc, type NumberValue, type StringOrder, type Value } from './value.ts';

const float = new DataView(new ArrayBuffer(8));

/** The greatest double not above the given one's lower neighbour. */
const below = (value: number): number => {
  if (value === 0) return -Number.MIN_VALUE;
  float.setFloat64(0, value);
  const bits = float.getBigInt64(0);
  float.setBigInt64(0, value > 0 ? bits - 1n : bits + 1n);
  return float.getFloat64(0);
};

/** Builds keys in one growing buffer; every part delimits itself, so a prefix of values gives a prefix of bytes. */
class KeyWriter {
  bytes = Buffer.allocUnsafeSlow(4096);
  at = 0;

  #room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  #byte(value: number): void {
    this.#room(1);
    this.bytes[this.at++] = value;
  }

  #raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** Bytes that end with 00 00; a zero inside becomes 00 FF. */
  #escaped(bytes: Uint8Array): void {
    this.#room(bytes.length * 2 + 2);
    for (const byte of bytes) {
      this.bytes[this.at++] = byte;
      if (byte === 0) this.bytes[this.at++] = 0xff;
    }
    this.bytes[this.at++] = 0;
    this.bytes[this.at++] = 0;
  }

  #text(text: string): void {
    if (text.includes('\0')) return this.#escaped(Buffer.from(text, 'utf8'));
    this.#room(text.length * 3 + 2);
    this.at += writeUtf8(this.bytes, text, this.at);
    this.bytes[this.at++] = 0;
    this.bytes[this.at++] = 0;
  }

  #uint(value: number): void {
    this.#room(4);
    this.at = this.bytes.writeUInt32BE(value >>> 0, this.at);
  }

  /** Eight bytes whose order is the order of doubles; NaN is below all. */
  #double(value: number): void {
    this.#room(8);
    if (Number.isNaN(value)) {
      this.bytes.fill(0, this.at, this.at + 8);
      this.at += 8;
      return;
    }
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, this.at);
    if (value < 0)
      for (let index = 0; index < 8; index++) this.bytes[this.at + index] = ~(this.bytes[this.at + index] as number);
    else this.bytes[this.at] = (this.bytes[this.at] as number) | 0x80;
    this.at += 8;
  }

  #number(value: NumberValue): void {
    if (value._bsontype === 'Int32' || value._bsontype === 'Double') {
      this.#double((value as { value: number }).value);
      return this.#byte(0);
    }
    if (value._bsontype === 'Long') {
      const { high, low } = value as Long;
      if (high >= -0x200000 && high < 0x200000) {
        this.#double(high * 4294967296 + (low >>> 0));
        return this.#byte(0);
      }
      return this.#exact(finite(bigOf(value as Long)));
    }
    this.#exact(fromDecimal128(value as Decimal128));
  }

  /** The greatest double not above the value, then (only if it is not the value) the value's own digits. */
  #exact(value: Dec): void {
    let floor = toDouble(value);
    let difference = compareDec(fromDoubleExact(floor), value);
    if (difference > 0) {
      floor = below(floor);
      difference = -1;
    }
    this.#double(floor);
    if (difference === 0) return this.#byte(0);
    this.#byte(1);
    if (value.kind !== 'finite') return;
    const digits = value.coeff.toString();
    const flip = value.neg ? 0xff : 0;
    const top = value.exp + digits.length + 8192;
    this.#byte((top >> 8) ^ flip);
    this.#byte((top & 255) ^ flip);
    for (const digit of digits.replace(/0+$/, '')) this.#byte(digit.charCodeAt(0) ^ flip);
    this.#byte(flip);
  }

  #oid(value: ObjectId): void {
    const words = value as unknown as OidWords;
    this.#room(12);
    for (const word of [words.i0, words.i1, words.i2, words.i3]) {
      this.bytes[this.at++] = word >> 16;
      this.bytes[this.at++] = (word >> 8) & 255;
      this.bytes[this.at++] = word & 255;
    }
  }

  #string(text: string, order?: StringOrder): void {
    if (order === undefined) this.#text(text);
    else this.#escaped(order.key(text));
  }

  #document(doc: Doc, order?: StringOrder): void {
    for (const [name, value] of doc) {
      const rank = rankOf(value);
      this.#byte(rank);
      this.#text(name);
      this.#payload(value, rank, order);
    }
    this.#byte(0);
  }

  /** Starts a key with a number of four bytes. */
  begin(head: number | undefined): void {
    this.at = head === undefined ? 0 : this.bytes.writeUInt32BE(head, 0);
  }

  /** A copy of what was written, with zeros behind it. */
  end(tail: number): Buffer {
    const out = Buffer.allocUnsafe(this.at + tail);
    this.bytes.copy(out, 0, 0, this.at);
    if (tail > 0) out.fill(0, this.at);
    return out;
  }

  value(value: Value, order?: StringOrder): void {
    const rank = rankOf(value);
    this.#byte(rank);
    this.#payload(value, rank, order);
  }

  #payload(value: Value, rank: number, order?: StringOrder): void {
    switch (rank) {
      case 10:
        return this.#number(value as NumberValue);
      case 15:
        return this.#string(typeof value === 'string' ? value : (value as BSONSymbol).value, order);
      case 20:
        return this.#document(value as Doc, order);
      case 25:
        for (const item of value as Value[]) this.value(item, order);
        return this.#byte(0);
      case 30: {
        const binary = value as Binary;
        this.#uint(binary.position);
        this.#byte(binary.sub_type);
        return this.#raw(binary.buffer.subarray(0, binary.position));
      }
      case 35:
        return this.#oid(value as ObjectId);
      case 40:
        return this.#byte(value === true ? 1 : 0);
      case 45:
        return this.#double((value as Date).getTime());
      case 47:
        this.#uint((value as Timestamp).high);
        return this.#uint((value as Timestamp).low);
      case 50:
        this.#text((value as BSONRegExp).pattern);
        return this.#text((value as BSONRegExp).options);
      case 55:
        this.#text((value as DBRef).collection);
        return this.#oid((value as DBRef).oid);
      case 60:
        return this.#text((value as Code).code);
      case 65:
        this.#text((value as Code).code);
        return this.#document((value as Code).scope as Doc, order);
    }
  }
}

const writer = new KeyWriter();

/** What stands around a key in a store: a number of four bytes in front, zeros behind. */
export type KeyFrame = { readonly head: number; readonly tail: number };

/**
 * An index key: bytes whose memcmp order is BSON's order of the values, component by component. A prefix of the
 * values gives a prefix of the bytes. A missing field is given as null, an empty array's key as undefined.
 * @param directions 1 or -1 for each value (missing ones are 1); descending parts are inverted byte by byte.
 * @param order a collation for strings; its key bytes stand for the string.
 * @param frame what to put around the key.
 */
export const encodeKey = (
  values: readonly Value[],
  directions: readonly number[] = [],
  order?: StringOrder,
  frame?: KeyFrame,
): Buffer => {
  writer.begin(frame?.head);
  for (let index = 0; index < values.length; index++) {
    const start = writer.at;
    writer.value(values[index], order);
    if ((directions[index] ?? 1) < 0) {
      for (let at = start; at < writer.at; at++) writer.bytes[at] = ~(writer.bytes[at] as number);
    }
  }
  return writer.end(frame?.tail ?? 0);
};
