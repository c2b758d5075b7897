import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Sorter } from '../../query/sort.ts';
import { shiftDate } from '../operators/date-arithmetic.ts';
import { zoneOf } from '../operators/zone.ts';

/** Which rows of a partition a row's window holds, both ends included. */
export type WindowBounds = {
  /** Whether every window begins with the partition, so that a running total serves. */
  readonly fromStart: boolean;
  at(docs: readonly Doc[], row: number): readonly [number, number];
};

const fail = (message: string): MongoError => new MongoError('FailedToParse', message);

const everything: WindowBounds = { fromStart: true, at: (docs) => [0, docs.length - 1] };

type Edge = 'unbounded' | 'current' | number;

const edgesOf = (value: Value): readonly [Edge, Edge] => {
  if (!Array.isArray(value) || value.length !== 2) throw fail('Window bounds must be a 2-element array');
  return value.map((edge): Edge => {
    if (edge === 'unbounded' || edge === 'current') return edge;
    if (!isNumber(edge)) throw fail("Window bounds must be 'unbounded', 'current', or a number");
    return toNumber(edge);
  }) as unknown as readonly [Edge, Edge];
};

const byDocuments = (spec: Value): WindowBounds => {
  const [low, high] = edgesOf(spec);
  if (Array.isArray(spec) && spec.some((edge) => isNumber(edge) && safeInteger(edge) === undefined))
    throw fail('Numeric document-based bounds must be an integer');
  const row = (edge: Edge, at: number, unbounded: number): number =>
    edge === 'unbounded' ? unbounded : edge === 'current' ? at : at + edge;
  return {
    fromStart: low === 'unbounded',
    at: (docs, at) => [Math.max(0, row(low, at, 0)), Math.min(docs.length - 1, row(high, at, docs.length - 1))],
  };
};

const byRange = (spec: Value, unit: Value, sorter: Sorter | undefined): WindowBounds => {
  const [low, high] = edgesOf(spec);
  if (sorter === undefined || sorter.fields.length !== 1)
    throw new MongoError(5339902, 'Range-based bounds require sortBy a single field');
  const valueOf = (doc: Doc): number => {
    const [key] = sorter.keyOf(doc);
    if (key instanceof Date) return key.getTime();
    if (isNumber(key)) return toNumber(key);
    throw new MongoError(5429414, 'For windows that involve date or time ranges, a unit must be provided.');
  };
  const moved = (value: number, edge: Edge): number => {
    if (edge === 'current') return value;
    return typeof unit === 'string' ? shiftDate(value, unit, edge as number, zoneOf('UTC')) : value + (edge as number);
  };
  return {
    fromStart: false,
    at: (docs, row) => {
      const value = valueOf(docs[row] as Doc);
      let from = 0;
      let to = docs.length - 1;
      if (low !== 'unbounded') while (from < docs.length && valueOf(docs[from] as Doc) < moved(value, low)) from++;
      if (high !== 'unbounded') while (to >= 0 && valueOf(docs[to] as Doc) > moved(value, high)) to--;
      return [from, to];
    },
  };
};

/** Reads a window: by documents or by range; the whole partition when there is none. */
export const boundsOf = (window: Value, sorter: Sorter | undefined): WindowBounds => {
  if (window === undefined) return everything;
  if (!(window instanceof Map)) throw fail("'window' field must be an object");
  if (window.has('range')) return byRange(window.get('range'), window.get('unit'), sorter);
  if (window.has('documents')) return byDocuments(window.get('documents'));
  return everything;
};
