import { openTestApp, type TestApp } from '@relance/campaigns-testing';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app?.close());

type Day = { day: number; source: string | null; active: boolean; messageTemplate: { fr: string } | null };
const problems = (body: { details: { field: string; problem: string }[] }) =>
  body.details.map(({ field, problem }) => [field, problem]);

describe('templates', () => {
  it('are there for seven days in two languages from the first start, of the installation', async () => {
    const { templates, variables } = (await (await app.as('owner-1')).get('/templates')).body.data;
    expect(templates.map(({ day, source, active }: Day) => [day, source, active])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((day) => [day, 'installation', true]),
    );
    expect(variables).toEqual(
      expect.arrayContaining(['name', 'firstName', 'referrerName', 'day', 'owner.name', 'campaign.name']),
    );
  });

  it('of an owner go before the installation’s, for this owner alone, until they are dropped', async () => {
    const [owner, other] = [await app.as('owner-2'), await app.as('owner-3')];
    const before = (await owner.get('/templates/3')).body.data;
    const written = await owner.put('/templates/3', { messageTemplate: { fr: 'À moi {{name}}', en: 'Mine' } });
    expect([written.status, written.body.data]).toEqual([
      200,
      {
        day: 3,
        source: 'owner',
        messageTemplate: { fr: 'À moi {{name}}', en: 'Mine' },
        mediaIds: [],
        active: true,
        updatedAt: expect.any(String),
      },
    ]);
    expect((await other.get('/templates/3')).body.data).toEqual(before);
    const dropped = await owner.delete('/templates/3');
    expect([dropped.status, dropped.body.data]).toEqual([200, before]);
    expect((await owner.delete('/templates/3')).status).toBe(200);
    const lines = app.audit.filter(({ actor }) => actor.id === 'owner-2').map(({ action }) => action);
    expect(lines).toEqual(['template.create', 'template.delete']);
  });

  it('that are changed say in the audit what was, a text of the same length too, and never the text', async () => {
    const owner = await app.as('owner-changing');
    for (const fr of ['Bonjour', 'Bonsoir']) await owner.put('/templates/2', { messageTemplate: { fr, en: 'Hello' } });
    await owner.put('/templates/2', { messageTemplate: { fr: 'Bonsoir' }, active: false });
    const lines = app.audit.filter(({ actor }) => actor.id === 'owner-changing');
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      [null, { active: true, media: 0, charactersFr: 7, charactersEn: 5 }],
      [{ charactersFr: 7 }, { charactersFr: 7 }],
      [
        { active: true, charactersEn: 5 },
        { active: false, charactersEn: null },
      ],
    ]);
  });

  it('of the installation are changed by admins, read by support; a day without one says so', async () => {
    const [admin, support, owner] = [
      await app.as('boss', 'admin'),
      await app.as('helper', 'support'),
      await app.as('owner-4'),
    ];
    const messageTemplate = { fr: 'Pour tous' };
    expect((await admin.put('/admin/templates/6', { messageTemplate, active: false })).body.data).toMatchObject({
      source: 'installation',
      active: false,
    });
    expect((await owner.get('/templates/6')).body.data).toMatchObject({ source: 'installation', active: false });
    expect((await admin.delete('/admin/templates/6')).body.data).toMatchObject({ source: null, messageTemplate: null });
    expect((await owner.get('/templates/6')).body.data).toMatchObject({ day: 6, source: null, active: false });
    expect((await support.get('/admin/templates')).status).toBe(200);
    expect((await support.put('/admin/templates/6', { messageTemplate })).status).toBe(403);
    expect((await owner.get('/admin/templates')).status).toBe(403);
    expect((await admin.put('/admin/templates/6', { messageTemplate })).body.data).toMatchObject({ active: true });
  });

  it.each(['0', '8', 'x', '1.5', '-1', '01', '1.0', '1e0', '+1'])('have no day %s', async (day) => {
    const owner = await app.as('owner-1');
    expect([(await owner.get(`/templates/${day}`)).status, (await owner.delete(`/templates/${day}`)).status]).toEqual([
      400, 400,
    ]);
  });

  it('refuse what cannot be sent, naming variable, language and day', async () => {
    const owner = await app.as('owner-1');
    const refused = await owner.put('/templates/4', {
      messageTemplate: { fr: 'Bonjour {{nom}}', en: 'x'.repeat(4097) },
    });
    expect([refused.status, refused.body.details]).toEqual([
      400,
      expect.arrayContaining([
        {
          field: 'messageTemplate.fr',
          problem: 'unknown variable {{nom}} (fr, day 4)',
          code: 'UNKNOWN_VARIABLE',
          params: { name: 'nom' },
          variable: 'nom',
          language: 'fr',
          day: 4,
        },
        expect.objectContaining({ field: 'messageTemplate.en', language: 'en', day: 4 }),
      ]),
    ]);
    const missing = await owner.put('/templates/5', { messageTemplate: { en: 'only English' } });
    expect(problems(missing.body)).toEqual([['messageTemplate.fr', 'must be given (fr, day 5)']]);
    const campaign = await owner.post('/campaigns', {
      name: 'x',
      targetFilter: {},
      customMessages: [{ dayNumber: 6, messageTemplate: { fr: 'ok', en: '{{attributes.Couleur}}' } }],
    });
    expect(campaign.body.details).toEqual([
      {
        field: 'customMessages.0.messageTemplate.en',
        problem: 'unknown variable {{attributes.couleur}}: no contact has it (en, day 6)',
        code: 'UNKNOWN_VARIABLE',
        params: { name: 'attributes.couleur' },
        variable: 'attributes.couleur',
        language: 'en',
        day: 6,
      },
    ]);
  });

  it.each([
    ['a {{ b', 'LONE_BRACES', { braces: '{{' }],
    ['b }}', 'LONE_BRACES', { braces: '}}' }],
    ['{{{name}}}', 'TOO_MANY_BRACES', { found: '{{{name}}}' }],
  ])('10.5.1 refuse stray braces: %s', async (fr, code, params) => {
    const refused = await (await app.as('owner-1')).put('/templates/4', { messageTemplate: { fr } });
    expect([refused.status, refused.body.details]).toMatchObject([
      400,
      [{ field: 'messageTemplate.fr', code, params }],
    ]);
  });

  it('name an unknown variable also beside another problem of the text', async () => {
    const fr = `{{nom}} ${'x'.repeat(4097)}`;
    const { body } = await (await app.as('owner-1')).put('/templates/4', { messageTemplate: { fr } });
    expect(body.details).toMatchObject([{ code: 'UNKNOWN_VARIABLE', params: { name: 'nom' }, variable: 'nom' }]);
  });

  it('10.5.1 name no variable where the braces are wrong', async () => {
    const owner = await app.as('owner-1');
    for (const fr of ['{{ {name} }}', '{{{name}}}', 'a {{ b }']) {
      const { body } = await owner.put('/templates/4', { messageTemplate: { fr } });
      expect([fr, body.details[0].variable]).toEqual([fr, null]);
    }
    const { body } = await owner.put('/templates/4', { messageTemplate: { fr: 'Bonjour {{ prénom }}' } });
    expect(body.details[0].variable).toBe('prénom');
  });

  it('may name the attributes that the owner’s contacts have, whatever the case', async () => {
    const [owner, other] = [await app.as('owner-5'), await app.as('owner-6')];
    await owner.post('/contacts', { phone: '+237690000501', name: 'Awa', attributes: { Ville: 'Kribi' } });
    const messageTemplate = { fr: 'À {{attributes.VILLE|chez vous}}' };
    expect((await owner.put('/templates/1', { messageTemplate })).status).toBe(200);
    expect((await other.put('/templates/1', { messageTemplate })).status).toBe(400);
    expect((await owner.get('/templates')).body.data.variables).toContain('attributes.Ville');
  });
});

