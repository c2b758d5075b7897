import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startServer, type RunningServer } from '../server.ts';
import { type Thing } from '../testing/test-server.ts';
import { dataFileOf } from './folder-lock.ts';
import { openPages } from './lmdb-pages.ts';

const DOCUMENTS = 1500;

let folder: string;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-folder-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (): Promise<RunningServer> =>
  startServer({ port: 0, address: '127.0.0.1', folder, setName: undefined, quiet: true, version: false }, (line) => {
    lines.push(line);
  });

const withClient = async <T>(server: RunningServer, use: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${server.port}/?directConnection=true`);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
};

/** A folder with documents, an index and a long value, closed in order. */
const fill = async (): Promise<void> => {
  const server = await start();
  await withClient(server, async (client) => {
    const things = client.db('kept').collection<Thing>('things');
    await things.createIndex({ n: 1 });
    await things.insertMany(
      Array.from({ length: DOCUMENTS }, (_, n) => ({ _id: n, n, long: 'x'.repeat(150), end: `needle-${n}` })),
    );
    await things.insertOne({ _id: 'long', n: -1, end: 'y'.repeat(50_000) });
  });
  await server.close();
};

/** What is there, by a scan and by each index; a sound folder gives the same thrice. */
const idsThrice = (server: RunningServer): Promise<string[][]> =>
  withClient(server, (client) => {
    const things = client.db('kept').collection<Thing>('things');
    const hints = [{ $natural: 1 }, { _id: 1 }, { n: 1 }] as const;
    return Promise.all(
      hints.map(async (hint) => (await things.find().hint(hint).toArray()).map(({ _id }) => String(_id)).sort()),
    );
  });

const expectWhole = async (server: RunningServer): Promise<void> => {
  for (const ids of await idsThrice(server)) expect(ids.length).toBe(DOCUMENTS + 1);
};

const change = (alter: (bytes: Buffer) => void): void => {
  const bytes = readFileSync(dataFileOf(folder));
  alter(bytes);
  writeFileSync(dataFileOf(folder), bytes);
};

const lockFile = (): string => join(folder, 'mongod.lock');
const wasReadThrough = (): boolean => lines.some((line) => line.includes('reading all of it'));

describe('a folder', () => {
  it('that was closed in order is served without reading all of it', async () => {
    await fill();
    const server = await start();
    expect(wasReadThrough()).toBe(false);
    await expectWhole(server);
    await server.close();
  });

  it('whose lock file is missing is read through, then served', async () => {
    await fill();
    rmSync(lockFile());
    const server = await start();
    expect(wasReadThrough()).toBe(true);
    await expectWhole(server);
    await server.close();
  });

  it.each([
    ['of an earlier start of the machine', '1 1 00000000-0000-0000-0000-000000000000\n', true],
    ['of a killed process', `4194305 1 ${bootOfNow()}\n`, false],
  ])('with the lock %s is served (%j, read through: %s)', async (_, lock, isRead) => {
    await fill();
    writeFileSync(lockFile(), lock);
    const server = await start();
    expect(wasReadThrough()).toBe(isRead);
    await expectWhole(server);
    await server.close();
  });

  it('of another storage engine is refused and stays as it is', async () => {
    writeFileSync(join(folder, 'WiredTiger.wt'), 'theirs');
    await expect(start()).rejects.toThrow(/another storage engine/);
    expect(readdirSync(folder)).toEqual(['WiredTiger.wt']);
  });

  it('whose head is overwritten is refused and stays as it is', async () => {
    await fill();
    change((bytes) => bytes.fill(0x5a, 0, 16384));
    const [data, lock] = [readFileSync(dataFileOf(folder)), readFileSync(lockFile(), 'utf8')];
    await expect(start()).rejects.toThrow(/is damaged \(no valid head\)/);
    expect(readFileSync(dataFileOf(folder)).equals(data)).toBe(true);
    expect(readFileSync(lockFile(), 'utf8')).toBe(lock);
  });

  it('whose documents lost their last byte is refused', async () => {
    await fill();
    change((bytes) => {
      for (let at = bytes.indexOf('needle-77\0'); at >= 0; at = bytes.indexOf('needle-77\0', at + 1))
        bytes[at + 10] = 7;
    });
    await expect(start()).rejects.toThrow(/kept\.things is damaged \(a document is torn\)/);
  });

  it.each([
    ['zeros', (page: Buffer) => page.fill(0)],
    ['noise', (page: Buffer) => page.forEach((_, at) => (page[at] = (at * 31 + 7) & 255))],
    ['the page before it', (page: Buffer, bytes: Buffer, at: number) => bytes.copy(page, 0, at - 4096, at)],
  ])('with any page overwritten by %s is refused, or the page was free', async (_, overwrite) => {
    await fill();
    const whole = readFileSync(dataFileOf(folder));
    const file = openPages(dataFileOf(folder));
    const { pageBytes = 0, lastPage = 0 } = file.head ?? {};
    file.close();
    expect(pageBytes).toBe(4096);
    let refused = 0;
    let served = 0;
    for (let page = 2; page <= lastPage; page += Math.ceil(lastPage / 24)) {
      change((bytes) => overwrite(bytes.subarray(page * pageBytes, (page + 1) * pageBytes), bytes, page * pageBytes));
      const server = await start().catch((error: Error) => {
        expect(error.message).toMatch(/is damaged/);
        return undefined;
      });
      if (server === undefined) refused += 1;
      else {
        served += 1;
        await expectWhole(server);
        await server.close();
      }
      writeFileSync(dataFileOf(folder), whole);
    }
    expect(refused).toBeGreaterThan(served);
  });
});

function bootOfNow(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
