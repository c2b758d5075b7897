import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Clock } from '@relance/kernel';
import { type Connection, Schema } from 'mongoose';
import { SYSTEM_CLOCK } from '../time/clocks.ts';

const COLLECTION = 'idempotency_keys';
export const IDEMPOTENCY_MODEL = 'IdempotencyKey';

/** Answers are remembered for a day of real time. */
const REMEMBERED_MS = 24 * 3_600_000;
/** A process that dies in the middle leaves its key running; after so long a repeat may run. */
const RUNNING_MS = 60_000;

type KeyDocument = {
  /** Who asked and the key they gave. */
  readonly _id: string;
  readonly fingerprint: string;
  readonly state: 'running' | 'done';
  /** Rises when a left-behind key is taken over; a late first run then saves nothing. */
  readonly run: number;
  readonly runningUntil: Date;
  readonly status: number | null;
  readonly answer: string | null;
  readonly message: string | null;
  readonly expireAt: Date;
};

export const idempotencySchema = new Schema(
  { _id: String },
  { collection: COLLECTION, strict: false, versionKey: false },
);
/** Which keys are a day old? (removed by the server) */
idempotencySchema.index({ expireAt: 1 }, { name: 'expired', expireAfterSeconds: 0 });

/** What a route answered: its data as JSON knows it, and the sentence of the envelope, if any. */
export type Answer = { readonly status: number; readonly data: unknown; readonly message: string | null };
export type Claim =
  | { readonly kind: 'mine'; readonly run: number }
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'running' }
  | { readonly kind: 'other_request' };

/** Remembers what was answered to a key, so that a repeat gets the same answer and does nothing. */
@Injectable()
export class IdempotencyStore {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes the key for a request, or says what became of it before. `fingerprint` names route and body. */
  async claim(id: string, fingerprint: string): Promise<Claim> {
    const fresh = this.running(fingerprint);
    const before = await this.keys
      .findOneAndUpdate({ _id: id }, { $setOnInsert: { ...fresh, run: 1 } }, { upsert: true, returnDocument: 'before' })
      .catch((error: unknown) => this.afterRace(id, error));
    if (!before) return { kind: 'mine', run: 1 };
    if (before.expireAt <= this.clock.now()) return this.takeOver(before, fingerprint);
    if (before.fingerprint !== fingerprint) return { kind: 'other_request' };
    if (before.state === 'done') return { kind: 'done', answer: answerOf(before) };
    return before.runningUntil <= this.clock.now() ? this.takeOver(before, fingerprint) : { kind: 'running' };
  }

  /** The request was answered; repeats get this answer from now on. */
  async recordResponse(id: string, run: number, { status, data, message }: Answer): Promise<void> {
    const expireAt = new Date(this.clock.now().getTime() + REMEMBERED_MS);
    const answer = JSON.stringify(data ?? null);
    await this.keys.updateOne({ _id: id, run }, { $set: { state: 'done', status, answer, message, expireAt } });
  }

  /** The request was refused or failed: nothing is remembered, a repeat runs. */
  async release(id: string, run: number): Promise<void> {
    await this.keys.deleteOne({ _id: id, run, state: 'running' });
  }

  /** Two first requests in one moment: the loser of the unique key reads what the winner wrote. */
  private async afterRace(id: string, error: unknown): Promise<KeyDocument | null> {
    const isLoser = error instanceof Error && 'code' in error && error.code === 11000;
    const winner = isLoser ? await this.keys.findOne({ _id: id }) : null;
    if (winner) return winner;
    throw error;
  }

  private async takeOver({ _id, run }: KeyDocument, fingerprint: string): Promise<Claim> {
    const taken = await this.keys.updateOne({ _id, run }, { $set: { ...this.running(fingerprint), run: run + 1 } });
    return taken.modifiedCount === 1 ? { kind: 'mine', run: run + 1 } : { kind: 'running' };
  }

  private running(fingerprint: string): Omit<KeyDocument, '_id' | 'run'> {
    const now = this.clock.now().getTime();
    return {
      fingerprint,
      state: 'running',
      runningUntil: new Date(now + RUNNING_MS),
      status: null,
      answer: null,
      message: null,
      expireAt: new Date(now + REMEMBERED_MS),
    };
  }

  private get keys() {
    return this.connection.collection<KeyDocument>(COLLECTION);
  }
}

const answerOf = ({ status, answer, message }: KeyDocument): Answer => ({
  status: status ?? 200,
  message,
  data: JSON.parse(answer ?? 'null') as unknown,
});
