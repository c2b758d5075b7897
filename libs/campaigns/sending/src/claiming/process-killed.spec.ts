import { testDatabase, type TestDatabase } from '@relance/platform/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aCampaignFor,
  anOwner,
  aPhone,
  type EngineTestEnv,
  eventually,
  startEngineTestEnv,
} from '@relance/campaigns-testing';
import { faultPoints, type FaultPoint } from '../shared/fault-points.ts';

/** How many passings of each fault point are tried; the reliability lab asks for more. */
const PASSINGS = Number(process.env['RELANCE_KILL_PASSINGS'] ?? 1);
const PEOPLE = 5;

let database: TestDatabase;
let env: EngineTestEnv;
const folder = mkdtempSync(join(tmpdir(), 'relance-kill-'));
beforeAll(async () => {
  database = await testDatabase();
  env = await startEngineTestEnv({}, database.uri);
}, 60_000);
afterAll(async () => {
  await env.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a worker of its own until the fault point kills it; answers the signal that ended it. */
function workerDyingAt(point: FaultPoint, passing: number, owner: string, ledger: string): Promise<string | null> {
  const args = ['--import', '@swc-node/register/esm-register', join('..', 'testing', 'src', 'kill-worker.ts')];
  const worker = spawn(
    process.execPath,
    [...args, database.uri, owner, ledger, point === 'before_result' ? '5' : '3000'],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        NODE_ENV: 'test',
        SWC_NODE_PROJECT: join(process.cwd(), 'tsconfig.json'),
        RELANCE_FAULT_POINT: point,
        RELANCE_FAULT_PASSING: String(passing),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (_code, signal) => resolve(signal));
  });
}

const linesOf = (ledger: string): { phone: string; waMessageId: string }[] =>
  readFileSync(ledger, { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [phone = '', waMessageId = ''] = line.split(' ');
      return { phone, waMessageId };
    });

const cases = faultPoints
  .filter((point) => point !== 'between_parts')
  .flatMap((point) => Array.from({ length: PASSINGS }, (_, index) => [point, index + 2] as const));

describe('a worker that is killed', () => {
  it.each(cases)(
    '%s, at the %ith passing, loses nothing and sends nothing twice',
    async (point, passing) => {
      const owner = anOwner();
      const phones = Array.from({ length: PEOPLE }, aPhone);
      const { id, api } = await aCampaignFor(env, owner, phones);
      expect((await api.post(`/campaigns/${id}/start`)).status).toBe(200);
      const ledger = join(folder, `${point}-${passing}`);
      expect(await workerDyingAt(point, passing, owner, ledger)).toBe('SIGKILL');
      const before = linesOf(ledger);
      if (point === 'after_send') expect(before).toHaveLength(passing);

      // Another process takes the sender over: what was in flight becomes unknown, the rest goes out.
      await env.messenger.link(owner, { leaseToken: 2 });
      await eventually(async () => {
        const { counts, messages } = await env.campaign(id);
        expect({ open: counts.sending, settled: messages.sent + counts.unknown }).toEqual({ open: 0, settled: PEOPLE });
      });
      const after = env.messenger.sent.filter(({ ownerId }) => ownerId === owner);
      const left = [...before, ...after].map(({ phone }) => phone);
      expect(new Set(left).size).toBe(left.length);
      const targets = await env.targetsOf(id);
      const unknown = targets.filter(({ status }) => status === 'unknown').map(({ phone }) => phone);
      // Whoever got nothing is not forgotten: it is shown that nobody knows.
      for (const phone of phones.filter((known) => !left.includes(known))) expect(unknown).toContain(phone);
      if (point === 'before_intent') expect(left.length).toBe(PEOPLE);
      if (point === 'after_intent') expect(unknown.length).toBeGreaterThan(0);

      // Receipts that come late settle what had left.
      const uncertain = before.filter(({ phone }) => unknown.includes(phone));
      for (const { waMessageId } of uncertain) await env.messenger.receive(owner, waMessageId, 'delivered');
      await eventually(async () => {
        const { counts, messages } = await env.campaign(id);
        expect(counts.unknown).toBe(unknown.length - uncertain.length);
        expect(messages.delivered).toBe(uncertain.length);
      });
      expect(await env.differences()).toEqual([]);
    },
    60_000,
  );

  it('between_parts of a message of two: the file is not repeated, and what follows it is shown as unknown', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    const file = (await api.upload('/media', Buffer.from('%PDF-1.4 a list'), 'list.pdf')).body.data.id;
    const customMessages = [{ dayNumber: 1, messageTemplate: { fr: 'x'.repeat(1025) }, mediaIds: [file] }];
    expect((await api.patch(`/campaigns/${id}`, { customMessages })).status).toBe(200);
    expect((await api.post(`/campaigns/${id}/start`)).status).toBe(200);
    const ledger = join(folder, 'between_parts');
    expect(await workerDyingAt('between_parts', 1, owner, ledger)).toBe('SIGKILL');
    const [left, ...others] = linesOf(ledger);
    expect([left?.phone, others]).toEqual([phone, []]);

    await env.messenger.link(owner, { leaseToken: 2 });
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ sending: 0, unknown: 1 }));
    expect(env.sentTo(phone)).toEqual([]);

    // The file's receipt proves the file, not the text.
    await env.messenger.receive(owner, left?.waMessageId ?? '', 'delivered');
    await env.settled();
    expect((await env.campaign(id)).counts).toMatchObject({ unknown: 1 });
    const [target] = await env.targetsOf(id);
    expect((await api.post(`/targets/${target?.id}/retry`)).status).toBe(200);
    await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ sent: 1 }));
    expect(env.sentTo(phone)).toEqual(['x'.repeat(1025)]);
    expect(await env.differences()).toEqual([]);
  }, 60_000);
});
