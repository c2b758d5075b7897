import { openTestApp, ScriptedMessenger, type TestApp } from '@relance/campaigns-testing';
import { ownerId } from '@relance/kernel';

const messenger = new ScriptedMessenger();
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp('2026-03-02T09:00:00Z', { messenger, policy: (usual) => usual });
}, 60_000);
afterAll(() => app?.close());

const OWN = '+237699000001';
async function anOwner(id: string) {
  await messenger.link(ownerId(id), { phone: OWN });
  return app.as(id);
}
const sentBy = (id: string) => messenger.sent.filter((message) => message.ownerId === id);

describe('a test message', () => {
  it('goes to the own number, with the owner in the variables and the file before it', async () => {
    const owner = await anOwner('tester-1');
    const pdf = Buffer.from('%PDF-1.4 a price list');
    const { id } = (await owner.upload('/media', pdf, 'prix.pdf')).body.data;
    const answer = await owner.post('/templates/test', { message: { fr: 'Bonjour {{name}}' }, mediaIds: [id] });
    expect([answer.status, answer.body.data]).toEqual([
      200,
      { state: 'sent', phoneMasked: '', text: 'Bonjour Name of tester-1', language: 'fr', remainingToday: 9 },
    ]);
    const [sent] = sentBy('tester-1');
    expect(sent).toMatchObject({ phone: OWN, text: 'Bonjour Name of tester-1', media: { id, kind: 'document' } });
    expect(Buffer.from((await sent?.media?.read()) ?? []).equals(pdf)).toBe(true);
  });

  it('is what a day says, and too long a caption follows as its own message', async () => {
    const owner = await anOwner('tester-2');
    const { id } = (await owner.upload('/media', Buffer.from('%PDF-1.4 x'), 'x.pdf')).body.data;
    const fr = 'x'.repeat(1025);
    await owner.put('/templates/5', { messageTemplate: { fr }, mediaIds: [id] });
    expect((await owner.post('/templates/test', { day: 5 })).status).toBe(200);
    expect(sentBy('tester-2').map(({ text, media }) => [text.length, media?.kind])).toEqual([
      [0, 'document'],
      [1025, undefined],
    ]);
    expect(new Set(sentBy('tester-2').map(({ waMessageId }) => waMessageId)).size).toBe(2);
  });

  it('never goes to a number that was not confirmed by its holder', async () => {
    const owner = await anOwner('tester-3');
    const phone = '+237690000333';
    const refused = await owner.post('/templates/test', { day: 1, phone });
    expect([refused.status, refused.body.code]).toEqual([403, 'TEST_NUMBER_UNCONFIRMED']);
    const asked = await owner.post('/templates/test/numbers', { phone });
    expect([asked.status, asked.body.data]).toEqual([202, { phone, confirmed: false, confirmedAt: null }]);
    expect((await owner.post('/templates/test', { day: 1, phone })).status).toBe(403);
    const code = /^\d{6}/.exec(sentBy('tester-3')[0]?.text ?? '')?.[0] ?? '';
    const wrong = await owner.post('/templates/test/numbers/confirm', {
      phone,
      code: code === '111111' ? '2' : '111111',
    });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'TEST_CODE_WRONG']);
    const confirmed = await owner.post('/templates/test/numbers/confirm', { phone, code });
    expect(confirmed.body.data).toMatchObject({ phone, confirmed: true });
    expect((await owner.post('/templates/test', { day: 1, phone })).status).toBe(200);
    expect(sentBy('tester-3').at(-1)?.phone).toBe(phone);
    expect((await owner.delete('/templates/test/numbers').send({ phone })).body.data).toEqual({ numbers: [] });
    expect((await owner.post('/templates/test', { day: 1, phone })).status).toBe(403);
  });

  it('can be sent ten times a day', async () => {
    const owner = await anOwner('tester-4');
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await owner.post('/templates/test', { day: 1 })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    const refused = await owner.post('/templates/test', { day: 1 });
    expect([refused.body.code, Number(refused.headers['retry-after']) > 0]).toEqual(['TEST_MESSAGES_LIMIT', true]);
    expect(sentBy('tester-4').length).toBe(10);
  });

  it('says why it did not leave', async () => {
    const owner = await anOwner('tester-5');
    messenger.script = () => ({ kind: 'refused', code: 463, at: new Date() });
    const refused = await owner.post('/templates/test', { day: 1 });
    messenger.script = () => ({ kind: 'accepted', at: new Date() });
    expect([refused.status, refused.body.code, refused.body.message]).toEqual([
      409,
      'TEST_MESSAGE_NOT_SENT',
      'WhatsApp refused the message with code 463.',
    ]);
    await messenger.link(ownerId('tester-5'), { availability: 'needs_scan' });
    expect((await owner.post('/templates/test', { day: 1 })).body.message).toContain('not connected');
  });

  it('is refused at once, and costs none of the ten, where no phone is linked in any process', async () => {
    const owner = await app.as('tester-7');
    const asked = performance.now();
    const refused = await owner.post('/templates/test', { day: 1 });
    expect(performance.now() - asked).toBeLessThan(3_000);
    expect([refused.status, refused.body.code]).toEqual([409, 'TEST_MESSAGE_NOT_SENT']);
    expect(refused.body.message).toContain('Link a phone');
    const code = await owner.post('/templates/test/numbers', { phone: '+237699000009' });
    expect([code.status, code.body.code]).toEqual([409, 'TEST_MESSAGE_NOT_SENT']);
    await messenger.link(ownerId('tester-7'), { phone: OWN });
    expect((await owner.post('/templates/test', { day: 1 })).body.data.remainingToday).toBe(9);
  });

  it.each([
    [{}, ['message']],
    [{ message: { fr: '{{nom}}' } }, ['message.fr']],
    [{ message: { fr: '{{attributes.nope}}' }, day: 2 }, ['message.fr']],
    [{ day: 1, mediaIds: ['a'.repeat(24)], message: { fr: 'x' } }, ['mediaIds']],
    [{ day: 1, phone: 'x' }, ['phone']],
  ])('refuses %j', async (body, fields) => {
    const refused = await (await anOwner('tester-6')).post('/templates/test', body);
    expect([refused.status, refused.body.details.map(({ field }: { field: string }) => field)]).toEqual([400, fields]);
  });
});

