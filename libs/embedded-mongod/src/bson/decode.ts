import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { MongoError } from '../errors.ts';
import { rawEnd } from './raw-end.ts';
import { readName, readText } from './text.ts';
import { type Doc, type Value } from './value.ts';

const bad = (what: string): MongoError => new MongoError('InvalidBSON', what);

/** bson's ObjectId reads 12 bytes at an offset of a larger buffer; its typings do not show that. */
const OidAt = ObjectId as unknown as new (bytes: Uint8Array, offset: number) => ObjectId;

const smallInts = Array.from({ length: 1280 }, (_, index) => new Int32(index - 256));

const int32 = (value: number): Int32 =>
  value >= -256 && value < 1024 ? (smallInts[value + 256] as Int32) : new Int32(value);

/** Reads one buffer front to back. All values are copies: the buffer may be reused afterwards. */
class Reader {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  #int(): number {
    const value = this.#bytes.readInt32LE(this.at);
    this.at += 4;
    return value;
  }

  #name(): string {
    const end = this.#bytes.indexOf(0, this.at);
    if (end < 0) throw bad('field name is not terminated');
    const name = readName(this.#bytes, this.at, end);
    this.at = end + 1;
    return name;
  }

  #string(): string {
    const length = this.#int();
    const end = this.at + length;
    if (length < 1 || end > this.#bytes.length || this.#bytes[end - 1] !== 0) throw bad('Invalid string length');
    const text = readText(this.#bytes, this.at, end - 1);
    this.at = end;
    return text;
  }

  #copy(length: number): Buffer {
    const end = this.at + length;
    if (length < 0 || end > this.#bytes.length) throw bad('Invalid length');
    const copy = Buffer.from(this.#bytes.subarray(this.at, end));
    this.at = end;
    return copy;
  }

  #end(): number {
    const start = this.at;
    const length = this.#int();
    const end = start + length;
    if (length < 5 || end > this.#bytes.length || this.#bytes[end - 1] !== 0) throw bad('Invalid object length');
    return end;
  }

  document(depth = 0): Doc {
    if (depth > 200) throw bad('BSONObj exceeds maximum nested object depth: 200');
    const end = this.#end();
    const out: Doc = new Map();
    for (;;) {
      const type = this.#bytes[this.at++] as number;
      if (type === 0) break;
      const name = this.#name();
      out.set(name, this.value(type, depth));
      if (this.at >= end) throw bad('document is not terminated');
    }
    if (this.at !== end) throw bad('document ends before its length');
    return out;
  }

  /** Only the fields of these names; the others are stepped over. */
  fields(names: ReadonlySet<string>): Doc {
    const end = this.#end();
    const out: Doc = new Map();
    for (;;) {
      const type = this.#bytes[this.at++] as number;
      if (type === 0) break;
      const name = this.#name();
      if (names.has(name)) out.set(name, this.value(type, 0));
      else this.at = rawEnd(this.#bytes, type, this.at);
      if (this.at >= end) throw bad('document is not terminated');
    }
    if (this.at !== end) throw bad('document ends before its length');
    return out;
  }

  #array(depth: number): Value[] {
    if (depth > 200) throw bad('BSONObj exceeds maximum nested object depth: 200');
    const end = this.#end();
    const out: Value[] = [];
    for (;;) {
      const type = this.#bytes[this.at++] as number;
      if (type === 0) break;
      const stop = this.#bytes.indexOf(0, this.at);
      if (stop < 0) throw bad('field name is not terminated');
      this.at = stop + 1;
      out.push(this.value(type, depth));
      if (this.at >= end) throw bad('array is not terminated');
    }
    if (this.at !== end) throw bad('array ends before its length');
    return out;
  }

  #binary(): Binary {
    let length = this.#int();
    const subType = this.#bytes[this.at++] as number;
    if (subType === 2) {
      const inner = this.#int();
      if (inner !== length - 4) throw bad('Invalid length of binary subtype 2');
      length = inner;
    }
    return new Binary(this.#copy(length), subType);
  }

  #scoped(depth: number): Code {
    const end = this.at + this.#int();
    const code = new Code(this.#string(), null);
    code.scope = this.document(depth + 1);
    if (this.at !== end) throw bad('Invalid length of code with scope');
    return code;
  }

  value(type: number, depth: number): Value {
    switch (type) {
      case 0x01: {
        const value = this.#bytes.readDoubleLE(this.at);
        this.at += 8;
        return new Double(value);
      }
      case 0x02:
        return this.#string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.#array(depth + 1);
      case 0x05:
        return this.#binary();
      case 0x06:
        return undefined;
      case 0x07: {
        this.at += 12;
        if (this.at > this.#bytes.length) throw bad('Invalid ObjectId');
        return new OidAt(this.#bytes, this.at - 12);
      }
      case 0x08: {
        const byte = this.#bytes[this.at++] as number;
        if (byte > 1) throw bad('Invalid boolean');
        return byte === 1;
      }
      case 0x09: {
        const value = this.#bytes.readInt32LE(this.at + 4) * 4294967296 + this.#bytes.readUInt32LE(this.at);
        this.at += 8;
        return new Date(value);
      }
      case 0x0a:
        return null;
      case 0x0b: {
        const pattern = this.#name();
        return new BSONRegExp(pattern, this.#name());
      }
      case 0x0c: {
        const collection = this.#string();
        this.at += 12;
        return Object.assign(new DBRef('', new OidAt(this.#bytes, this.at - 12)), { collection });
      }
      case 0x0d:
        return new Code(this.#string(), null);
      case 0x0e:
        return new BSONSymbol(this.#string());
      case 0x0f:
        return this.#scoped(depth);
      case 0x10:
        return int32(this.#int());
      case 0x11: {
        const i = this.#bytes.readUInt32LE(this.at);
        const t = this.#bytes.readUInt32LE(this.at + 4);
        this.at += 8;
        return new Timestamp({ t, i });
      }
      case 0x12: {
        const low = this.#int();
        return Long.fromBits(low, this.#int());
      }
      case 0x13:
        return new Decimal128(this.#copy(16));
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw bad(`Unrecognized BSON type ${type}`);
    }
  }
}

const view = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const guarded = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw bad(error instanceof Error ? error.message : 'Invalid BSON');
  }
};

/**
 * A BSON document as a Map. Numbers stay wrapped, nothing refers to the given bytes afterwards.
 * @param offset where the document begins; its own length says where it ends.
 * @throws MongoError InvalidBSON (22).
 */
export const decode = (bytes: Uint8Array, offset = 0): Doc =>
  guarded(() => {
    const reader = new Reader(view(bytes));
    reader.at = offset;
    return reader.document();
  });

/**
 * Some top-level fields of a BSON document: for a question that looks at no others.
 * @throws MongoError InvalidBSON (22).
 */
export const decodeFields = (bytes: Uint8Array, names: ReadonlySet<string>): Doc =>
  guarded(() => new Reader(view(bytes)).fields(names));

/** One value of the given BSON type at an offset: for readers that walk raw bytes. */
export const decodeValue = (bytes: Uint8Array, type: number, offset: number): Value =>
  guarded(() => {
    const reader = new Reader(view(bytes));
    reader.at = offset;
    return reader.value(type, 0);
  });
