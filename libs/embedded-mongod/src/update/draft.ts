import { Int32 } from 'bson';
import { identical } from '../bson/compare.ts';
import { show } from '../bson/show.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { isIndex } from '../query/matcher/path.ts';
import { type UpdateChanges } from './types.ts';

type Part = string | number;

const maxBackfill = 1_500_000;

/** A document being updated: the original stays as it is, only what changes is copied. */
export class Draft {
  readonly root: Doc;
  modified = false;
  readonly #owned = new Set<Value>();
  readonly #set: (readonly Part[])[] = [];
  readonly #unset: (readonly Part[])[] = [];

  constructor(original: Doc) {
    this.root = new Map(original);
    this.#owned.add(this.root);
  }

  /** The value at a path; `viable` is false when a scalar (or a name in an array) stands in the way. */
  read(parts: readonly string[]): { value: Value; exists: boolean; viable: boolean } {
    let current: Value = this.root;
    for (const part of parts) {
      if (current instanceof Map) {
        if (!current.has(part)) return { value: undefined, exists: false, viable: true };
        current = current.get(part);
      } else if (Array.isArray(current) && isIndex(part)) {
        if (Number(part) >= current.length) return { value: undefined, exists: false, viable: true };
        current = current[Number(part)];
      } else return { value: undefined, exists: false, viable: false };
    }
    return { value: current, exists: true, viable: true };
  }

  #child(container: Doc | Value[], part: string): Value {
    return container instanceof Map ? container.get(part) : container[Number(part)];
  }

  #put(container: Doc | Value[], part: string, value: Value): void {
    if (container instanceof Map) {
      container.set(part, value);
      return;
    }
    const index = Number(part);
    if (index - container.length > maxBackfill) {
      throw new MongoError('BadValue', `can't backfill more than ${maxBackfill} elements`);
    }
    while (container.length < index) container.push(null);
    container[index] = value;
  }

  /** Walks to the container of the last part, copying what is not yet ours and creating what is missing. */
  #open(parts: readonly string[]): { container: Doc | Value[]; path: Part[]; created: number } {
    let container: Doc | Value[] = this.root;
    const path: Part[] = [];
    let created = parts.length;
    for (let index = 0; index + 1 < parts.length; index++) {
      const part = parts[index] as string;
      path.push(this.#step(container, part, parts, index));
      let next = this.#child(container, part);
      const exists = container instanceof Map ? container.has(part) : Number(part) < container.length;
      if (!exists) {
        created = Math.min(created, index + 1);
        next = new Map();
        this.#owned.add(next);
        this.#put(container, part, next);
      } else if (!(next instanceof Map) && !Array.isArray(next)) {
        throw this.#blocked(parts[index + 1] as string, part, next);
      } else if (!this.#owned.has(next)) {
        next = next instanceof Map ? new Map(next) : [...next];
        this.#owned.add(next);
        this.#put(container, part, next);
      }
      container = next;
    }
    path.push(this.#step(container, parts.at(-1) as string, parts, parts.length - 1));
    return { container, path, created };
  }

  #step(container: Doc | Value[], part: string, parts: readonly string[], index: number): Part {
    if (container instanceof Map) return part;
    if (!isIndex(part)) throw this.#blocked(part, parts[index - 1] as string, container);
    return Number(part);
  }

  #blocked(field: string, holder: string, value: Value): MongoError {
    return new MongoError('PathNotViable', `Cannot create field '${field}' in element {${holder}: ${show(value)}}`);
  }

  /** Sets a value, creating the path. */
  set(parts: readonly string[], value: Value): void {
    const before = this.read(parts);
    if (before.exists && identical(before.value, value)) return;
    const { container, path, created } = this.#open(parts);
    const last = parts.at(-1) as string;
    this.#put(container, last, value);
    this.modified = true;
    this.#set.push(path.slice(0, created));
  }

  /** Appends to an array that exists, or creates it. */
  append(parts: readonly string[], values: readonly Value[]): void {
    const before = this.read(parts);
    if (!Array.isArray(before.value)) return this.set(parts, [...values]);
    if (values.length === 0) return;
    const { container, path } = this.#open(parts);
    const last = parts.at(-1) as string;
    this.#put(container, last, [...before.value, ...values]);
    this.modified = true;
    const start = before.value.length;
    values.forEach((_, index) => this.#set.push([...path, start + index]));
  }

  /** Removes a field; an array element becomes null. */
  unset(parts: readonly string[]): void {
    const before = this.read(parts);
    if (!before.exists) return;
    const { container, path } = this.#open(parts);
    const last = parts.at(-1) as string;
    if (Array.isArray(container)) {
      if (before.value === null) return;
      container[Number(last)] = null;
      this.#set.push(path);
    } else {
      container.delete(last);
      this.#unset.push(path);
    }
    this.modified = true;
  }

  /** What was changed, for change streams. */
  changes(): UpdateChanges {
    const updatedFields: Doc = new Map();
    const disambiguatedPaths: Doc = new Map();
    const note = (path: readonly Part[]): string => {
      const name = path.join('.');
      const unclear = path.some((part) => typeof part === 'string' && (part.includes('.') || isIndex(part)));
      if (unclear)
        disambiguatedPaths.set(
          name,
          path.map((part) => (typeof part === 'number' ? new Int32(part) : part)),
        );
      return name;
    };
    for (const path of this.#set) {
      const { value, exists } = this.read(path.map(String));
      if (exists) updatedFields.set(note(path), value);
    }
    const removedFields = this.#unset.map(note);
    return { updatedFields, removedFields, truncatedArrays: [], disambiguatedPaths, replaced: false };
  }
}
