import { encode } from '../bson/encode.ts';
import { type Doc } from '../bson/value.ts';
import { type Batch, type Source } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { type Row } from './execution/stage.ts';

/** A batch holds at most 16 MiB, and one document at least. */
export const MOST_BATCH_BYTES = 16 * 1024 * 1024;

/** A document of an answer may be a little larger than a stored one. */
const MOST_RESULT_BYTES = MOST_BATCH_BYTES + 16 * 1024;

const tooLarge = (bytes: number): MongoError =>
  new MongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes} (0x${bytes.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${MOST_RESULT_BYTES}(16MB)`,
  );

/** Pulls a batch of documents from an iterator that may have been begun before. */
export const pull = (documents: Iterator<Buffer>, held: { next?: Buffer | undefined }, most: number): Batch => {
  const batch: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    if (most > 0 && batch.length >= most) return { documents: batch, isDone: false };
    let document = held.next;
    held.next = undefined;
    if (document === undefined) {
      const step = documents.next();
      if (step.done === true) return { documents: batch, isDone: true };
      document = step.value;
    }
    if (document.length > MOST_RESULT_BYTES) throw tooLarge(document.length);
    if (batch.length > 0 && bytes + document.length > MOST_BATCH_BYTES) {
      held.next = document;
      return { documents: batch, isDone: false };
    }
    batch.push(document);
    bytes += document.length + 8;
  }
};

/** A source over an iterator of bytes. */
export const sourceOf = (documents: Iterator<Buffer>, onClose: () => void = () => undefined): Source => {
  const held: { next?: Buffer } = {};
  return {
    next: (most) => pull(documents, held, most),
    close: () => {
      documents.return?.();
      onClose();
    },
  };
};

/** A change of documents; `raw` makes the same of their bytes, or says with undefined that they have to be decoded. */
export type Change = ((doc: Doc) => Doc) & { readonly raw?: ((bytes: Buffer) => Buffer | undefined) | undefined };

/** Rows as bytes: as they are stored when nothing changes them. */
export function* bytesOf(rows: Iterable<Row>, change: Change | undefined): Generator<Buffer> {
  for (const row of rows) {
    if (change === undefined) yield row.bytes as Buffer;
    else yield (row.bytes && change.raw?.(row.bytes)) ?? encode(change(row.doc));
  }
}
