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
import { placeBefore, tokenOf, type Place } from './resume-token.ts';
import { shownAs, type Shown } from './split-event.ts';

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
  /** Parts of an event that did not fit into the batch before. */
  #parts: Shown[] = [];
  /** The part of an event a client has seen already. */
  #seen: Place | undefined;
  readonly #engine: Engine;
  readonly #asked: {
    readonly watched: Watched;
    readonly options: StreamOptions;
    readonly transform: Transform;
    readonly lookup: Lookup;
    /** Whether a large event comes in parts. */
    readonly splits: boolean;
  };

  constructor(
    engine: Engine,
    parts: {
      readonly watched: Watched;
      readonly options: StreamOptions;
      readonly transform: Transform;
      readonly lookup: Lookup;
      readonly splits: boolean;
    },
  ) {
    this.#engine = engine;
    this.#asked = parts;
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
    // Who waits for a change of this stream waits no longer.
    this.#engine.waiters.wake();
  }

  #start({ from, fromTime }: StreamOptions): Place {
    const { engine } = { engine: this.#engine };
    if (from !== undefined) {
      if (!engine.oplog.reaches(from.time)) throw lost();
      if (from.fragment === undefined) return from;
      if (!this.#asked.splits)
        throw new MongoError(
          'ChangeStreamFatalError',
          'To resume from a split event, the $changeStream pipeline must include a $changeStreamSplitLargeEvent stage',
        );
      this.#seen = from;
      return placeBefore(from);
    }
    if (fromTime !== undefined) {
      if (!engine.oplog.reaches(fromTime)) throw lost();
      return placeBefore({ time: fromTime, index: 0 });
    }
    return { time: engine.time, index: 0xffffffff };
  }

  #collect(most: number): Batch {
    const documents: Buffer[] = [];
    let bytes = 0;
    let scanned = 0;
    /** Takes what fits of the parts at hand; false when the batch is full. */
    const take = (): boolean => {
      for (let part = this.#parts[0]; part !== undefined; part = this.#parts[0]) {
        if (documents.length > 0 && bytes + part.bytes.length > MOST_BYTES) return false;
        documents.push(part.bytes);
        bytes += part.bytes.length;
        this.#place = part.place;
        this.#parts.shift();
        if (most > 0 && documents.length >= most) return false;
      }
      return true;
    };
    if (!take()) return { documents, isDone: false };
    if (this.#pendingInvalidate !== undefined) return this.#invalidated(documents);
    if (this.#isOver) return { documents, isDone: true };
    if (!this.#engine.oplog.reaches(this.#place.time)) throw lost();
    for (const entry of this.#engine.oplog.after(this.#place.time, this.#place.index)) {
      if (++scanned > SCAN_AT_ONCE && documents.length > 0) break;
      const place = { time: entry.time, index: entry.index };
      const event = this.#eventOf(entry);
      if (event === undefined) this.#place = place;
      else this.#parts = this.#unseen(shownAs(event, place, this.#asked.splits), place);
      if (!take()) return { documents, isDone: false };
      if (this.#pendingInvalidate !== undefined) return this.#invalidated(documents);
    }
    if (compareTimes(this.#place.time, this.#engine.time) < 0)
      this.#place = { time: this.#engine.time, index: 0xffffffff };
    return { documents, isDone: false };
  }

  /** The parts of an event that a client resuming in the middle of it has not seen. */
  #unseen(parts: Shown[], { time, index }: Place): Shown[] {
    const seen = this.#seen;
    this.#seen = undefined;
    if (seen?.fragment === undefined || compareTimes(seen.time, time) !== 0 || seen.index !== index) return parts;
    return parts.slice(seen.fragment + 1);
  }

  #invalidated(documents: Buffer[]): Batch {
    const event = this.#pendingInvalidate as Doc;
    this.#pendingInvalidate = undefined;
    this.#place = { ...this.#place, isInvalidate: true };
    this.#isOver = true;
    const shown = this.#asked.transform(event);
    if (shown !== undefined) documents.push(encode(shown));
    return { documents, isDone: true };
  }

  #eventOf(entry: OplogEntry): Doc | undefined {
    const { watched, options, transform, lookup } = this.#asked;
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
    const { watched } = this.#asked;
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
