import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type DBRef,
  type Decimal128,
  type Double,
  type Int32,
  type Long,
  type ObjectId,
  type Timestamp,
} from 'bson';
import { writeUtf8 } from './text.ts';
import { type Doc, type Value } from './value.ts';

/** bson keeps an ObjectId as four 24-bit words. */
export type OidWords = { i0: number; i1: number; i2: number; i3: number };

/** Appends to one growing buffer that is used again and again. */
class Writer {
  bytes = Buffer.allocUnsafeSlow(64 * 1024);
  at = 0;

  #room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + more + 1024));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  #text(text: string): void {
    const length = text.length;
    this.#room(length * 3 + 1);
    if (length <= 24) {
      let index = 0;
      for (; index < length; index++) {
        const unit = text.charCodeAt(index);
        if (unit > 127) break;
        this.bytes[this.at + index] = unit;
      }
      if (index === length) {
        this.at += length;
        this.bytes[this.at++] = 0;
        return;
      }
    }
    this.at += writeUtf8(this.bytes, text, this.at);
    this.bytes[this.at++] = 0;
  }

  #string(text: string): void {
    this.#room(4);
    const start = this.at;
    this.at += 4;
    this.#text(text);
    this.bytes.writeInt32LE(this.at - start - 4, start);
  }

  #raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  #int(value: number): void {
    this.#room(4);
    this.at = this.bytes.writeInt32LE(value | 0, this.at);
  }

  #head(type: number, name: string): void {
    this.#room(1);
    this.bytes[this.at++] = type;
    this.#text(name);
  }

  document(doc: Doc): void {
    const start = this.at;
    this.#room(5);
    this.at += 4;
    for (const [name, value] of doc) this.#element(name, value);
    this.#close(start);
  }

  #array(values: readonly Value[]): void {
    const start = this.at;
    this.#room(5);
    this.at += 4;
    for (let index = 0; index < values.length; index++) this.#element(String(index), values[index]);
    this.#close(start);
  }

  #close(start: number): void {
    this.#room(1);
    this.bytes[this.at++] = 0;
    this.bytes.writeInt32LE(this.at - start, start);
  }

  #element(name: string, value: Value): void {
    if (typeof value === 'string') {
      this.#head(0x02, name);
      this.#string(value);
    } else if (value === null) this.#head(0x0a, name);
    else if (value === undefined) this.#head(0x06, name);
    else if (typeof value === 'boolean') {
      this.#head(0x08, name);
      this.#room(1);
      this.bytes[this.at++] = value ? 1 : 0;
    } else if (value instanceof Map) {
      this.#head(0x03, name);
      this.document(value);
    } else if (Array.isArray(value)) {
      this.#head(0x04, name);
      this.#array(value);
    } else if (value instanceof Date) {
      this.#head(0x09, name);
      this.#date(value.getTime());
    } else this.#wrapped(name, value);
  }

  #date(ms: number): void {
    this.#room(8);
    const time = Number.isNaN(ms) ? 0 : Math.trunc(ms);
    this.#int((time - Math.floor(time / 4294967296) * 4294967296) | 0);
    this.#int(Math.floor(time / 4294967296));
  }

  #wrapped(name: string, value: Exclude<Value, string | boolean | null | undefined | Doc | Value[] | Date>): void {
    switch (value._bsontype) {
      case 'Int32':
        this.#head(0x10, name);
        return this.#int((value as Int32).value);
      case 'Double':
        this.#head(0x01, name);
        this.#room(8);
        this.at = this.bytes.writeDoubleLE((value as Double).value, this.at);
        return;
      case 'Long':
        this.#head(0x12, name);
        this.#int((value as Long).low);
        return this.#int((value as Long).high);
      case 'Decimal128':
        this.#head(0x13, name);
        return this.#raw((value as Decimal128).bytes);
      case 'ObjectId':
        this.#head(0x07, name);
        return this.#oid(value as ObjectId);
      case 'Timestamp':
        this.#head(0x11, name);
        this.#int((value as Timestamp).low);
        return this.#int((value as Timestamp).high);
      case 'Binary':
        this.#head(0x05, name);
        return this.#binary(value as Binary);
      case 'BSONRegExp':
        this.#head(0x0b, name);
        this.#text((value as BSONRegExp).pattern);
        return this.#text((value as BSONRegExp).options);
      case 'MinKey':
        return this.#head(0xff, name);
      case 'MaxKey':
        return this.#head(0x7f, name);
      case 'BSONSymbol':
        this.#head(0x0e, name);
        return this.#string((value as BSONSymbol).value);
      case 'DBRef':
        this.#head(0x0c, name);
        this.#string((value as DBRef).collection);
        return this.#oid((value as DBRef).oid);
      case 'Code':
        return this.#code(name, value as Code);
    }
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

  #binary(value: Binary): void {
    const data = value.buffer.subarray(0, value.position);
    const old = value.sub_type === 2;
    this.#int(data.length + (old ? 4 : 0));
    this.#room(1);
    this.bytes[this.at++] = value.sub_type;
    if (old) this.#int(data.length);
    this.#raw(data);
  }

  #code(name: string, value: Code): void {
    if (value.scope === null) {
      this.#head(0x0d, name);
      return this.#string(value.code);
    }
    this.#head(0x0f, name);
    const start = this.at;
    this.#int(0);
    this.#string(value.code);
    this.document(value.scope as Doc);
    this.bytes.writeInt32LE(this.at - start, start);
  }
}

const writer = new Writer();

/** A document as BSON bytes of their own; decode(encode(d)) is d, and encode(decode(b)) is b. */
export const encode = (doc: Doc): Buffer => {
  writer.at = 0;
  writer.document(doc);
  const out = Buffer.from(writer.bytes.subarray(0, writer.at));
  if (writer.bytes.length > 4 * 1024 * 1024) writer.bytes = Buffer.allocUnsafeSlow(64 * 1024);
  return out;
};