describe('a preview', () => {
  it('is for a real contact with any name, in the contact’s language', async () => {
    const owner = await app.as('owner-1');
    const name = 'عائشة $& {{day}}';
    const { id } = (await owner.post('/contacts', { phone: '+237690000077', name, language: 'en' })).body.data;
    const messageTemplate = { fr: 'Bonjour {{name}}', en: 'Hello {{name}}, day {{day}} from {{owner.name}}' };
    const preview = await owner.post('/templates/preview', { day: 4, messageTemplate, contactId: id });
    const text = `Hello ${name}, day 4 from Name of owner-1`;
    expect([preview.status, preview.body.data]).toEqual([
      200,
      { text, language: 'en', fallback: false, warnings: [], media: [], length: text.length },
    ]);
  });

  it('is for a sample where nothing is named, and French stands in where there is no English', async () => {
    const owner = await app.as('owner-1');
    const sample = (await owner.post('/templates/preview', { dayNumber: 1 })).body.data;
    expect(sample).toMatchObject({ language: 'fr', text: expect.stringContaining('Aïcha N’Diaye') });
    const messageTemplate = { fr: 'Bonjour {{attributes.x|ami}}'.replace('attributes.x', 'company') };
    const french = await owner.post('/templates/preview', { messageTemplate, language: 'en' });
    expect(french.body.data).toMatchObject({ text: 'Bonjour ami', language: 'fr', fallback: true });
  });

  it('10.5.1 warns of other programs’ placeholders, and of attributes that half of the contacts lack', async () => {
    const owner = await app.as('owner-7');
    const contacts = ['1', '2', '3', '4'].map((digit) => ({
      phone: `+23769000070${digit}`,
      ...(digit === '1' && { attributes: { ville: 'Kribi' } }),
    }));
    await owner.post('/contacts/bulk', { contacts });
    const messageTemplate = { fr: 'Bonjour {name}, %prenom% à {{attributes.ville}}' };
    const { warnings, text } = (await owner.post('/templates/preview', { day: 1, messageTemplate })).body.data;
    expect(warnings.map(({ placeholder }: { placeholder: string }) => placeholder)).toEqual([
      '{name}',
      '%prenom%',
      '{{attributes.ville}}',
    ]);
    expect(warnings[2]).toMatchObject({
      problem: '3 of 4 contacts have no value for {{attributes.ville}}',
      missing: 3,
      of: 4,
    });
    expect(text).toContain('{name}');
  });

  it.each([
    [{}, ['messageTemplate']],
    [{ day: 8, language: 'de' }, ['day', 'language']],
    [
      { day: 1, messageTemplate: { fr: '{{nom}}', en: 1, de: 'x' } },
      ['messageTemplate.de', 'messageTemplate.en', 'messageTemplate.fr'],
    ],
    [{ day: 1, contactId: 'x' }, ['contactId']],
  ])('refuses %j', async (body, fields) => {
    const refused = await (await app.as('owner-1')).post('/templates/preview', body);
    const named = new Set(refused.body.details.map(({ field }: { field: string }) => field));
    expect([refused.status, [...named].sort()]).toEqual([400, fields]);
  });

  it('answers 404 for somebody else’s contact', async () => {
    const answer = await (await app.as('owner-1')).post('/templates/preview', { day: 1, contactId: 'a'.repeat(24) });
    expect([answer.status, answer.body.code]).toEqual([404, 'CONTACT_NOT_FOUND']);
  });
});
