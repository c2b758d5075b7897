import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChangeStream, MongoClient } from 'mongodb';
import { startGauged, type GaugedServer } from './testing/child-server.ts';
import { type Gauges } from './testing/gauged-program.ts';
import { type LoadLedger, openLedger, sendGroup } from './testing/mixed-load.ts';
import { until } from './testing/test-server.ts';

/**
 * An hour of a thousand paced senders at their fastest (a message in four minutes and a half, pauses included: 13 an
 * hour each) is 13,000 messages; at 7 operations for each message that is some 95,000. `SOAK_HOURS` makes it longer.
 */
const OPERATIONS = Number(process.env['SOAK_HOURS'] ?? 1) * 95_000;
const OPLOG_BYTES = 4 * 2 ** 20;
const MIB = 2 ** 20;
/** Beside its pool the driver has a connection that watches the server and one that measures the way to it. */
const MONITORS = 2;

let folder: string;
let server: GaugedServer;
let client: MongoClient;
let ledger: LoadLedger;
let stream: ChangeStream | undefined;
/** Connections that the driver's pool has open. */
let pooled = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-soak-'));
  server = await startGauged(folder, { GAUGED_OPLOG_BYTES: String(OPLOG_BYTES) });
  client = new MongoClient(`mongodb://127.0.0.1:${server.port}/?replicaSet=rs0`);
  client.on('connectionCreated', () => (pooled += 1));
  client.on('connectionClosed', () => (pooled -= 1));
  await client.connect();
  const admin = client.db('admin');
  await admin.command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
  await admin.command({ setParameter: 1, cursorTimeoutMillis: 1000 });
  await admin.command({ setParameter: 1, clientCursorMonitorFrequencySecs: 1 });
  ledger = await openLedger(client);
}, 60_000);
afterAll(async () => {
  await stream?.close();
  await client.close();
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** What is held when what was left behind has been let go. */
const rested = async (): Promise<Gauges> => {
  let gauges = await server.gauge();
  await until(async () => {
    gauges = await server.gauge();
    return gauges.cursors <= 1 && gauges.transactions === 0;
  }, 30_000);
  return gauges;
};

describe('an hour of mixed load', () => {
  it('leaves memory, cursors, sessions, snapshots and the files where they were', async () => {
    stream = ledger.deliveries.watch([{ $match: { operationType: 'insert' } }]);
    let seen = 0;
    stream.on('change', () => (seen += 1));
    await until(async () => (await server.gauge()).cursors === 1);

    let done = 0;
    let group = 0;
    let early: Gauges | undefined;
    while (done < OPERATIONS) {
      done += await sendGroup(client, ledger, group++, server.port);
      if (early === undefined && done > OPERATIONS / 4) early = await rested();
    }
    await until(() => seen === group * 50, 30_000);
    const late = await rested();

    expect(late.oplogBytes).toBeLessThanOrEqual(OPLOG_BYTES);
    expect(late.heapBytes - (early?.heapBytes ?? 0)).toBeLessThan(4 * MIB);
    expect(late.anonymousBytes - (early?.anonymousBytes ?? 0)).toBeLessThan(40 * MIB);
    expect(late.dataBytes / (early?.dataBytes ?? 1)).toBeLessThan(1.5);
    expect(late.connections).toBeLessThanOrEqual(pooled + MONITORS);
    expect(late.sessions).toBeLessThan(200);
    expect(late.readers).toBeLessThan(40);
    expect(late.waiters).toBeLessThanOrEqual(1);
    expect(late.resources - late.connections).toBeLessThanOrEqual(
      (early?.resources ?? 0) - (early?.connections ?? 0) + 5,
    );

    const [sent] = await ledger.campaigns.aggregate([{ $group: { _id: null, sum: { $sum: '$sent' } } }]).toArray();
    expect(sent?.['sum']).toBe(group * 50);
    await until(async () => (await ledger.deliveries.countDocuments()) === 0, 30_000);
  }, 300_000);
});
