import { type Document, type FindCursor } from 'mongodb';

/**
 * The documents of a cursor as the server sends them, a batch at a time (its size is the cursor's `batchSize`): taken one by one,
 * each document costs a promise. The next batch is asked for when the caller wants it; a loop that ends early closes the cursor.
 * @throws the database's error of a batch that could not be read
 */
export async function* cursorBatches<D extends Document>(cursor: FindCursor<D>): AsyncGenerator<readonly D[]> {
  try {
    // Asking whether there is more reads a batch; what was read is then taken at once.
    while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
  } finally {
    await cursor.close();
  }
}
