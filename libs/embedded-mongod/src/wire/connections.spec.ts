import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGauged, type GaugedServer } from '../testing/child-server.ts';
import { RawClient } from '../testing/raw-client.ts';
import { until } from '../testing/test-server.ts';

const CONNECTIONS = 1000;
/** What a connection that has said hello and asked once may hold: mostly its socket and its reader. */
const MOST_KIB_EACH = 48;

let folder: string;
let server: GaugedServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-connections-'));
  server = await startGauged(folder);
}, 60_000);
afterAll(async () => {
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

describe('a thousand connections', () => {
  it('are all answered at the same time, cost little and leave nothing behind', async () => {
    // whoever initiated the set has gone
    await until(async () => (await server.gauge()).connections === 0);
    const before = await server.gauge();
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => RawClient.open(server.port)));
    const answers = await Promise.all(
      clients.map(async (client, n) => {
        const { isWritablePrimary, connectionId } = await client.command({ hello: 1, $db: 'admin' });
        await client.command({ insert: 'things', documents: [{ _id: n }], $db: 'many' });
        const { cursor } = await client.command({ find: 'things', filter: { _id: n }, $db: 'many' });
        const { ok } = await client.command({ ping: 1, $db: 'admin' });
        return { isWritablePrimary, connectionId, found: cursor.firstBatch, ok };
      }),
    );
    expect(new Set(answers.map(({ connectionId }) => connectionId)).size).toBe(CONNECTIONS);
    answers.forEach(({ isWritablePrimary, found, ok }, n) => {
      expect({ isWritablePrimary, found, ok }).toEqual({ isWritablePrimary: true, found: [{ _id: n }], ok: 1 });
    });
    const during = await server.gauge();
    expect(during.connections - before.connections).toBe(CONNECTIONS);
    expect((during.anonymousBytes - before.anonymousBytes) / 1024 / CONNECTIONS).toBeLessThan(MOST_KIB_EACH);

    clients.forEach((client) => client.close());
    await until(async () => (await server.gauge()).connections === before.connections);
    const after = await server.gauge();
    expect(after.resources).toBeLessThanOrEqual(before.resources + 2);
    expect(after.heapBytes - before.heapBytes).toBeLessThan(4 * 2 ** 20);
  }, 60_000);
});
