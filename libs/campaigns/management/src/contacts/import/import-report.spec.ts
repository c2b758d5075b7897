import { type Client, openTestApp, type TestApp } from '@relance/campaigns-testing';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';

let database: TestDatabase;
let env: TestApp;
let known: MongoClient;
const open = (): Promise<TestApp> => openTestApp('2026-03-02T09:00:00Z', undefined, { MONGODB_URI: database.uri });
beforeAll(async () => {
  database = await testDatabase();
  known = await MongoClient.connect(database.uri);
  env = await open();
}, 60_000);
afterAll(async () => {
  await env?.close();
  await known?.close();
  await database?.stop();
});

type Report = Record<'rows' | 'created' | 'updated' | 'merged' | 'unchanged' | 'rejected', number> & {
  readonly status: string;
  readonly jobId: string;
  readonly errors: readonly { readonly row: number }[];
};
const sum = ({ created, updated, merged, unchanged, rejected }: Report): number =>
  created + updated + merged + unchanged + rejected;

async function begin(owner: Client, file: string, fields: Record<string, string> = {}): Promise<Report> {
  const request = owner.upload('/contacts/import', file);
  for (const [name, value] of Object.entries(fields)) void request.field(name, value);
  const { status, body } = await request;
  expect([200, 202]).toContain(status);
  return body.data;
}

async function reportWhen(owner: Client, jobId: string, isSo: (report: Report) => boolean): Promise<Report> {
  for (;;) {
    const { data } = (await owner.get(`/contacts/import/${jobId}`)).body;
    if (isSo(data)) return data;
    await new Promise(setImmediate);
  }
}
const done = ({ status }: Report): boolean => status === 'done' || status === 'failed';
const total = async (owner: Client): Promise<number> => (await owner.get('/contacts?limit=1')).body.data.total;

