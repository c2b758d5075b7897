import { openTestApp, type TestApp } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('templates', () => {
  it('are there for seven days in two languages from the first start', async () => {
    const { templates, variables } = (await (await env.as('owner-1')).get('/templates')).body.data;
    expect(
      templates.map(({ dayNumber, active }: { dayNumber: number; active: boolean }) => [dayNumber, active]),
    ).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => [day, true]));
    expect(variables).toEqual(expect.arrayContaining(['name', 'referrerName', 'day']));
  });

  it('are previewed for a real contact with any name, in the contact’s language', async () => {
    const owner = await env.as('owner-1');
    const name = 'عائشة $& {{day}}';
    const { id } = (await owner.post('/contacts', { phone: '+237690000077', name, language: 'en' })).body.data;
    const messageTemplate = { fr: 'Bonjour {{name}}', en: 'Hello {{name}}, day {{day}}' };
    const preview = await owner.post('/templates/preview', { dayNumber: 4, messageTemplate, contactId: id });
    const text = `Hello ${name}, day 4`;
    expect([preview.status, preview.body.data]).toEqual([200, { text, language: 'en', length: text.length }]);
  });

  it('are previewed for a sample where nothing is named', async () => {
    const preview = await (await env.as('owner-1')).post('/templates/preview', { dayNumber: 1 });
    expect(preview.body.data).toMatchObject({ language: 'fr', text: expect.stringContaining('Aïcha $& N’Diaye') });
  });

  it.each([
    [{}, 400, ['dayNumber']],
    [{ dayNumber: 8, language: 'de' }, 400, ['dayNumber', 'language']],
    [
      { dayNumber: 1, messageTemplate: { fr: '{{nom}}', en: 1, de: 'x' } },
      400,
      ['messageTemplate.de', 'messageTemplate.en', 'messageTemplate.fr'],
    ],
    [{ dayNumber: 1, contactId: 'x' }, 400, ['contactId']],
  ])('refuse the preview %j', async (body, status, fields) => {
    const refused = await (await env.as('owner-1')).post('/templates/preview', body);
    const named = new Set(refused.body.details.map(({ field }: { field: string }) => field));
    expect([refused.status, [...named].sort()]).toEqual([status, fields]);
  });

  it('answer 404 for somebody else’s contact', async () => {
    const answer = await (
      await env.as('owner-1')
    ).post('/templates/preview', { dayNumber: 1, contactId: 'a'.repeat(24) });
    expect([answer.status, answer.body.code]).toEqual([404, 'CONTACT_NOT_FOUND']);
  });
});
