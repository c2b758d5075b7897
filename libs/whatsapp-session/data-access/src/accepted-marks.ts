import { type Connection } from 'mongoose';
import { OUTGOING, type OutgoingDocument } from './collections.ts';

/** Real time that a note waits for others. A process that is killed meanwhile has not stored the message's result either. */
const TOGETHER_MS = 200;

type Batch = { readonly ids: string[]; readonly written: Promise<void> };

/** Notes that messages were acknowledged, of all sessions of the process: nobody waits for one, so they are written together. */
export class AcceptedMarks {
  private batch: Batch | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly togetherMs = TOGETHER_MS,
  ) {}

  /** `id` is the kept message's. Resolves once it is stored; rejects, with all of its batch, when the database did not take it. */
  add(id: string): Promise<void> {
    this.batch ??= this.begin();
    this.batch.ids.push(id);
    return this.batch.written;
  }

  private begin(): Batch {
    const ids: string[] = [];
    const written = new Promise<void>((resolve) => setTimeout(resolve, this.togetherMs)).then(() => {
      this.batch = null;
      return this.write(ids);
    });
    return { ids, written };
  }

  private async write(ids: readonly string[]): Promise<void> {
    await this.connection
      .collection<OutgoingDocument>(OUTGOING)
      .updateMany({ _id: { $in: [...ids] } }, { $set: { accepted: true } });
  }
}
