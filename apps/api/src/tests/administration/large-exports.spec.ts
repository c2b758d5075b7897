import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { EXPORT_STORE, type ExportStore } from '@relance/campaigns-domain';
import { heldHeapBytes } from '@relance/platform/testing';
import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { vi } from 'vitest';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { callsOf } from '../../testing/calls.ts';

let env: ApiTestEnv;
/** A campaign of awa's. */
let id: string;
const { call } = callsOf(() => env);
beforeAll(async () => {
  env = await startTestApp();
  id = (await call('post', '/campaigns', 'awa', { name: 'Large', targetFilter: {} })).data.id;
}, 60_000);
afterAll(() => env.close());

describe('exports of 20,000 targets', () => {
  beforeAll(async () => {
    const campaign = new Types.ObjectId(id);
    const targets = env.app.get<Connection>(getConnectionToken()).collection('relance_targets');
    for (let batch = 0; batch < 20; batch += 1) {
      await targets.insertMany(
        Array.from({ length: 1000 }, (_, n) => ({
          ownerId: 'awa',
          campaignId: campaign,
          contactId: new Types.ObjectId(),
          phone: `+2376${String(batch * 1000 + n).padStart(8, '0')}`,
          language: 'fr',
          status: 'completed',
          exitReason: 'completed_7days',
          currentDay: 7,
          days: [],
          enrolledAt: new Date(),
          exitedAt: new Date(),
          dueAt: null,
          rev: 1,
        })),
        { ordered: false },
      );
    }
  }, 60_000);

  const open = async (path: string): Promise<IncomingMessage> => {
    const { port } = env.app.getHttpServer().address() as AddressInfo;
    const isAdmin = path.startsWith('/admin');
    const token = isAdmin ? await env.token('admin', 'boss') : await env.token('user', 'awa');
    const headers = { authorization: `Bearer ${token}` };
    const [response] = (await once(get({ port, headers, path: `/api/relance${path}` }), 'response')) as [
      IncomingMessage,
    ];
    return response;
  };

  it('take no more memory than a few rows', async () => {
    const before = heldHeapBytes();
    let [lines, growth, nextLook] = [0, 0, 2000];
    for await (const chunk of await open('/admin/targets/export.csv?status=completed')) {
      lines += String(chunk).split('\n').length - 1;
      if (lines < nextLook) continue;
      growth = Math.max(growth, heldHeapBytes() - before);
      nextLook += 4000;
    }
    expect(lines).toBe(20_001);
    expect(growth).toBeLessThan(10 * 1024 * 1024);
  }, 120_000);

  it.each([
    ['of all campaigns', '/admin/targets/export.csv?status=completed'],
    ['of those of an owner', '/admin/targets/export.csv?status=completed&userId=awa'],
    ['of one campaign', () => `/campaigns/${id}/export.csv?status=completed`],
  ])('%s are read no more within a second once the client has left', async (_, path) => {
    const store = env.app.get<ExportStore>(EXPORT_STORE, { strict: false });
    const read = store.targets.bind(store);
    let rows = 0;
    const ended = new Promise<number>((resolve) => {
      vi.spyOn(store, 'targets').mockImplementation(async function* (query) {
        try {
          for await (const batch of read(query)) {
            rows += batch.length;
            yield batch;
          }
        } finally {
          if (rows > 0) resolve(performance.now());
        }
      });
    });
    const response = await open(typeof path === 'string' ? path : path());
    await once(response, 'data');
    response.destroy();
    const left = performance.now();
    expect((await ended) - left).toBeLessThan(1000);
    expect(rows).toBeLessThan(20_000);
    vi.restoreAllMocks();
  });
});