describe('a test message of the installation’s set', () => {
  it('goes from the admin’s own phone to its number, or from that of the owner they name', async () => {
    const admin = await app.as('boss', 'admin');
    await messenger.link(ownerId('boss'), { phone: OWN });
    await anOwner('tester-9');
    const pdf = (await admin.upload('/admin/media', Buffer.from('%PDF-1.4 x'), 'x.pdf')).body.data;
    await admin.put('/admin/templates/6', { messageTemplate: { fr: 'Jour {{day}} de tous' }, mediaIds: [pdf.id] });
    const own = await admin.post('/admin/templates/test', { day: 6 });
    expect([own.status, own.body.data.text]).toEqual([200, 'Jour 6 de tous']);
    expect(sentBy('boss')[0]).toMatchObject({ phone: OWN, text: 'Jour 6 de tous', media: { id: pdf.id } });
    const named = await admin.post('/admin/templates/test', { message: { fr: 'Essai' }, ownerId: 'tester-9' });
    expect([named.status, named.body.data.remainingToday]).toEqual([200, 9]);
    expect(sentBy('tester-9').map(({ text }) => text)).toEqual(['Essai']);
    expect(app.audit.filter(({ action }) => action === 'template.test').at(-1)).toMatchObject({
      actor: { id: 'boss' },
      ownerId: 'tester-9',
    });
  });

  it('is what the installation says, not what an owner wrote', async () => {
    const admin = await app.as('boss', 'admin');
    const owner = await anOwner('tester-10');
    await admin.put('/admin/templates/7', { messageTemplate: { fr: 'De tous' } });
    await owner.put('/templates/7', { messageTemplate: { fr: 'Du membre' } });
    const answer = await admin.post('/admin/templates/test', { day: 7, ownerId: 'tester-10' });
    expect(answer.body.data.text).toBe('De tous');
  });

  it('is refused without a connected phone, for a day without a message, and to others than admins', async () => {
    const admin = await app.as('boss-unlinked', 'admin');
    const unlinked = await admin.post('/admin/templates/test', { message: { fr: 'Essai' } });
    expect([unlinked.status, unlinked.body.code]).toEqual([409, 'TEST_MESSAGE_NOT_SENT']);
    const wrong = await admin.post('/admin/templates/test', { message: { fr: 'Essai' }, ownerId: 'no owner' });
    expect([wrong.status, wrong.body.details[0].field]).toEqual([400, 'ownerId']);
    await admin.delete('/admin/templates/4');
    expect((await admin.post('/admin/templates/test', { day: 4 })).status).toBe(404);
    for (const role of ['user', 'support'] as const) {
      const other = await app.as(`tester-${role}`, role);
      expect((await other.post('/admin/templates/test', { day: 1 })).status).toBe(403);
    }
  });
});