describe('the report of an import', () => {
  const phone = fc.oneof(
    fc.nat(12).map((index) => `+3361234${String(5000 + index)}`),
    fc.nat(12).map((index) => `06 12 34 50 ${String(index).padStart(2, '0')}`),
    fc.constantFrom('', '12', 'phone', '2,37699E+11', '+33'),
  );
  const name = fc.constantFrom('', 'Zoé', '"Dupont; ""Jean"""', '"two\nlines"', '"open', 'a"b', '\u200b', '=1+1');
  const row = fc.tuple(phone, name).map((cells) => cells.join(';'));
  const file = fc.record({
    rows: fc.array(fc.oneof({ weight: 8, arbitrary: row }, { weight: 1, arbitrary: fc.constantFrom('', ';') }), {
      minLength: 1,
      maxLength: 30,
    }),
    // So often the same rows come again: some files are longer than a batch.
    times: fc.constantFrom(1, 1, 1, 40),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    upsert: fc.constantFrom('true', 'false'),
  });

  it('10.3.5 adds up to the rows of the file, whatever the file', async () => {
    let owners = 0;
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, times, lineEnd, upsert }) => {
        const owner = await env.as(`owner-sum-${(owners += 1)}`);
        await owner.patch('/config', { defaultCountry: 'FR' });
        for (const phone of ['+33612345001', '+33612345002']) await owner.post('/contacts', { phone, name: 'Known' });
        const body = Array.from({ length: times }, () => rows.join(lineEnd)).join(lineEnd);
        const { jobId } = await begin(owner, ['phone;name', body].join(lineEnd), { upsert });
        const report = await reportWhen(owner, jobId, done);
        expect(report.status).toBe('done');
        expect(sum(report)).toBe(report.rows);
        expect(await total(owner)).toBe(2 + report.created);
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

describe('what was left out or refused', () => {
  it('has its code in the stored report; a report that an earlier version stored is read without', async () => {
    const owner = await env.as('owner-codes');
    await owner.patch('/config', { defaultCountry: 'FR' });
    const file = ['phone;birthDate', '+33612345009;someday', '12;2000-01-01'].join('\n');
    const { jobId } = await begin(owner, file);
    const told = async () => {
      const { errors, notesInDetail } = (await owner.get(`/contacts/import/${jobId}`)).body.data;
      return [...errors, ...notesInDetail].map(({ problem, code, params }) => ({ problem, code, params }));
    };
    const refused = { problem: 'is not a possible phone number', code: 'PHONE_NOT_POSSIBLE', params: {} };
    const leftOut = {
      problem: 'birthDate not understood and left out',
      code: 'LEFT_OUT',
      params: { field: 'birthDate' },
    };
    expect(await told()).toEqual([refused, leftOut]);

    const none = { 'report.noted.$[].code': '', 'report.noted.$[].params': '' };
    await known.db().collection('background_tasks').updateOne({ ownerId: 'owner-codes' }, { $unset: none });
    const codes = { 'rows.$[].error.code': '', 'rows.$[].error.params': '' };
    await known.db().collection('import_rejected_rows').updateMany({ jobId }, { $unset: codes });
    const plain = ({ problem }: { readonly problem: string }) => ({ problem, code: null, params: {} });
    expect(await told()).toEqual([plain(refused), plain(leftOut)]);
  });
});

describe('an import that its process does not live to see the end of', () => {
  it('goes on from its checkpoint in the next process; every row is counted and told once', async () => {
    const first = await open();
    // The other process would take the import over: here it is to be the next one.
    await env.close();
    const before = await first.as('owner-restart');
    await before.patch('/config', { defaultCountry: 'FR' });
    await before.post('/contacts', { phone: '+33612000000', name: 'Known' });
    const row = (index: number): string => {
      if (index % 97 === 5) return `12;bad ${index}`;
      // The known contact early and late, and every hundredth number a second time, thousands of rows later.
      if (index === 3 || index === 3_900) return '+33612000000;Other';
      return `06${index >= 3_000 && index % 100 === 0 ? 20_000_000 + index - 3_000 : 20_000_000 + index};P ${index}`;
    };
    const rows = Array.from({ length: 4_000 }, (_, index) => row(index));
    const { jobId } = await begin(before, ['phone;name', ...rows].join('\n'), { upsert: 'false' });
    await reportWhen(before, jobId, ({ created }) => created > 0);
    await first.close();

    const [task] = await known
      .db()
      .collection('background_tasks')
      .find({ kind: 'contacts.import', status: 'queued' })
      .toArray();
    expect(task).toMatchObject({ status: 'queued', checkpoint: { done: expect.any(Number) } });
    expect(task?.['checkpoint'].done).toBeLessThan(4_000);
    // Written with every batch: errors are kept with the rejected rows, once.
    expect([task?.['checkpoint'], task?.['report']].map((kept) => 'errors' in kept)).toEqual([false, false]);

    env = await open();
    const after = await env.as('owner-restart');
    const report = await reportWhen(after, jobId, done);
    const bad = rows.filter((each) => each.startsWith('12;')).length;
    const again = Array.from({ length: 1_000 }, (_, index) => 3_000 + index).filter(
      (index) => index % 100 === 0 && rows[index]?.startsWith('06') && rows[index - 3_000]?.startsWith('06'),
    ).length;
    expect(report).toMatchObject({ status: 'done', rows: 4_000, merged: again, updated: 0, rejected: bad + 2 });
    expect(report.created).toBe(4_000 - again - bad - 2);
    expect(await total(after)).toBe(report.created + 1);
    expect((await after.get('/contacts?q=known')).body.data.contacts).toMatchObject([{ phone: '+33612000000' }]);
    const told = (await after.get(`/contacts/import/${jobId}/rejected.csv`)).text.trim().split('\n');
    expect(told).toHaveLength(1 + bad + 2);
    expect(report.errors.map(({ row }) => row)).toEqual(
      rows.flatMap((each, index) => (each.startsWith('12;') || each.endsWith('Other') ? [index + 2] : [])),
    );
  }, 120_000);
});
