import { type Document } from 'mongodb';
import { type Connection } from 'mongoose';

const BATCH = 1_000;
/** Batches under way at once: the next is serialised while the server writes the last. */
const UNDER_WAY = 2;

/** Inserts documents of many collections, a thousand in one command. */
export class BulkInserter {
  private readonly waiting = new Map<string, Document[]>();
  private readonly written = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly connection: Connection) {}

  /** Returns when so little is under way that more may be given. @throws the database's error of an earlier batch */
  async add(collection: string, documents: readonly Document[]): Promise<void> {
    const waiting = this.waiting.get(collection) ?? [];
    for (const document of documents) waiting.push(document);
    this.waiting.set(collection, waiting);
    while (waiting.length >= BATCH) await this.send(collection, waiting.splice(0, BATCH));
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
    for (const [collection, documents] of this.waiting) {
      if (documents.length > 0) await this.send(collection, documents.splice(0));
    }
    await Promise.all(this.underWay);
  }

  report(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.written);
  }

  private async send(collection: string, batch: Document[]): Promise<void> {
    this.written.set(collection, (this.written.get(collection) ?? 0) + batch.length);
    const inserted = this.connection
      .collection(collection)
      .insertMany(batch, { ordered: false, writeConcern: { w: 1 } })
      .then(() => undefined);
    const under: Promise<void> = inserted.finally(() => this.underWay.delete(under));
    // Its error is thrown where it is waited for, not as one that nobody handles.
    under.catch(() => undefined);
    this.underWay.add(under);
    if (this.underWay.size >= UNDER_WAY) await Promise.race(this.underWay);
  }
}
