import { openTestApp, problems, type TestApp } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('many contacts', () => {
  it('are judged row by row; a known phone is rejected, of one given twice the later wins', async () => {
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
    expect(answer.body.data).toMatchObject({ created: 1, updated: 0 });
    expect(answer.body.data.rejected).toEqual([
      { index: 1, field: 'phone', problem: 'is known already', value: '+33612345610' },
      { index: 2, field: 'phone', problem: expect.any(String), value: 'nonsense' },
      { index: 3, field: 'extra', problem: 'is not known here', value: '1' },
      { index: 3, field: 'language', problem: 'must be one of fr, en', value: 'de' },
      { index: 5, field: 'row', problem: 'must be an object', value: null },
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
    expect(answer.body.data).toEqual({ created: 1, updated: 1, rejected: [] });
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

describe('a CSV file', () => {
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

  it('is read with its quotes, lines and BOM; bad rows are told by their line', async () => {
    const owner = await env.as('owner-csv');
    const answer = await owner.upload('/contacts/import', `\uFEFF${csv}`);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({
      created: 2,
      updated: 0,
      rejected: [
        { row: 3, field: 'phone', problem: 'must be given', value: null },
        { row: 7, field: 'language', problem: 'must be one of fr, en', value: 'xx' },
      ],
    });
    const again = await owner.upload('/contacts/import', csv);
    expect(again.body.data).toMatchObject({ created: 0, updated: 2 });
  });

  it('keeps several tags and attributes', async () => {
    const owner = await env.as('owner-csv-tags');
    await owner.upload('/contacts/import', csv.split('\r\n').slice(0, 2).join('\n'));
    const { contacts } = (await owner.get('/contacts')).body.data;
    expect(contacts).toMatchObject([
      { name: 'Dupont; "Jean"', tags: ['vip', 'spring'], attributes: { city: 'Paris' } },
    ]);
  });

  it.each([
    ['', 'is empty'],
    ['name,email\nA,b@example.org', 'must have a column named phone'],
    ['phone,nickname\n+33612345678,x', 'has unknown columns: nickname'],
    ['phone,Phone\n+33612345678,x', 'has the column phone twice'],
    ['phone,name\n+33612345678,"open', 'is not well-formed CSV'],
  ])('%# is refused in words', async (content, problem) => {
    const refused = await (await env.as('owner-bad')).upload('/contacts/import', content);
    expect(refused.status).toBe(400);
    expect(refused.body.details).toEqual([{ field: 'file', problem: expect.stringContaining(problem) }]);
  });

  it('must be there', async () => {
    const refused = await (await env.as('owner-bad')).post('/contacts/import', {});
    expect([refused.status, problems(refused.body)]).toEqual([400, ['file']]);
  });

  it('is asked for under the name "file"', async () => {
    const owner = await env.as('owner-bad');
    const misnamed = await owner.post('/contacts/import').attach('other', Buffer.from(csv), 'people.csv');
    expect([misnamed.status, problems(misnamed.body)]).toEqual([400, ['file']]);
    const unparted = await owner.post('/contacts/import').set('Content-Type', 'multipart/form-data').send('x');
    expect([unparted.status, problems(unparted.body)]).toEqual([400, ['file']]);
  });

  it('leaves an audit line with numbers and nobody’s name or phone', async () => {
    await (await env.as('owner-csv-audit')).upload('/contacts/import', csv);
    const [line] = env.audit.filter(({ actor }) => actor.id === 'owner-csv-audit');
    expect(line).toMatchObject({ action: 'contact.import', after: { created: 2, updated: 0, rejected: 2 } });
    expect(JSON.stringify(line)).not.toMatch(/\+336|Jean/);
  });

  it('of more than 10 MB is refused with 413', async () => {
    const refused = await (
      await env.as('owner-bad')
    ).upload('/contacts/import', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    expect(refused.status).toBe(413);
  });
});
