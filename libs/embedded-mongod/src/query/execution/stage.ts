import { type Doc, type Value } from '../../bson/value.ts';
import { decode, decodeFields } from '../../bson/decode.ts';

/** A record on its way to the answer. Bytes are decoded once, when somebody looks at them. */
export class Row {
  readonly rid: number;
  readonly bytes: Buffer | undefined;
  /** The index key it was found by, without prefix and record id: what merges compare. */
  readonly key: Buffer | undefined;
  #doc: Doc | undefined;

  constructor(rid: number, bytes?: Buffer, key?: Buffer, doc?: Doc) {
    this.rid = rid;
    this.bytes = bytes;
    this.key = key;
    this.#doc = doc;
  }

  /** The fields of these names, of which nothing else is decoded (a row that was decoded before is told whole). */
  only(names: ReadonlySet<string>): Doc {
    return this.#doc ?? decodeFields(this.bytes as Buffer, names);
  }

  get doc(): Doc {
    this.#doc ??= decode(this.bytes as Buffer);
    return this.#doc;
  }
}

/** One step of a plan: pulls rows from below and counts what it does. */
export interface Stage {
  /** MongoDB's name of the stage. */
  readonly name: string;
  readonly inputs: readonly Stage[];
  rows(): Generator<Row>;
  /** What explain says about it beside name and inputs. */
  describe(): Iterable<readonly [string, Value]>;
  /** What explain says about its run, beside the counts all stages have. */
  told?(): Iterable<readonly [string, Value]>;
  readonly counted: Counted;
}

/** What a stage counts while it runs. */
export type Counted = { advanced: number; works: number; keysExamined: number; docsExamined: number };

/** A fresh count. */
export const counted = (): Counted => ({ advanced: 0, works: 0, keysExamined: 0, docsExamined: 0 });

/** A count of a whole plan. */
export const total = (stage: Stage, what: 'keysExamined' | 'docsExamined'): number =>
  stage.inputs.reduce((sum, input) => sum + total(input, what), stage.counted[what]);
