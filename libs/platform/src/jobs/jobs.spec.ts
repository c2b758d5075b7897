import { DomainError, problem } from '@relance/kernel';
import mongoose, { type Connection } from 'mongoose';
import { inTransaction } from '../mongo/transactions.ts';
import { monitorCommands } from '../testing/command-monitor.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { createLogger } from '../observability/logger.ts';
import { BackgroundTaskStore } from './background-tasks.store.ts';
import { BackgroundTasks, type TaskRun } from './background-tasks.ts';
import { JobLock } from './job-lock.ts';
import { LeaseLostError, LeasedJobs } from './leased-jobs.ts';
import { Shutdown } from './shutdown.ts';

const logger = createLogger({ logLevel: 'silent' });
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

describe('jobs', () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  /** What the database thinks that the time is, moved for one lock: as if so much time had passed. */
  const expire = (name: string) =>
    connection.collection<{ _id: string }>('job_locks').updateOne({ _id: name }, { $set: { until: new Date(0) } });

  describe('JobLock', () => {
    it('has one holder until its time is up; each change of holder raises the token', async () => {
      const [one, two] = [new JobLock(connection), new JobLock(connection)];
      const first = await one.acquire('enrol', 60_000);
      expect(first).toMatchObject({ token: 1 });
      expect(await two.acquire('enrol', 60_000)).toBeNull();
      expect(await one.acquire('enrol', 60_000)).toBeNull();
      expect(first && (await one.renew(first, 60_000))).toMatchObject({ token: 1 });
      await expire('enrol');
      expect(first && (await one.renew(first, 60_000))).toBeNull();
      expect(await two.acquire('enrol', 60_000)).toMatchObject({ token: 2 });
    });

    it('is asked for by one command, also while another holds it', async () => {
      const watched = await mongoose.createConnection(database.uri, { monitorCommands: true }).asPromise();
      const commands: string[] = [];
      monitorCommands(watched, ({ name }) => void commands.push(name));
      const lock = new JobLock(watched);
      expect(await lock.acquire('one-command', 60_000)).toMatchObject({ token: 1 });
      expect(await lock.acquire('one-command', 60_000)).toBeNull();
      await watched.close();
      expect(commands.filter((name) => name !== 'endSessions')).toEqual(['findAndModify', 'findAndModify']);
    });

    it('goes by the database’s clock, whatever this machine’s says', async () => {
      const lock = new JobLock(connection);
      const real = Date.now;
      try {
        Date.now = () => real() + 3_600_000;
        expect(await lock.acquire('clock', 60_000)).not.toBeNull();
        expect(await lock.acquire('clock', 60_000)).toBeNull();
      } finally {
        Date.now = real;
      }
    });

    it('lets exactly one of many win, first time and afterwards', async () => {
      const race = async () => {
        const locks = Array.from({ length: 8 }, () => new JobLock(connection));
        const won = await Promise.all(locks.map((lock) => lock.acquire('race', 60_000)));
        return won.filter((lock) => lock !== null);
      };
      const first = await race();
      expect(first).toHaveLength(1);
      if (first[0]) await new JobLock(connection).release(first[0]);
      expect(await race()).toHaveLength(1);
    });

    it('is not released by a holder that lost it', async () => {
      const lock = new JobLock(connection);
      const lost = await lock.acquire('report', 60_000);
      await expire('report');
      expect(await lock.acquire('report', 60_000)).not.toBeNull();
      if (lost) await lock.release(lost);
      expect(await lock.acquire('report', 60_000)).toBeNull();
    });
  });

  describe('LeasedJobs', () => {
    const jobs = () => {
      const shutdown = new Shutdown(logger);
      return { shutdown, jobs: new LeasedJobs(new JobLock(connection), shutdown, logger) };
    };

    it('runs a job once at a time over all processes, for as long as it takes', async () => {
      const [one, two] = [jobs().jobs, jobs().jobs];
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      let started = (): void => undefined;
      const isStarted = new Promise<void>((resolve) => (started = resolve));
      const running = one.run('count', async ({ fence }) => (started(), await held, fence), { leaseMs: 1500 });
      await isStarted;
      const locks = connection.collection<{ _id: string; until: Date }>('job_locks');
      const ends = new Set<number>();
      // Four different ends: it was renewed three times, so it has been held for longer than one lease.
      while (ends.size < 4) {
        expect(await two.run('count', async () => 'ran')).toBeNull();
        ends.add(Number((await locks.findOne({ _id: 'count' }))?.until));
      }
      goOn();
      expect(await running).toBe(1);
      expect(await two.run('count', async ({ fence }) => fence)).toBe(2);
    });

    it('aborts the work when the lease is lost', async () => {
      const lost = jobs().jobs.run(
        'lost',
        async ({ signal }) => {
          await expire('lost');
          await aborted(signal);
          signal.throwIfAborted();
        },
        { leaseMs: 90 },
      );
      await expect(lost).rejects.toThrow(LeaseLostError);
    });

    it('aborts the work when the process ends, waits for it, and gives the lease back', async () => {
      const { shutdown, jobs: one } = jobs();
      let started = (): void => undefined;
      const isStarted = new Promise<void>((resolve) => (started = resolve));
      const running = one.run('ending', async ({ signal }) => (started(), await aborted(signal), 'saved its place'));
      await isStarted;
      expect(await shutdown.begin('test')).toBe(true);
      expect(await running).toBe('saved its place');
      expect(await one.run('ending', async () => 'again')).toBeNull();
      expect(await jobs().jobs.run('ending', async () => 'elsewhere')).toBe('elsewhere');
    });
  });

  describe('BackgroundTasks', () => {
    const endings: Shutdown[] = [];
    const process = () => {
      const shutdown = new Shutdown(logger);
      endings.push(shutdown);
      return { shutdown, tasks: new BackgroundTasks(new BackgroundTaskStore(connection), shutdown, logger) };
    };
    afterEach(async () => {
      await Promise.all(endings.splice(0).map((shutdown) => shutdown.begin('test over')));
    });
    const finished = async (tasks: BackgroundTasks, id: string, of: { kind: string; ownerId: string | null }) => {
      for (;;) {
        const task = await tasks.find<number>(id, of);
        if (task?.status === 'done' || task?.status === 'failed') return task;
      }
    };

    it('run to their report, seen by their owner only', async () => {
      const { tasks } = process();
      tasks.register<{ n: number }, null, number>({ kind: 'sum', work: async ({ input }) => input.n + 1 });
      tasks.onApplicationBootstrap();
      const id = await tasks.create({ kind: 'sum', ownerId: 'ann', input: { n: 1 } });
      expect(await finished(tasks, id, { kind: 'sum', ownerId: 'ann' })).toMatchObject({ progress: 100, report: 2 });
      expect(await tasks.find(id, { kind: 'sum', ownerId: 'bob' })).toBeNull();
      expect(await tasks.find('nonsense', { kind: 'sum', ownerId: 'ann' })).toBeNull();
    });

    it('go on from their checkpoint in another process after an interruption', async () => {
      const [one, two] = [process(), process()];
      type Run = TaskRun<null, number, number>;
      let saved = (): void => undefined;
      const isSaved = new Promise<void>((resolve) => (saved = resolve));
      one.tasks.register({
        kind: 'long',
        work: async ({ save, signal }: Run) => {
          await inTransaction(connection, (transaction) => save({ progress: 40, checkpoint: 2 }, transaction));
          saved();
          await aborted(signal);
          throw new Error('interrupted');
        },
      });
      one.tasks.onApplicationBootstrap();
      const id = await one.tasks.create({ kind: 'long', ownerId: null, input: null });
      await isSaved;
      expect(await one.tasks.find(id, { kind: 'long', ownerId: null })).toMatchObject({
        status: 'running',
        progress: 40,
      });
      await one.shutdown.begin('test');
      two.tasks.register({ kind: 'long', work: async ({ checkpoint }: Run) => (checkpoint ?? 0) + 1 });
      two.tasks.onApplicationBootstrap();
      expect(await finished(two.tasks, id, { kind: 'long', ownerId: null })).toMatchObject({
        status: 'done',
        report: 3,
      });
    });

    it('a process that lost a task saves nothing more', async () => {
      const store = new BackgroundTaskStore(connection);
      const id = await store.create({ kind: 'lost', ownerId: null, input: null });
      const first = await store.take(['lost'], 0);
      const second = await store.take(['lost'], 60_000);
      expect(second?.fence).toBe((first?.fence ?? 0) + 1);
      expect(await store.take(['lost'], 60_000)).toBeNull();
      if (!first || !second) throw new Error('not taken');
      await expect(store.save(first, { progress: 99 })).rejects.toThrow('run by another process');
      expect(await store.renew(first, 60_000)).toBe(false);
      await store.save(second, { progress: 10 });
      expect(await store.find(id, { kind: 'lost', ownerId: null })).toMatchObject({ progress: 10 });
      await store.finish(second, 'done');
    });

    it('fail with the words of a refusal and without those of a surprise', async () => {
      const { tasks } = process();
      const wrong = [{ field: 'file', ...problem('FILE_NOT_WHOLE') }];
      const failing = async ({ input }: { input: string }) => {
        throw input === 'refusal'
          ? new DomainError('conflict', 'NOT_NOW', 'Not now.', wrong)
          : new Error('secret detail');
      };
      tasks.register<string, null, never>({ kind: 'fail', concurrency: 2, work: failing });
      tasks.onApplicationBootstrap();
      const of = { kind: 'fail', ownerId: 'ann' };
      const ids = [await tasks.create({ ...of, input: 'refusal' }), await tasks.create({ ...of, input: 'surprise' })];
      const [refused, surprised] = await Promise.all(ids.map((id) => finished(tasks, id, of)));
      expect(refused).toMatchObject({
        status: 'failed',
        error: { code: 'NOT_NOW', message: 'Not now.', details: wrong },
      });
      expect(surprised).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } });
      expect(JSON.stringify(surprised)).not.toContain('secret');
    });
  });
});
