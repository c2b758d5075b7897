import { openTestApp, problems, type TestApp } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('a contact', () => {
  it('is kept with its phone normalised, and shown with nothing absent', async () => {
    const owner = await env.as('owner-contact');
    const made = await owner.post('/contacts', {
      phone: '00237 690-00-00-12',
      name: '  Éléonore N’Guema 🌸 ',
      language: 'fr',
      tags: ['vip', 'vip '],
      consent: { source: 'form', at: '2026-03-01T10:00:00Z' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ success: true });
    expect(made.body.data).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      phone: '+237690000012',
      name: 'Éléonore N’Guema 🌸',
      email: null,
      country: 'CM',
      language: 'fr',
      gender: null,
      birthDate: null,
      profession: null,
      registeredAt: null,
      subscription: 'none',
      tags: ['vip'],
      attributes: {},
      referrerName: null,
      consent: { source: 'form', at: '2026-03-01T10:00:00.000Z' },
      onWhatsApp: 'unknown',
      optedOut: false,
      inLiveSequence: false,
      convertedAt: null,
      repliedAt: null,
      archivedAt: null,
      createdAt: '2026-03-02T09:00:00.000Z',
      updatedAt: '2026-03-02T09:00:00.000Z',
    });
    const read = await owner.get(`/contacts/${made.body.data.id}`);
    expect(read.body.data).toEqual(made.body.data);
  });

  it('is there once: the same phone answers 409 with the id that is known', async () => {
    const owner = await env.as('owner-twice');
    const first = await owner.post('/contacts', { phone: '+33612345678' });
    const again = await owner.post('/contacts', { phone: '+33 6 12 34 56 78', name: 'Other' });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'CONTACT_EXISTS', details: { id: first.body.data.id } });
  });

  it('is made by its phone (201) or changed in the named fields (200), and both are in the audit', async () => {
    const owner = await env.as('owner-by-phone');
    const made = await owner.put('/contacts/by-phone', { phone: '+237 690 00 07 01', name: 'Awa', tags: ['a'] });
    expect([made.status, made.body.data]).toMatchObject([201, { phone: '+237690000701', name: 'Awa', tags: ['a'] }]);
    const changed = await owner.put('/contacts/by-phone', { phone: '+237690000701', name: 'Awa Diop', language: 'fr' });
    expect([changed.status, changed.body.data]).toMatchObject([
      200,
      { id: made.body.data.id, name: 'Awa Diop', language: 'fr', tags: ['a'] },
    ]);
    const refused = await owner.put('/contacts/by-phone', { phone: '12', email: 'x' });
    expect([refused.status, problems(refused.body)]).toEqual([400, ['email', 'phone']]);
    await owner.delete(`/contacts/${made.body.data.id}`);
    const lines = env.audit.filter(({ entity }) => entity.id === made.body.data.id);
    expect(lines.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      { action: 'contact.create', before: null, after: { phone: '+237…01', name: 'A…', country: 'CM', tags: ['a'] } },
      { action: 'contact.update', before: { name: 'A…', language: null }, after: { name: 'A…', language: 'fr' } },
      { action: 'contact.delete', before: { liveTargets: 0 }, after: undefined },
    ]);
  });

  it('names every bad field at once, the unknown ones too', async () => {
    const owner = await env.as('owner-bad');
    const refused = await owner.post('/contacts', {
      phone: 7,
      email: 'nobody',
      country: 'Cameroon',
      language: 'de',
      birthDate: '2026-02-30',
      tags: 'vip',
      attributes: { city: 1 },
      consent: { source: '' },
      nickname: 'x',
    });
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe('VALIDATION_FAILED');
    expect(problems(refused.body)).toEqual([
      'attributes',
      'birthDate',
      'consent.at',
      'consent.source',
      'country',
      'email',
      'language',
      'nickname',
      'phone',
      'tags',
    ]);
  });

  it('has no control characters and no halves of characters in any text', async () => {
    const owner = await env.as('owner-bad');
    const texts = { name: 'a\ud800', profession: 'a\u0000', referrerName: 'a\u0007', tags: ['ok', 'a\u0001'] };
    const consent = { source: 'a\u0000', at: '2026-03-01T10:00:00Z' };
    const body = { phone: '+33612345699', ...texts, attributes: { city: 'a\u0000' }, consent };
    expect(problems((await owner.post('/contacts', body)).body)).toEqual([
      'attributes',
      'consent.source',
      'name',
      'profession',
      'referrerName',
      'tags',
    ]);
    const lines = { phone: '+33612345699', attributes: { address: '1 rue A\n75011 Paris\t🌸' } };
    expect((await owner.post('/contacts', lines)).body.data).toMatchObject({ attributes: lines.attributes });
  });

  it.each(['123', 'abc', '+999 1', '0612345678'])(
    'refuses "%s" as a phone when no default country is set',
    async (phone) => {
      const owner = await env.as('owner-bad');
      const refused = await owner.post('/contacts', { phone });
      expect([refused.status, problems(refused.body)]).toEqual([400, ['phone']]);
    },
  );

  it('reads national numbers in the default country', async () => {
    const owner = await env.as('owner-national');
    await owner.put('/settings', { defaultCountry: 'fr' });
    const made = await owner.post('/contacts', { phone: '06 12 34 56 78' });
    expect(made.body.data).toMatchObject({ phone: '+33612345678', country: 'FR' });
  });

  it('is changed in part; null empties a field, another’s phone is refused', async () => {
    const owner = await env.as('owner-change');
    const first = await owner.post('/contacts', { phone: '+33612345601', name: 'A', email: 'a@example.org' });
    await owner.post('/contacts', { phone: '+33612345602' });
    const { id } = first.body.data;
    const changed = await owner.patch(`/contacts/${id}`, { email: null, name: 'B', archived: true });
    expect(changed.body.data).toMatchObject({ email: null, name: 'B', archivedAt: '2026-03-02T09:00:00.000Z' });
    const taken = await owner.patch(`/contacts/${id}`, { phone: '+33612345602' });
    expect([taken.status, taken.body.code]).toEqual([409, 'CONTACT_EXISTS']);
    const empty = await owner.patch(`/contacts/${id}`, { phone: null });
    expect([empty.status, problems(empty.body)]).toEqual([400, ['phone']]);
  });

  it('is nobody else’s: reading, changing, removing and converting answer 404', async () => {
    const owner = await env.as('owner-mine');
    const other = await env.as('owner-other');
    const { id } = (await owner.post('/contacts', { phone: '+33612345603' })).body.data;
    const answers = await Promise.all([
      other.get(`/contacts/${id}`),
      other.patch(`/contacts/${id}`, { name: 'x' }),
      other.delete(`/contacts/${id}`),
      other.post(`/contacts/${id}/convert`),
      other.post('/contacts/convert', { phone: '+33612345603' }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 5 }, () => [404, 'CONTACT_NOT_FOUND']),
    );
  });

  it('is removed', async () => {
    const owner = await env.as('owner-remove');
    const { id } = (await owner.post('/contacts', { phone: '+33612345604' })).body.data;
    expect((await owner.delete(`/contacts/${id}`)).body.data).toEqual({ id, exitedTargets: 0 });
    expect((await owner.get(`/contacts/${id}`)).status).toBe(404);
  });

  it('answers 400 to a malformed id', async () => {
    const owner = await env.as('owner-bad');
    const refused = await owner.get('/contacts/not-an-id');
    expect([refused.status, problems(refused.body)]).toEqual([400, ['id']]);
  });

  it('converts once: the first date stays', async () => {
    const owner = await env.as('owner-convert');
    const { id } = (await owner.post('/contacts', { phone: '+33612345605' })).body.data;
    const first = await owner.post(`/contacts/${id}/convert`);
    expect(first.body.data).toMatchObject({
      contact: { convertedAt: '2026-03-02T09:00:00.000Z', subscription: 'subscribed' },
      exitedTargets: 0,
    });
    env.clock.advance(60_000);
    const again = await owner.post('/contacts/convert', { phone: '+33612345605' });
    env.clock.advance(-60_000);
    expect(again.body.data.contact.convertedAt).toBe('2026-03-02T09:00:00.000Z');
  });
});

