import mongoose from 'mongoose';
import { campaign, campaignNow, link, people, seenBy, sendWithoutPauses, sessionIn } from './support/acts.ts';
import { type Client } from './support/client.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

const person = '+237670000501';
const account = '+237699000501';
const ENROLLED = 1_000;
const IMPORTED = 8_000;
/** So late the server acknowledges a message: the end must wait for it. */
const ACK_MS = 4_000;
/** The operator's bound; the process gives itself less. */
const MOST_MS = 20_000;

const csv = (prefix: string, rows: number, tag: string) =>
  Buffer.from(
    `phone,name,tags\n${Array.from({ length: rows }, (_, row) => `${prefix}${String(row).padStart(5, '0')},Person ${row},${tag}`).join('\n')}\n`,
  );

type ImportJob = { jobId: string; status: string; progress: number; created: number; rejected: number };

/** A deploy in the middle of everything: one SIGTERM, and the next process goes on where this one stopped. */
describe('SIGTERM while work is under way', () => {
  let testEnv: TestEnv;

  beforeAll(async () => {
    testEnv = await startTestEnv();
  }, 120_000);
  afterAll(() => testEnv?.stop(), 40_000);

  const imported = (owner: Client, jobId: string) => owner.get<ImportJob>(`/contacts/import/${jobId}`);
  const importDone = (owner: Client, jobId: string) =>
    until(
      'the import to be done',
      async () => {
        const job = await imported(owner, jobId);
        return job.status === 'done' && job;
      },
      { within: 60_000 },
    );

  it('ends with code 0 in time, gives the leases back, and loses no acknowledgement, enrolment or row', async () => {
    const sender = await testEnv.owner('owner-acked');
    await link(testEnv, sender, account);
    await sendWithoutPauses(sender);
    await people(sender, [person]);
    const message = await campaign(sender, 'Acked');
    const enroller = await testEnv.owner('owner-enrols');
    const audience = await enroller.upload<ImportJob>('/contacts/import', csv('+2376710', ENROLLED, 'story'), 'a.csv');
    await importDone(enroller, audience.jobId);
    await enroller.do('PUT', '/settings', { maxTargetsPerCampaign: ENROLLED });
    const large = await campaign(enroller, 'Large');
    const importer = await testEnv.owner('owner-imports');

    await testEnv.simulator.fault({ kind: 'ack-delay', ms: ACK_MS, account });
    await sender.post(`/campaigns/${message.id}/start`);
    await until('the message to be out', async () => (await testEnv.simulator.messages({})).length === 1);
    const { jobId } = await importer.upload<ImportJob>('/contacts/import', csv('+2376720', IMPORTED, 'list'), 'b.csv');
    await until('the import to run', async () => (await imported(importer, jobId)).progress > 0, { every: 20 });
    const connection = await mongoose.createConnection(testEnv.mongoUri).asPromise();
    const count = (name: string, filter: object) => connection.collection(name).countDocuments(filter);
    const enrolled = () => count('relance_targets', { campaignId: new mongoose.Types.ObjectId(large.id) });
    const answered = enroller.ask('POST', `/campaigns/${large.id}/start`);
    let isAnswered = false;
    void answered.finally(() => (isAnswered = true));
    await until('the enrolment to run', async () => (await enrolled()) > 0, { every: 10 });
    expect(isAnswered).toBe(false);
    const startedAt = performance.now();
    await testEnv.api.stop();
    expect(performance.now() - startedAt).toBeLessThan(MOST_MS);
    expect(await testEnv.api.ended).toEqual({ code: 0, signal: null });
    expect((await answered).status).toBe(200);
    const left = {
      sessions: await count('whatsapp_sessions', { 'lease.holder': { $ne: null } }),
      jobs: await count('job_locks', { holder: { $ne: null } }),
      tasks: await count('background_tasks', { status: 'running', leaseUntil: { $gt: new Date() } }),
    };
    expect(left).toEqual({ sessions: 0, jobs: 0, tasks: 0 });
    expect(await count('background_tasks', { status: { $in: ['queued', 'running'] } })).toBe(1);
    await connection.close();

    await testEnv.simulator.clearFaults();
    await testEnv.restart();
    await sessionIn(sender, 'connected', 60_000);
    expect(await importDone(importer, jobId)).toMatchObject({ created: IMPORTED, rejected: 0 });
    expect((await importer.get<{ total: number }>('/contacts?limit=1')).total).toBe(IMPORTED);
    await until(
      'everybody to be enrolled',
      async () => (await campaignNow(enroller, large.id)).counts['enrolled'] === ENROLLED,
    );
    const { messages } = await campaignNow(sender, message.id);
    expect(messages).toMatchObject({ sent: 1, failed: 0, pending: 0 });
    expect(await seenBy(testEnv, person)).toHaveLength(1);
    expect((await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity')).differences).toBe(0);
  }, 180_000);
});
