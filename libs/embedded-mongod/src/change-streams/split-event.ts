import { encode } from '../bson/encode.ts';
import { int } from '../bson/numeric.ts';
import { show } from '../bson/show.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { tokenOf, type Place } from './resume-token.ts';

/** What may be answered as one document. */
export const MOST_EVENT_BYTES = 16 * 1024 * 1024 + 16 * 1024;
/** What an event or a part of it may hold, so that its head fits too. */
const MOST_PART_BYTES = MOST_EVENT_BYTES - 8 * 1024;

/** A document of a stream, and the place behind it. */
export type Shown = { readonly bytes: Buffer; readonly place: Place };

const partOf = (fields: readonly (readonly [string, Value])[], place: Place, fragment: number, of: number): Shown => {
  const at = { ...place, fragment };
  const bytes = encode(
    new Map<string, Value>([
      ['_id', tokenOf(at)],
      [
        'splitEvent',
        new Map([
          ['fragment', int(fragment + 1)],
          ['of', int(of)],
        ]),
      ],
      ...fields,
    ]),
  );
  return { bytes, place: at };
};

const tooLarge = (bytes: number): MongoError =>
  new MongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes} (0x${bytes.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${MOST_EVENT_BYTES}(16MB)`,
    { errorLabels: ['NonResumableChangeStreamError'] },
  );

/**
 * An event as the documents a stream answers: one, or the parts of a large one, its smallest fields first.
 * @throws MongoError 10334 for an event too large that may not be split, 7182500 for one that cannot.
 */
export const shownAs = (event: Doc, place: Place, splits: boolean): Shown[] => {
  const bytes = encode(event);
  if (bytes.length <= MOST_PART_BYTES || (!splits && bytes.length <= MOST_EVENT_BYTES)) return [{ bytes, place }];
  if (!splits) throw tooLarge(bytes.length);
  const sized = [...event]
    .filter(([name]) => name !== '_id')
    .map((field) => ({ field, size: encode(new Map([field])).length }))
    .sort((a, b) => a.size - b.size);
  const parts: (readonly [string, Value])[][] = [];
  let left = 0;
  for (const { field, size } of sized) {
    if (size > MOST_PART_BYTES)
      throw new MongoError(
        7182500,
        `Splitting change event failed: fragment size ${size} is greater than maximum allowed fragment size ${MOST_PART_BYTES}: ${show(event.get('_id'))}`,
      );
    if (size > left) {
      parts.push([]);
      left = MOST_PART_BYTES;
    }
    parts[parts.length - 1]?.push(field);
    left -= size;
  }
  return parts.map((fields, at) => partOf(fields, place, at, parts.length));
};
