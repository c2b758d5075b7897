import { getConnectionToken } from '@nestjs/mongoose';
import { parse } from 'csv-parse/sync';
import { type Connection } from 'mongoose';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { startMailServer, testDatabase } from '@relance/platform/testing';

type Method = 'get' | 'post' | 'patch' | 'delete';
const caller = (env: ApiTestEnv, token: string) => (method: Method, path: string, body?: object) =>
  env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);

const daily = {
  name: 'Every morning',
  frequency: 'daily',
  hour: 7,
  timeZone: 'Africa/Douala',
  recipients: ['boss@example.com', 'team@example.com'],
  language: 'fr',
};

describe('reports by e-mail', () => {
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let env: ApiTestEnv;
  let admin: ReturnType<typeof caller>;
  let support: ReturnType<typeof caller>;

  beforeAll(async () => {
    mail = await startMailServer();
    env = await startTestApp({ SMTP_URL: mail.url, MAIL_FROM: 'Relance <reports@relance.test>' });
    admin = caller(env, await env.token('admin', 'boss'));
    support = caller(env, await env.token('support', 'helper'));
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    const awa = caller(env, await env.token('user', 'awa'));
    const { body } = await awa('post', '/campaigns', { name: '<b>=Spring</b>', targetFilter: {} }).expect(201);
    const connection = env.app.get<Connection>(getConnectionToken());
    for (const dimension of ['all', `campaign:${body.data.id}`]) {
      await connection.collection<{ _id: string }>('stats_hourly').insertOne({
        _id: `${hour.toISOString()}:${dimension}`,
        at: hour,
        dimension,
        sent: 12,
        delivered: 9,
        read: 4,
      } as never);
    }
  }, 60_000);
  afterAll(async () => {
    await env.close();
    await mail.close();
  });

  it('are sent by hand with text, HTML and a file, and listed', async () => {
    const made = await admin('post', '/admin/reports', daily).expect(201);
    expect(made.body.data).toMatchObject({ active: true, weekday: null, day: null, filter: {}, lastRun: null });
    expect(new Date(made.body.data.nextRunAt).toISOString()).toMatch(/T06:00:00.000Z$/);
    const { id } = made.body.data;
    const preview = await support('get', `/admin/reports/${id}/preview`).expect(200);
    expect(preview.body.data).toMatchObject({
      subject: expect.stringMatching(/^Rapport\u00a0: .*, (?:le|du) \d{1,2}(?:er)? \p{L}+ 20\d\d/u),
      text: expect.stringContaining('12'),
    });
    expect(preview.body.data.html).toContain('&lt;b&gt;=Spring');
    expect(preview.body.data.html).not.toContain('<b>');

    const run = await admin('post', `/admin/reports/${id}/run`, {}).expect(200);
    expect(run.body.data).toMatchObject({ period: null, status: 'sent', error: null, sentAt: expect.any(String) });
    const [sent] = mail.mails;
    expect(sent?.to?.map(({ address }) => address)).toEqual(daily.recipients);
    expect(sent?.html).toContain('Envoyés');
    const file = new TextDecoder('utf-8').decode(sent?.attachments[0]?.content as ArrayBuffer);
    const rows: Record<string, string>[] = parse(file, { columns: true, bom: true });
    expect(rows).toEqual([
      expect.objectContaining({ campaign: '<b>=Spring</b>', ownerId: 'awa', sent: '12', read: '4' }),
    ]);
    const history = await support('get', `/admin/reports/${id}/history`).expect(200);
    expect(history.body.data).toMatchObject({ total: 1, runs: [{ id: run.body.data.id, status: 'sent' }] });
    expect((await support('get', '/admin/reports').expect(200)).body.data.reports[0].lastRun).toMatchObject({
      status: 'sent',
    });
    await support('post', `/admin/reports/${id}/run`, {}).expect(403);
    await admin('delete', `/admin/reports/${id}`).expect(200);
    await admin('get', `/admin/reports/${id}`).expect(404);
  });

  it('that fail by hand say what the mail server said', async () => {
    const { body } = await admin('post', '/admin/reports', { ...daily, active: false, language: 'en' }).expect(201);
    expect(body.data.nextRunAt).toBeNull();
    mail.refuse(true);
    const run = await admin('post', `/admin/reports/${body.data.id}/run`, {}).expect(200);
    mail.refuse(false);
    expect(run.body.data).toMatchObject({
      status: 'failed',
      sentAt: null,
      error: expect.stringContaining('try again later'),
    });
  });

  it.each([
    ['no recipient', { recipients: [] }, 'recipients'],
    ['a recipient that is no address', { recipients: ['boss'] }, 'recipients'],
    ['one person twice', { recipients: ['boss@b.test', 'Boss@B.test'] }, 'recipients'],
    ['a name of two lines', { name: 'a\r\nBcc: c@d.test' }, 'name'],
    ['a line break in a recipient', { recipients: ['a@b.test\nBcc: c@d.test'] }, 'recipients'],
    ['an hour that is none', { hour: 24 }, 'hour'],
    ['a zone that is none', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['weekly without weekday', { frequency: 'weekly' }, 'weekday'],
    ['monthly without day', { frequency: 'monthly' }, 'day'],
    ['monthly on day 32', { frequency: 'monthly', day: 32 }, 'day'],
    ['an unknown criterion', { filter: { colour: 'red' } }, 'filter.colour'],
    ['no name', { name: ' ' }, 'name'],
  ])('are refused with %s', async (_, change, field) => {
    const { body } = await admin('post', '/admin/reports', { ...daily, ...change }).expect(400);
    expect(body.details.map((one: { field: string }) => one.field)).toContain(field);
  });

  it('change their schedule', async () => {
    const { body } = await admin('post', '/admin/reports', daily).expect(201);
    await admin('patch', `/admin/reports/${body.data.id}`, { frequency: 'weekly' }).expect(400);
    const changed = await admin('patch', `/admin/reports/${body.data.id}`, { frequency: 'weekly', weekday: 1 }).expect(
      200,
    );
    expect(new Date(changed.body.data.nextRunAt).getUTCDay()).toBe(1);
    const off = await admin('patch', `/admin/reports/${body.data.id}`, { active: false }).expect(200);
    expect(off.body.data).toMatchObject({ active: false, nextRunAt: null, weekday: 1 });
  });

  it('changed by two at once keep what both changed, and the audit says to whom they go', async () => {
    const { body } = await admin('post', '/admin/reports', { ...daily, active: false }).expect(201);
    const path = `/admin/reports/${body.data.id}`;
    for (const hour of [1, 2, 3, 4]) {
      const name = `At ${hour}`;
      await Promise.all([
        admin('patch', path, { name }).expect(200),
        admin('patch', path, { hour, recipients: [`to-${hour}@example.com`] }).expect(200),
        admin('patch', path, { language: hour % 2 === 0 ? 'fr' : 'en', filter: { userId: `o-${hour}` } }).expect(200),
      ]);
      const { data } = (await admin('get', path)).body;
      expect(data).toMatchObject({
        name,
        hour,
        language: hour % 2 === 0 ? 'fr' : 'en',
        filter: { userId: `o-${hour}` },
      });
    }
    const { entries } = (await support('get', `/admin/audit?entityId=${body.data.id}&limit=3`)).body.data;
    const told = entries.filter(({ before, after }: Record<string, Record<string, unknown>>) => {
      return JSON.stringify(before?.['recipients']) !== JSON.stringify(after?.['recipients']);
    });
    expect(told).toMatchObject([
      { before: { recipients: ['to-3@example.com'] }, after: { recipients: ['to-4@example.com'] } },
    ]);
  });
});

describe('reports by a schedule', () => {
  it('are sent once a period by two processes, and a mail server that is away is tried again', async () => {
    const mail = await startMailServer();
    const database = await testDatabase();
    // A day in six seconds.
    const environment = { SMTP_URL: mail.url, RELANCE_CLOCK_RATE: '14400' };
    const first = await startTestApp(environment, { ...database, stop: async () => undefined });
    const second = await startTestApp(environment, database);
    try {
      const admin = caller(first, await first.token('admin', 'boss'));
      mail.refuse(true);
      const { body } = await admin('post', '/admin/reports', daily).expect(201);
      await mail.untilRefused(1);
      mail.refuse(false);
      await mail.until(3);
      const list = async () => (await admin('get', `/admin/reports/${body.data.id}/history`)).body.data.runs;
      const runs: { period: string; status: string }[] = await list();
      const periods = runs.map(({ period }) => period);
      expect(new Set(periods).size).toBe(periods.length);
      const ids = mail.mails.map(({ messageId }) => messageId);
      expect(new Set(ids).size).toBe(ids.length);
      const subjects = mail.mails.map(({ subject }) => subject);
      expect(new Set(subjects).size).toBe(subjects.length);
    } finally {
      await first.close();
      await second.close();
      await mail.close();
    }
  }, 150_000);
});
