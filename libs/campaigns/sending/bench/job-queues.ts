import { Agenda } from 'agenda';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Pulse } from '@pulsecron/pulse';
import { type Db } from 'mongodb';
import { setTimeout as pause } from 'node:timers/promises';

/** What one queue did: in how long, and the jobs that ran (each once, where it is right; not all, where the time was over). */
export type Drained = { readonly seconds: number; readonly ran: readonly number[] };

const AT_ONCE = 200;
const NAME = 'drain';
/** A queue is measured for so long at most: what it did by then tells its rate. */
const MEASURED_MS = 120_000;
/** Queued so many at a time; queueing is not part of what is measured. */
const QUEUED_TOGETHER = 50;

type Queue = {
  define(run: (n: number) => void): void;
  add(n: number): Promise<unknown>;
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
};

const settings = { maxConcurrency: AT_ONCE, defaultConcurrency: AT_ONCE, defaultLockLimit: AT_ONCE } as const;
const LOOK_EVERY_MS = 100;

/** Agenda as it is fastest: it looks ten times a second, runs and locks 200 at once. */
export function agendaOn(db: Db): Queue {
  // The library's own copy of the driver has types of its own; the object is the same.
  const backend = new MongoBackend({ mongo: db as never, collection: 'agenda_jobs' });
  const agenda = new Agenda({ ...settings, processEvery: LOOK_EVERY_MS, backend });
  return {
    define: (run) => void agenda.define<{ n: number }>(NAME, async (job) => run(job.attrs.data.n)),
    add: (n) => agenda.create(NAME, { n }).schedule(new Date()).save(),
    start: () => agenda.start(),
    stop: () => agenda.stop(),
  };
}

/** Pulse, set likewise. */
export async function pulseOn(uri: string): Promise<Queue> {
  const every = `${LOOK_EVERY_MS} milliseconds`;
  const pulse = new Pulse({ ...settings, processEvery: every, resumeOnRestart: false });
  await new Promise<void>((done) => {
    pulse.once('ready', () => done());
    void pulse.database(uri, 'pulse_jobs');
  });
  return {
    define: (run) => void pulse.define<{ n: number }>(NAME, async (job) => run(job.attrs.data.n)),
    add: (n) => pulse.create(NAME, { n }).schedule(new Date()).save(),
    start: () => pulse.start(),
    stop: () => pulse.stop(),
  };
}

/**
 * Queues the jobs, then lets them run, all of them or for two minutes.
 * @param begun called when the jobs are queued and nothing has run
 */
export async function drain(queue: Queue, jobs: number, begun: () => Promise<void>): Promise<Drained> {
  const ran: number[] = [];
  queue.define((n) => void ran.push(n));
  for (let from = 0; from < jobs; from += QUEUED_TOGETHER) {
    const numbers = Array.from({ length: Math.min(QUEUED_TOGETHER, jobs - from) }, (_, index) => from + index);
    await Promise.all(numbers.map((n) => queue.add(n)));
  }
  await begun();
  const startedAt = performance.now();
  await queue.start();
  while (ran.length < jobs && performance.now() - startedAt < MEASURED_MS) await pause(20);
  const seconds = (performance.now() - startedAt) / 1000;
  const measured = [...ran];
  await queue.stop();
  return { seconds, ran: measured };
}
