import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { DomainError, type FieldProblem, type OwnerId, type Transaction } from '@relance/kernel';
import { type Connection, Schema, Types } from 'mongoose';
import { sessionOf } from '../mongo/transactions.ts';

const COLLECTION = 'background_tasks';
export const BACKGROUND_TASK_MODEL = 'BackgroundTask';
const DAY_MS = 24 * 3_600_000;
/** A task and its report can be asked for this long after the last change. */
export const TASK_KEPT_MS = 7 * DAY_MS;

export type TaskStatus = 'queued' | 'running' | 'done' | 'failed';

/** Why a task ended early; `details` name what is wrong with what it was given. */
export type TaskFailure = {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly FieldProblem[];
};

/** A piece of long work as its owner (or an admin) sees it. */
export type BackgroundTask<Report = unknown, Input = unknown> = {
  /** 24 hexadecimal digits. */
  readonly id: string;
  /** Noun and verb: `contacts.import`, `campaigns.bulk`. */
  readonly kind: string;
  readonly ownerId: string | null;
  readonly status: TaskStatus;
  /** 0–100. */
  readonly progress: number;
  readonly input: Input;
  /** What was found so far; whole once `status` is `done`. */
  readonly report: Report | null;
  readonly error: TaskFailure | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** A task that this process took: `fence` is compared in every write, so a process that lost the task changes nothing. */
export type TakenTask<Input = unknown, Checkpoint = unknown, Report = unknown> = BackgroundTask<Report, Input> & {
  readonly checkpoint: Checkpoint | null;
  readonly fence: number;
  readonly attempts: number;
};

export type TaskProgress<Checkpoint = unknown, Report = unknown> = {
  readonly progress?: number;
  /** Where to go on from after an interruption. */
  readonly checkpoint?: Checkpoint;
  readonly report?: Report;
};

/** Another process has taken the task; what this one still does must not be saved. */
export class TaskLostError extends Error {
  override readonly name = 'TaskLostError';
}

type TaskDocument = {
  readonly _id: Types.ObjectId;
  readonly kind: string;
  readonly ownerId: string | null;
  readonly status: TaskStatus;
  readonly progress: number;
  readonly input: unknown;
  readonly checkpoint: unknown;
  readonly report: unknown;
  readonly error: TaskFailure | null;
  readonly fence: number;
  /** Times it was begun since the last progress. */
  readonly attempts: number;
  /** Until when the process that runs it has it; in the past when nobody does. */
  readonly leaseUntil: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expireAt: Date;
};

export const backgroundTaskSchema = new Schema({}, { collection: COLLECTION, strict: false, versionKey: false });
/** Which tasks of a kind are waiting, or were left by a process that died? */
backgroundTaskSchema.index(
  { kind: 1, leaseUntil: 1 },
  { name: 'unfinished', partialFilterExpression: { status: { $in: ['queued', 'running'] } } },
);
/** The last tasks of an owner. */
backgroundTaskSchema.index({ ownerId: 1, kind: 1, _id: -1 }, { name: 'of_owner' });
/** Which are a week old? (removed by the server) */
backgroundTaskSchema.index({ expireAt: 1 }, { name: 'expired', expireAfterSeconds: 0 });

/** Only who does the work needs it, and it may be as long as the report. */
const withoutCheckpoint = { checkpoint: 0 } as const;
const isFree = { $lte: ['$leaseUntil', '$$NOW'] };

/** Stores long work with its progress; all times are the database's. */
@Injectable()
export class BackgroundTaskStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Puts a task in the queue; with a transaction, only if that commits. */
  async create(
    task: { readonly kind: string; readonly ownerId: OwnerId | string | null; readonly input: unknown },
    transaction?: Transaction,
  ): Promise<string> {
    const now = new Date();
    const _id = new Types.ObjectId();
    const document: TaskDocument = {
      _id,
      ...task,
      status: 'queued',
      progress: 0,
      checkpoint: null,
      report: null,
      error: null,
      fence: 0,
      attempts: 0,
      leaseUntil: new Date(0),
      createdAt: now,
      finishedAt: null,
      expireAt: new Date(now.getTime() + TASK_KEPT_MS),
    };
    const session = sessionOf(transaction);
    await this.tasks().insertOne(document, { ...(session && { session }) });
    return _id.toHexString();
  }

  /** Null when there is none of this kind and owner (never another owner's). `ownerId: null` finds tasks of nobody. */
  async find(
    id: string,
    of: { readonly kind: string; readonly ownerId: string | null },
  ): Promise<BackgroundTask | null> {
    if (!Types.ObjectId.isValid(id)) return null;
    const found = await this.tasks().findOne({ _id: new Types.ObjectId(id), ...of }, { projection: withoutCheckpoint });
    return found && toTask(found);
  }

  /** The newest first. */
  async latest(
    of: { readonly kind: string; readonly ownerId: string | null },
    limit = 20,
  ): Promise<readonly BackgroundTask[]> {
    const rows = await this.tasks()
      .find(of, { sort: { _id: -1 }, limit, projection: withoutCheckpoint })
      .toArray();
    return rows.map(toTask);
  }

  /** Takes the next task of these kinds that nobody runs; null when there is none. */
  async take(kinds: readonly string[], leaseMs: number): Promise<TakenTask | null> {
    const taken = await this.tasks().findOneAndUpdate(
      { kind: { $in: [...kinds] }, status: { $in: ['queued', 'running'] }, $expr: isFree },
      [
        {
          $set: {
            status: 'running',
            fence: { $add: ['$fence', 1] },
            attempts: { $add: ['$attempts', 1] },
            leaseUntil: { $add: ['$$NOW', leaseMs] },
            expireAt: { $add: ['$$NOW', TASK_KEPT_MS] },
          },
        },
      ],
      { sort: { leaseUntil: 1 }, returnDocument: 'after' },
    );
    return taken && toTaken(taken);
  }

  /** Keeps a taken task; false when it was lost. */
  async renew({ id, fence }: Pick<TakenTask, 'id' | 'fence'>, leaseMs: number): Promise<boolean> {
    const renewed = await this.tasks().updateOne(running(id, fence), [
      { $set: { leaseUntil: { $add: ['$$NOW', leaseMs] } } },
    ]);
    return renewed.matchedCount === 1;
  }

  /** Saves progress, in the transaction of the work it stands for if there is one. Throws TaskLostError. */
  async save(
    { id, fence }: Pick<TakenTask, 'id' | 'fence'>,
    { progress, checkpoint, report }: TaskProgress,
    transaction?: Transaction,
  ): Promise<void> {
    const change = {
      attempts: 0,
      ...(progress !== undefined && { progress: Math.min(100, Math.max(0, Math.round(progress))) }),
      ...(checkpoint !== undefined && { checkpoint }),
      ...(report !== undefined && { report }),
    };
    await this.change(id, fence, change, transaction);
  }

  async finish({ id, fence }: Pick<TakenTask, 'id' | 'fence'>, report: unknown): Promise<void> {
    const now = new Date();
    const change = { status: 'done' as const, progress: 100, report, error: null, checkpoint: null, finishedAt: now };
    await this.change(id, fence, { ...change, ...kept(now) });
  }

  async fail({ id, fence }: Pick<TakenTask, 'id' | 'fence'>, error: TaskFailure): Promise<void> {
    const now = new Date();
    await this.change(id, fence, { status: 'failed' as const, error, finishedAt: now, ...kept(now) });
  }

  /** Puts it back: another process (or this one) goes on from its checkpoint, at once or after `delayMs`. */
  async release({ id, fence }: Pick<TakenTask, 'id' | 'fence'>, delayMs = 0): Promise<void> {
    await this.tasks().updateOne(running(id, fence), [
      { $set: { status: 'queued', leaseUntil: { $add: ['$$NOW', delayMs] } } },
    ]);
  }

  private async change(
    id: string,
    fence: number,
    change: Partial<TaskDocument>,
    transaction?: Transaction,
  ): Promise<void> {
    const session = sessionOf(transaction);
    const saved = await this.tasks().updateOne(running(id, fence), { $set: change }, { ...(session && { session }) });
    if (saved.matchedCount === 0) throw new TaskLostError(`task ${id} is run by another process`);
  }

  private tasks() {
    return this.connection.collection<TaskDocument>(COLLECTION);
  }
}

const running = (id: string, fence: number) => ({ _id: new Types.ObjectId(id), fence, status: 'running' as const });
const kept = (now: Date) => ({ leaseUntil: now, expireAt: new Date(now.getTime() + TASK_KEPT_MS) });

const toTask = (document: TaskDocument): BackgroundTask => {
  const { _id, kind, ownerId, status, progress, input, report, error, createdAt, finishedAt } = document;
  return { id: _id.toHexString(), kind, ownerId, status, progress, input, report, error, createdAt, finishedAt };
};
const toTaken = (document: TaskDocument): TakenTask => ({
  ...toTask(document),
  checkpoint: document.checkpoint,
  fence: document.fence,
  attempts: document.attempts,
});

/** What is stored of a failure: a refusal's own words, nothing of a surprise. */
export const failureOf = (error: unknown): TaskFailure =>
  error instanceof DomainError
    ? { code: error.code, message: error.message, ...(isList(error.details) && { details: error.details }) }
    : { code: 'INTERNAL', message: 'Something went wrong on our side.' };

const isList = (details: DomainError['details']): details is readonly FieldProblem[] => Array.isArray(details);
