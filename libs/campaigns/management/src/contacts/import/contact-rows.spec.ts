import { vi } from 'vitest';
import { CONTACT_FILE_READER, ContactFileError, type ContactFileReader } from '@relance/campaigns-domain';
import { openTestApp, problems, type TestApp } from '@relance/campaigns-testing';
import { problem } from '@relance/kernel';
import { processorTimeOf } from '@relance/kernel/testing';
import { type Connection } from 'mongoose';
import { importsOf } from './testing/imports.test-hooks.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

const { adds, all, anOwner, send, until } = importsOf(() => env);

describe('many contacts', () => {
  it('are validated row by row; a known phone is rejected, of one given twice the later wins', async () => {
    const owner = await env.as('owner-bulk');
    await owner.post('/contacts', { phone: '+33612345610', name: 'Known' });
    const answer = await owner.post('/contacts/bulk', {
      contacts: [
        { phone: '+33612345611', name: 'Early' },
        { phone: '+33612345610' },
        { phone: 'nonsense' },
        { phone: '+33612345612', language: 'de', extra: 1 },
        { phone: '+33 6 12 34 56 11', name: 'Late' },
        'not an object',
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({ created: 1, updated: 0, merged: 1 });
    expect(answer.body.data.rejected).toEqual([
      { index: 1, field: 'phone', ...problem('KNOWN_ALREADY'), params: {}, value: '+33612345610' },
      { index: 2, field: 'phone', ...problem('PHONE_NOT_POSSIBLE'), params: {}, value: 'nonsense' },
      { index: 3, field: 'extra', ...problem('NOT_KNOWN_HERE'), params: {}, value: '1' },
      { index: 3, field: 'language', ...problem('NOT_ONE_OF', { values: 'fr, en' }), value: 'de' },
      { index: 5, field: 'row', problem: 'must be an object', code: null, params: {}, value: null },
    ]);
    const late = await owner.get('/contacts?q=late');
    expect(late.body.data.contacts).toMatchObject([{ phone: '+33612345611' }]);
  });

  it('are updated with upsert, and what a row does not say stays', async () => {
    const owner = await env.as('owner-upsert');
    await owner.post('/contacts', { phone: '+33612345620', name: 'Old', country: 'BE', tags: ['a'] });
    const answer = await owner.post('/contacts/bulk', {
      upsert: true,
      contacts: [{ phone: '+33612345620', name: 'New' }, { phone: '+33612345621' }],
    });
    expect(answer.body.data).toEqual({ created: 1, updated: 1, merged: 0, rejected: [] });
    const [changed] = (await owner.get('/contacts?q=new')).body.data.contacts;
    expect(changed).toMatchObject({ name: 'New', country: 'BE', tags: ['a'] });
  });

  it.each([
    [{}, ['contacts']],
    [{ contacts: [] }, ['contacts']],
    [{ contacts: 'x', upsert: 'yes', more: 1 }, ['contacts', 'more', 'upsert']],
  ])('refuses the body %j', async (body, fields) => {
    const refused = await (await env.as('owner-bad')).post('/contacts/bulk', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});

describe('a file', () => {
  const csv = [
    'phone;Name;language;tags;attributes.city;consent.source;consent.at',
    '+33612345630;"Dupont; ""Jean""";fr;vip|spring;Paris;form;2026-01-01T00:00:00Z',
    ';Nobody;fr;;;;',
    '',
    '"+33612345631";"two',
    'lines";en;;;;',
    '+33612345632;Bad;xx;;;;',
    '+33612345630;Jean-Luc;;;;;',
  ].join('\r\n');

  it('is read with its quotes, lines and BOM, and the report adds up', async () => {
    const owner = await anOwner();
    const answer = await send(owner, `\uFEFF${csv}`);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({
      jobId: expect.stringMatching(/^[0-9a-f]{24}$/),
      status: 'done',
      progress: 100,
      rows: 5,
      created: 3,
      updated: 0,
      merged: 1,
      unchanged: 0,
      rejected: 1,
      restored: 0,
      unknownColumns: [],
      notes: ['language not understood and left out: once (row 7), for instance "xx"'],
      notesInDetail: [
        {
          problem: 'language not understood and left out',
          code: 'LEFT_OUT',
          params: { field: 'language' },
          count: 1,
          rows: [7],
          sample: 'xx',
        },
      ],
      failure: null,
      failureInDetail: null,
      errors: [{ row: 3, field: 'phone', problem: 'must be given', code: 'MISSING', params: {}, value: null }],
    });
    expect(await all(owner)).toMatchObject([
      { name: 'Jean-Luc', tags: ['vip', 'spring'], attributes: { city: 'Paris' }, consent: { source: 'form' } },
      { name: 'two lines', language: 'en' },
      { name: 'Bad', language: null },
    ]);
    const again = (await send(owner, csv)).body.data;
    // Of the doubled row the later name was kept: the first says another again.
    expect(again).toMatchObject({ created: 0, updated: 0, merged: 1, unchanged: 3, rejected: 1 });
    const report = await owner.get(`/contacts/import/${answer.body.data.jobId}`);
    expect(report.body.data).toEqual(answer.body.data);
    expect((await (await anOwner()).get(`/contacts/import/${answer.body.data.jobId}`)).status).toBe(404);
  });

  it('whose end turns out unreadable is refused with what is wrong with it, now and in its report', async () => {
    const owner = await anOwner();
    const reader = env.app.get<ContactFileReader>(CONTACT_FILE_READER);
    const open = reader.open.bind(reader);
    const wrong = problem('FILE_CELL_TOO_LONG');
    const brokenOpen: typeof open = async (...given) => ({
      ...(await open(...given)),
      rows: () => {
        throw new ContactFileError(wrong);
      },
    });
    const opening = vi.spyOn(reader, 'open').mockImplementationOnce(open).mockImplementationOnce(brokenOpen);
    const refused = await send(owner, csv);
    opening.mockRestore();
    expect([refused.status, refused.body.details]).toEqual([400, [{ field: 'file', ...wrong }]]);
    const jobId = (
      await env.app.get<Connection>('DatabaseConnection').collection('background_tasks').findOne({ status: 'failed' })
    )?._id;
    const report = await owner.get(`/contacts/import/${String(jobId)}`);
    expect(report.body.data).toMatchObject({
      status: 'failed',
      failure: 'IMPORT_FILE_BROKEN',
      failureInDetail: { ...wrong, params: {} },
    });
  });

  it('gives its rejected lines back, to be corrected and sent again', async () => {
    const owner = await anOwner({ defaultCountry: 'FR' });
    const file = 'Tél;Nom;Rang\n06 12 34 56 40;A;1\n12;=B();2\n;C;3\n2,37699E+11;D;4';
    const { jobId, rejected } = (await send(owner, file)).body.data;
    const answer = await owner.get(`/contacts/import/${jobId}/rejected.csv`);
    expect([rejected, answer.headers['content-type']]).toEqual([3, 'text/csv; charset=utf-8']);
    expect(answer.text.trim().split('\n')).toEqual([
      'Tél,Nom,Rang,problem',
      "12,'=B(),2,phone is not a possible phone number",
      ',C,3,phone must be given',
      '"2,37699E+11",D,4,phone shortened by the spreadsheet: format the column as text',
    ]);
    const mended = answer.text.replace('\n12,', '\n0612345641,').replace('\n,C', '\n0612345642,C');
    expect((await send(owner, mended)).body.data).toMatchObject({ created: 2, rejected: 1, unknownColumns: ['Rang'] });
    expect(await all(owner)).toMatchObject([{ name: 'A' }, { name: '=B()' }, { name: 'C' }]);
  });

  it.each([
    ['', 'is empty'],
    ['name,email\nA,b@example.org', 'must have a column named phone'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), 'save it as XLSX'],
    [Buffer.from('PK\u0003\u0004 nothing behind'), 'is not a whole spreadsheet'],
  ])('%# is refused in words', async (content, problem) => {
    const refused = await send(await env.as('owner-bad'), content);
    expect(refused.status).toBe(400);
    expect(refused.body.details).toMatchObject([
      { field: 'file', problem: expect.stringContaining(problem), code: expect.stringMatching(/^FILE_/) },
    ]);
  });

  it('must be there, under the name "file"', async () => {
    const owner = await env.as('owner-bad');
    const missing = await owner.post('/contacts/import', {});
    expect([missing.status, problems(missing.body)]).toEqual([400, ['file']]);
    const misnamed = await owner.post('/contacts/import').attach('other', Buffer.from(csv), 'people.csv');
    expect([misnamed.status, problems(misnamed.body)]).toEqual([400, ['file', 'other']]);
    const unparted = await owner.post('/contacts/import').set('Content-Type', 'multipart/form-data').send('x');
    expect([unparted.status, problems(unparted.body)]).toEqual([400, ['file']]);
  });

  it('leaves an audit line with numbers and nobody’s name or phone', async () => {
    await send(await env.as('owner-csv-audit'), csv);
    const [line] = env.audit.filter(({ actor }) => actor.id === 'owner-csv-audit');
    expect(line).toMatchObject({ action: 'contact.import', after: { created: 3, merged: 1, rejected: 1 } });
    expect(JSON.stringify(line)).not.toMatch(/\+336|Jean/);
  });

  it('of more than 10 MB is refused with 413', async () => {
    const refused = await send(await env.as('owner-bad'), Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    expect(refused.status).toBe(413);
  });

  it.each(['a\n', '1\n', ';\n'])(
    '10.4.5 of ten megabytes of %j is refused within a second, and nothing is saved',
    async (line) => {
      const owner = await anOwner();
      const bomb = Buffer.concat([Buffer.from('phone\n'), Buffer.alloc(10 * 1024 * 1024 - 6, line)]);
      const refuse = async (): Promise<void> => {
        const refused = await send(owner, bomb);
        expect([refused.status, refused.body.code]).toEqual([422, 'IMPORT_TOO_LONG']);
      };
      // The client works in this process too, and memory of the tests before is collected meanwhile: the quickest of three counts.
      const took = Math.min(
        await processorTimeOf(process, refuse),
        await processorTimeOf(process, refuse),
        await processorTimeOf(process, refuse),
      );
      expect(took).toBeLessThan(1000);
      expect(await all(owner)).toEqual([]);
    },
  );

  it('of more than 500 rows goes on behind the answer', async () => {
    const owner = await anOwner();
    const lines = Array.from({ length: 1203 }, (_, index) =>
      index % 100 === 7 ? 'x;bad' : `+2376${90_000_000 + index};P ${index}`,
    );
    const begun = await send(owner, ['phone;name', ...lines].join('\n'));
    expect([begun.status, begun.body.data.status, begun.body.data.rows]).toEqual([202, 'queued', 1203]);
    const report = await until(owner, begun.body.data.jobId);
    expect(report).toMatchObject({ status: 'done', progress: 100, created: 1191, rejected: 12 });
    expect(adds(report)).toBe(1203);
    expect((await owner.get('/contacts?limit=1')).body.data.total).toBe(1191);
  }, 60_000);
});
