import { type Db, type Document, type Filter, Long, MongoNetworkError, type ObjectId } from 'mongodb';

/** What is asked of one collection. `size`: documents at most in one answer. */
export type PageQuery<D> = {
  readonly collection: string;
  readonly filter: Filter<D>;
  /** Only what is kept; by field. */
  readonly projection: Readonly<Record<string, 1>>;
  readonly size: number;
};

/**
 * What a question finds, at most `size` documents, in one answer that is decoded as a whole: a cursor looks through the fields of each
 * document before it decodes it, which costs as much again where hundreds are read.
 * @throws the database's error; of a lost connection after it was asked once more, as a cursor's first question is
 */
export async function findTogether<D extends Document>(db: Db, query: SortedQuery<D>): Promise<readonly D[]> {
  const { collection, filter, projection, size, sort } = query;
  const command = { find: collection, filter, projection, ...(sort && { sort }), limit: size, batchSize: size };
  const ask = (): Promise<Document> => db.command(command);
  const answer = await ask().catch((error: unknown) => {
    if (error instanceof MongoNetworkError) return ask();
    throw error;
  });
  const { id, firstBatch } = answer['cursor'] as { readonly id: Long | number; readonly firstBatch: readonly D[] };
  if (Number(id) === 0) return firstBatch;
  // More than the 16 MiB of one answer: rare, and read in several.
  await db.command({ killCursors: collection, cursors: [typeof id === 'number' ? Long.fromNumber(id) : id] });
  const cursor = db.collection<D>(collection).find(filter, { projection, ...(sort && { sort }), limit: size });
  return (await cursor.toArray()) as unknown as readonly D[];
}

/**
 * All that a question finds, a page at a time, the oldest id first: no cursor stays open while a client reads slowly.
 * @throws the database's error of the page that could not be read
 */
export async function* pagesById<D extends Document & { readonly _id: ObjectId }>(
  db: Db,
  query: PageQuery<D>,
): AsyncGenerator<readonly D[]> {
  let after: ObjectId | null = null;
  for (;;) {
    const rest = after ? ({ $and: [query.filter, { _id: { $gt: after } }] } as Filter<D>) : query.filter;
    const page: readonly D[] = await findTogether<D>(db, { ...query, filter: rest, sort: { _id: 1 } });
    if (page.length > 0) yield page;
    if (page.length < query.size) return;
    after = page.at(-1)?._id ?? null;
  }
}

type SortedQuery<D> = PageQuery<D> & { readonly sort?: Readonly<Record<string, 1 | -1>> };
