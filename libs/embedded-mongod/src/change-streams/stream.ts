import { encode } from '../bson/encode.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { identical } from '../bson/compare.ts';
import { type Batch, type Source } from '../cursors.ts';
import { type Engine } from '../engine.ts';
import { MongoError } from '../errors.ts';
import { compareTimes, timestampOf } from '../storage/clock.ts';
import { type OplogEntry } from '../storage/oplog.ts';
import { eventOf, type Lookup } from './event.ts';
import { concerns, type StreamOptions, type Watched } from './options.ts';
import { tokenOf, type Place } from './resume-token.ts';

/** What the rest of a pipeline makes of an event; undefined when it leaves it out. */
export type Transform = (event: Doc) => Doc | undefined;

const MOST_BYTES = 16 * 1024 * 1024;
const SCAN_AT_ONCE = 5000;

/** The history read as events: resumable, waiting without polling. */
export class ChangeStream implements Source {
  #place: Place;
  #isOver = false;
  #isClosed = false;
  #pendingInvalidate: Doc | undefined;
  readonly #engine: Engine;
  readonly #parts: {
    readonly watched: Watched;
    readonly options: StreamOptions;
    readonly transform: Transform;
    readonly lookup: Lookup;
  };

  constructor(
    engine: Engine,
    parts: {
      readonly watched: Watched;
      readonly options: StreamOptions;
      readonly transform: Transform;
      readonly lookup: Lookup;
    },
  ) {
    this.#engine = engine;
    this.#parts = parts;
    this.#place = this.#start(parts.options);
  }

  readonly token = (): Buffer => encode(tokenOf(this.#place));

  async next(most: number, waitMs: number): Promise<Batch> {
    const until = Date.now() + waitMs;
    for (;;) {
      const batch = this.#collect(most);
      if (batch.documents.length > 0 || batch.isDone || this.#isClosed) return batch;
      const left = until - Date.now();
      if (left <= 0) return batch;
      await this.#engine.waiters.wait(left);
    }
  }

  close(): void {
    this.#isClosed = true;
  }

  #start({ from, fromTime }: StreamOptions): Place {
    const { engine } = { engine: this.#engine };
    if (from !== undefined) {
      if (!engine.oplog.reaches(from.time)) throw lost();
      return from;
    }
    if (fromTime !== undefined) {
      if (!engine.oplog.reaches(fromTime)) throw lost();
      return fromTime.increment > 0
        ? { time: { seconds: fromTime.seconds, increment: fromTime.increment - 1 }, index: 0xffffffff }
        : { time: { seconds: fromTime.seconds - 1, increment: 0xffffffff }, index: 0xffffffff };
    }
    return { time: engine.time, index: 0xffffffff };
  }

  #collect(most: number): Batch {
    const documents: Buffer[] = [];
    let bytes = 0;
    let scanned = 0;
    if (this.#pendingInvalidate !== undefined) return this.#invalidated(documents);
    if (this.#isOver) return { documents, isDone: true };
    if (!this.#engine.oplog.reaches(this.#place.time)) throw lost();
    for (const entry of this.#engine.oplog.after(this.#place.time, this.#place.index)) {
      if (++scanned > SCAN_AT_ONCE && documents.length > 0) break;
      const event = this.#eventOf(entry);
      if (event !== undefined) {
        const encoded = encode(event);
        if (documents.length > 0 && bytes + encoded.length > MOST_BYTES) return { documents, isDone: false };
        documents.push(encoded);
        bytes += encoded.length;
      }
      this.#place = { time: entry.time, index: entry.index };
      if (this.#pendingInvalidate !== undefined)
        return most > 0 && documents.length >= most ? { documents, isDone: false } : this.#invalidated(documents);
      if (most > 0 && documents.length >= most) return { documents, isDone: false };
    }
    if (compareTimes(this.#place.time, this.#engine.time) < 0)
      this.#place = { time: this.#engine.time, index: 0xffffffff };
    return { documents, isDone: false };
  }

  #invalidated(documents: Buffer[]): Batch {
    const event = this.#pendingInvalidate as Doc;
    this.#pendingInvalidate = undefined;
    this.#place = { ...this.#place, isInvalidate: true };
    this.#isOver = true;
    const shown = this.#parts.transform(event);
    if (shown !== undefined) documents.push(encode(shown));
    return { documents, isDone: true };
  }

  #eventOf(entry: OplogEntry): Doc | undefined {
    const { watched, options, transform, lookup } = this.#parts;
    if (!concerns(watched, entry.head)) return undefined;
    const invalidates = this.#invalidates(entry.head);
    if (invalidates) this.#pendingInvalidate = invalidateOf(entry);
    if (watched.collection !== undefined && entry.head.get('op') === 'dropDatabase') return undefined;
    const event = eventOf(entry, options, lookup);
    if (event === undefined) return undefined;
    const id = event.get('_id');
    const shown = transform(event);
    if (shown !== undefined && !(shown.has('_id') && identical(shown.get('_id'), id))) {
      throw new MongoError(
        'ChangeStreamFatalError',
        'Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point. Only transformations that retain the unmodified _id field are allowed.',
        { errorLabels: ['NonResumableChangeStreamError'] },
      );
    }
    return shown;
  }

  #invalidates(head: Doc): boolean {
    const { watched } = this.#parts;
    const kind = head.get('op');
    if (watched.collection !== undefined) return kind === 'drop' || kind === 'rename';
    return watched.db !== undefined && kind === 'dropDatabase';
  }
}

const invalidateOf = ({ time, index, head }: OplogEntry): Doc =>
  new Map<string, Value>([
    ['_id', tokenOf({ time, index, isInvalidate: true })],
    ['operationType', 'invalidate'],
    ['clusterTime', timestampOf(time)],
    ['wallTime', head.get('wall')],
  ]);

const lost = (): MongoError =>
  new MongoError(
    'ChangeStreamHistoryLost',
    'Resume of change stream was not possible, as the resume point may no longer be in the oplog.',
    {
      errorLabels: ['NonResumableChangeStreamError'],
    },
  );
