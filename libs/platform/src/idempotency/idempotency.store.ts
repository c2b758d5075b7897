import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Clock } from '@relance/kernel';
import { type Connection, Schema } from 'mongoose';
import { type Logger } from 'pino';
import { SecretBox } from '../auth/secret-box.ts';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { Shutdown } from '../jobs/shutdown.ts';
import { isDuplicateKey } from '../mongo/duplicate-key.ts';
import { LOGGER } from '../observability/logger.ts';
import { SYSTEM_CLOCK } from '../time/clocks.ts';

const COLLECTION = 'idempotency_keys';
export const IDEMPOTENCY_MODEL = 'IdempotencyKey';

/** Answers are remembered for a day of real time. */
const REMEMBERED_MS = 24 * 3_600_000;
/** A process that dies in the middle leaves its key running; after so long without a renewal a repeat may run. */
export const RUNNING_MS = 60_000;

const RETRY_MS = 1000;

type KeyDocument = {
  /** Who asked and the key they gave. */
  readonly _id: string;
  /** Null while an upload is read. */
  readonly fingerprint: string | null;
  readonly state: 'running' | 'done';
  /** Rises when a left-behind key is taken over; a late first run then saves nothing. */
  readonly run: number;
  readonly runningUntil: Date;
  readonly status: number | null;
  /** Of a key taken by an older version; now the answer is sealed. */
  readonly answer: string | null;
  readonly sealedAnswer?: string;
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
/** With what names the request that it answers. */
export type RecordedAnswer = Answer & { readonly fingerprint: string };
export type Claim =
  | { readonly kind: 'mine'; readonly run: number }
  | { readonly kind: 'done'; readonly answer: Answer; readonly fingerprint: string | null }
  | { readonly kind: 'running' }
  | { readonly kind: 'other_request' };

/**
 * Remembers what was answered to a key, so that a repeat gets the same answer and does nothing. Answers hold what is shown once (tokens,
 * invitation links) and people's data, so they are kept sealed.
 */
@Injectable()
export class IdempotencyStore {
  /** Answers of this process that the database could not take yet. */
  private readonly unstored = new Map<string, { readonly run: number; readonly answer: RecordedAnswer }>();
  private storing: Promise<void> | null = null;
  private readonly box: SecretBox;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RELANCE_CONFIG) { masterKeys }: Pick<RelanceConfig, 'masterKeys'>,
    shutdown: Shutdown,
  ) {
    this.box = new SecretBox(masterKeys);
    shutdown.on('flush', 'answers to idempotency keys', () => this.storeRest());
  }

  /**
   * Takes the key for a request, or says what became of it before. `fingerprint` names route and body; null for an upload, whose
   * content is compared by the caller.
   */
  async claim(id: string, fingerprint: string | null): Promise<Claim> {
    if (this.unstored.size > 0) await this.storeRest();
    const fresh = this.running(fingerprint);
    const before = await this.keys
      .findOneAndUpdate({ _id: id }, { $setOnInsert: { ...fresh, run: 1 } }, { upsert: true, returnDocument: 'before' })
      .catch((error: unknown) => this.afterRace(id, error));
    if (!before) return { kind: 'mine', run: 1 };
    if (before.expireAt <= this.clock.now()) return this.takeOver(before, fingerprint);
    const isKnown = fingerprint !== null && before.fingerprint !== null;
    if (isKnown && before.fingerprint !== fingerprint) return { kind: 'other_request' };
    if (before.state === 'done')
      return { kind: 'done', answer: this.answerOf(before), fingerprint: before.fingerprint };
    return before.runningUntil <= this.clock.now() ? this.takeOver(before, fingerprint) : { kind: 'running' };
  }

  /** The request was answered; repeats get this answer from now on. Never rejects: the work is done, whatever the database says. */
  async recordResponse(id: string, run: number, answer: RecordedAnswer): Promise<void> {
    try {
      await this.save(id, run, answer);
    } catch (error) {
      this.unstored.set(id, { run, answer });
      this.logger.warn(
        { event: 'idempotency.not_stored', err: error },
        'answer to an idempotency key not stored; trying again',
      );
      this.storing ??= this.keepStoring().finally(() => (this.storing = null));
    }
  }

  /** The request still runs. */
  async renew(id: string, run: number): Promise<void> {
    const runningUntil = new Date(this.clock.now().getTime() + RUNNING_MS);
    await this.keys.updateOne({ _id: id, run, state: 'running' }, { $set: { runningUntil } });
  }

  /** The request was refused or failed: nothing is remembered, a repeat runs. */
  async release(id: string, run: number): Promise<void> {
    await this.keys.deleteOne({ _id: id, run, state: 'running' });
  }

  private async save(id: string, run: number, { status, data, message, fingerprint }: RecordedAnswer): Promise<void> {
    const expireAt = new Date(this.clock.now().getTime() + REMEMBERED_MS);
    const sealedAnswer = this.box.seal(JSON.stringify(data ?? null), useOf(id));
    const done = { state: 'done' as const, status, sealedAnswer, message, fingerprint, expireAt };
    await this.keys.updateOne({ _id: id, run }, { $set: done });
  }

  private async keepStoring(): Promise<void> {
    while (this.unstored.size > 0) {
      await sleep(RETRY_MS, undefined, { ref: false });
      await this.storeRest().catch(() => undefined);
    }
  }

  /** Rejects while the database takes nothing: then no key may be taken either. */
  private async storeRest(): Promise<void> {
    for (const [id, { run, answer }] of this.unstored) {
      await this.save(id, run, answer);
      this.unstored.delete(id);
    }
  }

  /** Two first requests in one moment: the loser of the unique key reads what the winner wrote. */
  private async afterRace(id: string, error: unknown): Promise<KeyDocument | null> {
    const winner = isDuplicateKey(error) ? await this.keys.findOne({ _id: id }) : null;
    if (winner) return winner;
    throw error;
  }

  private async takeOver({ _id, run }: KeyDocument, fingerprint: string | null): Promise<Claim> {
    const taken = await this.keys.updateOne({ _id, run }, { $set: { ...this.running(fingerprint), run: run + 1 } });
    return taken.modifiedCount === 1 ? { kind: 'mine', run: run + 1 } : { kind: 'running' };
  }

  private running(fingerprint: string | null): Omit<KeyDocument, '_id' | 'run'> {
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

  private answerOf({ _id, status, answer, sealedAnswer, message }: KeyDocument): Answer {
    const text = sealedAnswer === undefined ? (answer ?? 'null') : this.box.open(sealedAnswer, useOf(_id));
    return { status: status ?? 200, message, data: JSON.parse(text) as unknown };
  }

  private get keys() {
    return this.connection.collection<KeyDocument>(COLLECTION);
  }
}

/** What an answer is sealed for: one key's answer opens as no other's. */
const useOf = (id: string): string => `idempotency ${id}`;
