import { getConnectionToken } from '@nestjs/mongoose';
import { startMailServer } from '@relance/platform/testing';
import { type Connection, Types } from 'mongoose';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);
const daily = { name: 'Every day', frequency: 'daily', hour: 0, timeZone: 'UTC', recipients: ['boss@example.com'] };
type Failing = Run & { readonly id: string; readonly attempts: number };
type Run = { readonly period: string; readonly from: string; readonly until: string; readonly status: string };

describe('reports that were not sent in time', () => {
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let env: ApiTestEnv;
  let token: string;
  beforeAll(async () => {
    mail = await startMailServer();
    env = await startTestApp({ SMTP_URL: mail.url, MAIL_FROM: 'Relance <reports@relance.test>' });
    token = await env.token('admin', 'boss');
  }, 60_000);
  afterAll(async () => {
    await env.close();
    await mail.close();
  });

  const ask = async (method: 'get' | 'post' | 'patch', path: string, body?: object) => {
    const request = env.http()[method](`/api/relance/admin/reports${path}`).auth(token, { type: 'bearer' });
    const answer = await request.send(body);
    expect([path, answer.status, answer.body.code]).toEqual([path, expect.any(Number), undefined]);
    return answer.body.data;
  };
  const stored = (id: string) => {
    const reports = env.app.get<Connection>(getConnectionToken()).collection('reports');
    const _id = new Types.ObjectId(id);
    return {
      read: () => reports.findOne({ _id }),
      set: (change: object) => reports.updateOne({ _id }, { $set: change }),
    };
  };
  const runsOf = async (id: string): Promise<Run[]> => (await ask('get', `/${id}/history`)).runs;
  /** Its runs when one was sent, as if no process had run since that instant. */
  const overdueSince = async (id: string, nextRunAt: Date, coveredUntil?: Date): Promise<Run[]> => {
    const sent = mail.until(mail.mails.length + 1);
    await stored(id).set({ nextRunAt, ...(coveredUntil && { coveredUntil }) });
    await sent;
    let runs = await runsOf(id);
    while (!runs.some(({ status }) => status === 'sent')) runs = await runsOf(id);
    return runs;
  };
  const midnight = (days: number): string => `${daysAgo(days).toISOString().slice(0, 10)}T00:00:00.000Z`;

  it.each([
    ['days', daily, 4],
    ['weeks', { ...daily, frequency: 'weekly', weekday: 1 }, 24],
    ['months', { ...daily, frequency: 'monthly', day: 1 }, 100],
  ])('are sent once with all the %s that were missed', async (_what, body, missed) => {
    const { id } = await ask('post', '', body);
    const runs = await overdueSince(id, daysAgo(missed - 1), new Date(midnight(missed)));
    expect(runs).toMatchObject([{ status: 'sent', from: midnight(missed) }]);
    const report = await stored(id).read();
    expect(report?.['coveredUntil'].toISOString()).toBe(runs[0]?.until);
    expect(report?.['nextRunAt'].getTime()).toBeGreaterThan(Date.now());
  });

  it('report from the period in which they were made, when the first sending was missed too', async () => {
    const { id } = await ask('post', '', daily);
    const made = (await stored(id).read())?.['coveredUntil'];
    expect(made.toISOString()).toBe(midnight(0));
    const runs = await overdueSince(id, daysAgo(2), new Date(midnight(3)));
    expect(runs).toMatchObject([{ from: midnight(3), until: midnight(0) }]);
  });

  it.each([
    ['another frequency', [{ frequency: 'weekly', weekday: 3 }, { frequency: 'daily' }]],
    [
      'another zone and hour',
      [
        { timeZone: 'Asia/Kolkata', hour: 5 },
        { timeZone: 'UTC', hour: 0 },
      ],
    ],
    ['a time in which it was off', [{ active: false }, { active: true }]],
  ])('leave nothing out over %s', async (_what, changes) => {
    const { id } = await ask('post', '', daily);
    await stored(id).set({ coveredUntil: new Date(midnight(3)) });
    for (const change of changes) await ask('patch', `/${id}`, change);
    expect(await overdueSince(id, daysAgo(1))).toMatchObject([{ from: midnight(3), until: midnight(0) }]);
  });

  it('and wait for a mail server are not sent while the report is off, and are reported once it is on again', async () => {
    const { id } = await ask('post', '', daily);
    const before = mail.mails.length;
    mail.refuse(true);
    const refused = mail.untilRefused(1);
    await stored(id).set({ nextRunAt: daysAgo(1), coveredUntil: new Date(midnight(2)) });
    await refused;
    // Until it is settled: no process has it in its hands then.
    while ((await ask('get', `/${id}`)).lastRun?.attempts !== 1);
    expect(await runsOf(id)).toMatchObject([{ status: 'pending', from: midnight(2) }]);
    await ask('patch', `/${id}`, { active: false });
    expect(await runsOf(id)).toEqual([]);
    mail.refuse(false);
    await ask('patch', `/${id}`, { active: true });
    expect(mail.mails).toHaveLength(before);
    expect(await overdueSince(id, daysAgo(1))).toMatchObject([{ from: midnight(2), until: midnight(0) }]);
  });

  describe('and were given up after 24 hours of failures', () => {
    const runs = () => env.app.get<Connection>(getConnectionToken()).collection('report_runs');
    const setRun = (id: string, change: object) => runs().updateOne({ _id: new Types.ObjectId(id) }, { $set: change });
    const LAST_ATTEMPT = { attempts: 8, dueAt: daysAgo(0) };
    const history = async (id: string, isAsExpected: (runs: readonly Failing[]) => boolean): Promise<Failing[]> => {
      for (;;) {
        const found: Failing[] = (await ask('get', `/${id}/history`)).runs;
        if (isAsExpected(found)) return found;
      }
    };
    /** A period that was tried once and is not due again, as of the day before yesterday. */
    const failedOnce = async (id: string): Promise<string> => {
      await stored(id).set({ nextRunAt: daysAgo(1), coveredUntil: new Date(midnight(3)) });
      const [run] = await history(id, ([first]) => first?.attempts === 1);
      const runId = run?.id ?? '';
      const [from, until] = [new Date(midnight(3)), new Date(midnight(2))];
      const period = midnight(3).slice(0, 10);
      await setRun(runId, { key: `daily:${period}`, period, from, until, dueAt: daysAgo(-9) });
      await stored(id).set({ coveredUntil: until });
      return runId;
    };
    afterEach(() => mail.refuse(false));

    it('are shown as failed and reported with the next sending', async () => {
      const { id } = await ask('post', '', daily);
      mail.refuse(true);
      await setRun(await failedOnce(id), LAST_ATTEMPT);
      await history(id, ([run]) => run?.status === 'failed');
      expect((await stored(id).read())?.['coveredUntil']).toEqual(new Date(midnight(3)));
      mail.refuse(false);
      expect(await overdueSince(id, daysAgo(1))).toMatchObject([
        { status: 'sent', from: midnight(3), until: midnight(0) },
        { status: 'failed', from: midnight(3), until: midnight(2) },
      ]);
    });

    it('are reported with the period that waits for the mail server, once', async () => {
      const { id } = await ask('post', '', daily);
      mail.refuse(true);
      const first = await failedOnce(id);
      await stored(id).set({ nextRunAt: daysAgo(1) });
      await history(id, ([second, other]) => other !== undefined && second?.attempts === 1);
      await setRun(first, LAST_ATTEMPT);
      const [waiting] = await history(id, (found) => found[1]?.status === 'failed');
      const [from, to] = [midnight(3), midnight(1)].map((at) => at.slice(0, 10));
      expect(waiting).toMatchObject({ status: 'pending', from: midnight(3), period: `${from}/${to}` });
      expect((await stored(id).read())?.['coveredUntil']).toEqual(new Date(midnight(0)));
      mail.refuse(false);
      const sent = mail.until(mail.mails.length + 1);
      await setRun(waiting?.id ?? '', { dueAt: daysAgo(0) });
      await sent;
    });

    it('by hand are nobody else’s matter', async () => {
      const { id } = await ask('post', '', daily);
      mail.refuse(true);
      expect((await ask('post', `/${id}/run`)).status).toBe('failed');
      expect((await stored(id).read())?.['coveredUntil']).toEqual(new Date(midnight(0)));
    });
  });
});
