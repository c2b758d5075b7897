import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readFileSync } from 'node:fs';
import { readFlags } from '../flags.ts';
import { startServer } from '../server.ts';
import { storeHot, type HotLoad } from './hot-data.ts';

/** What a server holds at one moment, behind a full collection of garbage. */
export type Gauges = {
  readonly heapBytes: number;
  /** Resident memory without mapped files; 0 where the kernel does not tell. */
  readonly anonymousBytes: number;
  readonly connections: number;
  readonly cursors: number;
  readonly sessions: number;
  readonly transactions: number;
  /** Timers, sockets, requests and whatever else keeps the event loop busy. */
  readonly resources: number;
  /** Snapshots that hold pages of the data file back from being used again. */
  readonly readers: number;
  /** Who waits for the next commit. */
  readonly waiters: number;
  readonly dataBytes: number;
  readonly oplogBytes: number;
};

// The server as its program runs it, which also answers over the channel to the process that started it.

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const anonymousBytes = (): number => {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
};

const given = process.env['GAUGED_OPLOG_BYTES'];
const server = await startServer(
  readFlags(process.argv.slice(2)),
  () => undefined,
  given === undefined ? {} : { oplogBytes: Number(given) },
);
const { engine } = server;

const gauge = (): Gauges => {
  collect();
  collect();
  const sessions = engine.sessions.all;
  return {
    heapBytes: process.memoryUsage().heapUsed,
    anonymousBytes: anonymousBytes(),
    connections: engine.connections,
    cursors: engine.cursors.size,
    sessions: sessions.length,
    transactions: sessions.filter(({ transaction }) => transaction?.state === 'running').length,
    resources: process.getActiveResourcesInfo().length,
    readers: engine.env.readers,
    waiters: engine.waiters.count,
    dataBytes: engine.env.bytesUsed,
    oplogBytes: engine.oplog.bytes,
  };
};

/** What may be asked over the channel. */
export type Asked = 'gauge' | { readonly store: HotLoad };

process.on('message', (asked: Asked) => {
  if (asked === 'gauge') process.send?.(gauge());
  else void storeHot(engine, asked.store).then(() => process.send?.('stored'));
});
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
engine.onFatal = (error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(14);
};
process.stdout.write(`waiting for connections on port ${server.port}\n`);