describe('a list of contacts', () => {
  it('is filtered, counted and turned page by page without a row lost or seen twice', async () => {
    const owner = await env.as('owner-list');
    const names = ['Awa', 'Élodie', 'Éléonore', 'Zoé', 'عائشة'];
    const contacts = names.map((name, index) => ({
      phone: `+2376900001${String(index).padStart(2, '0')}`,
      name,
      tags: index % 2 ? ['odd'] : [],
    }));
    expect((await owner.post('/contacts/bulk', { contacts })).body.data).toEqual({
      created: 5,
      updated: 0,
      merged: 0,
      rejected: [],
    });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { data: { contacts: { name: string }[]; total: number; nextCursor: string | null } } } =
        await owner.get(`/contacts?limit=2&sort=name${cursor && `&cursor=${cursor}`}`);
      expect(page.body.data.total).toBe(5);
      seen.push(...page.body.data.contacts.map(({ name }) => name));
      cursor = page.body.data.nextCursor;
    }
    expect(seen).toEqual(['Awa', 'Éléonore', 'Élodie', 'Zoé', 'عائشة']);
    const prefixed = await owner.get('/contacts?q=%C3%A9L');
    expect(prefixed.body.data.contacts.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['Éléonore', 'Élodie'].sort(),
    );
    expect((await owner.get('/contacts?tag=odd')).body.data.total).toBe(2);
    expect((await owner.get('/contacts?q=%2B23769000010')).body.data.total).toBe(5);
  });

  it.each([
    ['/contacts?limit=0', ['limit']],
    ['/contacts?limit=101&page=0', ['limit', 'page']],
    ['/contacts?country[$ne]=CM', ['country[$ne]']],
    ['/contacts?language=de&unknown=1', ['language', 'unknown']],
    ['/contacts?page=2&cursor=abc', ['cursor']],
    ['/contacts?cursor=abc', ['cursor']],
    ['/contacts?page=501&limit=20', ['page']],
  ])('refuses %s naming %j', async (path, fields) => {
    const refused = await (await env.as('owner-bad')).get(path);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});
