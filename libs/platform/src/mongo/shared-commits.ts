import { type Connection } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.ts';
import { inTransaction } from './transactions.ts';
import { countedWrites, type Write } from './write-together.ts';

/** Writes that are stored whole or not at all. */
export type CommitPart = {
  /** Of documents that no other part writes at the same time. Each that removes nothing must find or make its document. */
  readonly writes: readonly Write[];
  /** Asked beside the writes and before their commit, anew each time they are tried; false leaves nothing of them. */
  readonly confirm?: () => Promise<boolean>;
};

/** `incomplete`: a write did not find what it expected. Nothing of the part is stored then, nor where it was not confirmed. */
export type CommitOutcome = 'stored' | 'incomplete' | 'not_confirmed';

type Entry = {
  readonly part: CommitPart;
  readonly resolve: (outcome: CommitOutcome) => void;
  readonly reject: (error: unknown) => void;
  /** Begins a transaction; before that it only goes along with another. */
  isReady: boolean;
  timer: NodeJS.Timeout | null;
};

/** Parts in one transaction. */
const PARTS_MAX = 16;
/** Parts that come while a transaction is under way wait for its end, but no longer than this. */
const WAIT_FOR_OTHERS_MS = 50;

class Incomplete extends Error {
  constructor(readonly outcome: Exclude<CommitOutcome, 'stored'>) {
    super(outcome);
  }
}

/** A transaction of several parts met another writer: it is not repeated, its parts go one by one. */
class Overtaken extends Error {}

/**
 * Stores parts that are ready at the same moment, whoever they come from, in one transaction: one command of writes and one
 * commit for all of them. Parts that come while it is under way make up the next one. Where one part does not go through, or another
 * writer is in the way, nothing of the transaction is stored and each part goes alone: what one part meets does not reach another.
 */
export class SharedCommits {
  /** Real time; read at each use. From a message's frame to its acknowledgement and the intent of an unpaced sender's next one. */
  lingerMs = 15;
  private waiting: Entry[] = [];
  private underWay: object | null = null;
  private isBeginning = false;

  constructor(private readonly connection: Connection) {}

  /**
   * Resolves once the part is durable, or with why nothing of it is. Rejects with a duplicate key (nothing is stored), with what the
   * database said, and with TransactionLimitError. `mayWait`: for `lingerMs` the part only goes along with another.
   */
  store(part: CommitPart, { mayWait = false } = {}): Promise<CommitOutcome> {
    return new Promise((resolve, reject) => {
      const entry: Entry = { part, resolve, reject, isReady: !mayWait, timer: null };
      this.waiting.push(entry);
      if (entry.isReady) return this.beginSoon();
      entry.timer = setTimeout(() => {
        entry.isReady = true;
        this.beginSoon();
      }, this.lingerMs);
    });
  }

  /** After everything else that is ready in this turn of the event loop. */
  private beginSoon(): void {
    if (this.isBeginning || this.underWay !== null) return;
    this.isBeginning = true;
    setImmediate(() => {
      this.isBeginning = false;
      this.begin();
    });
  }

  private begin(): void {
    if (this.underWay !== null || !this.waiting.some(({ isReady }) => isReady)) return;
    const transaction = {};
    this.underWay = transaction;
    const end = (): void => {
      if (this.underWay !== transaction) return;
      this.underWay = null;
      this.begin();
    };
    const patience = setTimeout(end, WAIT_FOR_OTHERS_MS);
    const entries = this.waiting.splice(0, PARTS_MAX);
    for (const { timer } of entries) if (timer) clearTimeout(timer);
    void this.write(entries).finally(() => {
      clearTimeout(patience);
      end();
    });
  }

  /** Never rejects: each part is told. */
  private async write(entries: readonly Entry[]): Promise<void> {
    const open = entries.length > 1 ? await this.together(entries) : entries;
    await Promise.all(open.map((entry) => this.alone(entry)));
  }

  /** Answers the parts that have to go alone. */
  private async together(entries: readonly Entry[]): Promise<readonly Entry[]> {
    const refused = new Set<Entry>();
    let isRepeated = false;
    try {
      await inTransaction(this.connection, async (session) => {
        if (isRepeated) throw new Overtaken();
        isRepeated = true;
        const writes = entries.flatMap(({ part }) => part.writes);
        // All come to their end: a transaction is not ended while a command of it is under way.
        const [counts, ...answers] = await Promise.allSettled([
          countedWrites(this.connection, session, writes),
          ...entries.map(({ part }) => part.confirm?.() ?? true),
        ]);
        for (const [index, entry] of entries.entries()) if (isNo(answers[index])) refused.add(entry);
        if (counts.status === 'rejected') throw counts.reason;
        if (foundOf(counts.value) !== expectedOf(writes)) throw new Incomplete('incomplete');
        if (refused.size > 0 || answers.some(({ status }) => status === 'rejected'))
          throw new Incomplete('not_confirmed');
      });
      for (const { resolve } of entries) resolve('stored');
      return [];
    } catch (error) {
      if (error instanceof Overtaken || error instanceof Incomplete || isDuplicateKey(error)) {
        for (const { resolve } of refused) resolve('not_confirmed');
        return entries.filter((entry) => !refused.has(entry));
      }
      for (const { reject } of entries) reject(error);
      return [];
    }
  }

  private async alone({ part, resolve, reject }: Entry): Promise<void> {
    try {
      await inTransaction(this.connection, async (session) => {
        const [counts, answer] = await Promise.allSettled([
          countedWrites(this.connection, session, part.writes),
          part.confirm?.() ?? true,
        ]);
        if (counts.status === 'rejected') throw counts.reason;
        if (answer.status === 'rejected') throw answer.reason;
        if (foundOf(counts.value) !== expectedOf(part.writes)) throw new Incomplete('incomplete');
        if (!answer.value) throw new Incomplete('not_confirmed');
      });
      resolve('stored');
    } catch (error) {
      if (error instanceof Incomplete) resolve(error.outcome);
      else reject(error);
    }
  }
}

const commits = new WeakMap<Connection, SharedCommits>();

/** The one of this connection: all that is stored over it can go together. */
export function sharedCommitsOf(connection: Connection): SharedCommits {
  const known = commits.get(connection) ?? new SharedCommits(connection);
  commits.set(connection, known);
  return known;
}

const isNo = (answer: PromiseSettledResult<unknown> | undefined): boolean =>
  answer?.status === 'fulfilled' && answer.value === false;

/** Each write counts once at most; one that removes may find nothing. */
const expectedOf = (writes: readonly Write[]): number =>
  writes.filter(({ write }) => !('deleteOne' in write) && !('deleteMany' in write)).length;

const foundOf = (counts: Awaited<ReturnType<typeof countedWrites>>): number =>
  counts.insertedCount + counts.matchedCount + counts.upsertedCount;
