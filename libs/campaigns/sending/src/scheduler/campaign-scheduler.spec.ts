import {
  CAMPAIGN_STORE,
  type CampaignStore,
  ownerScoped,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { SystemCampaignActions } from '@relance/campaigns-core';
import { aDraft, openTestApp, read, type TestApp, withContacts } from '@relance/campaigns-testing';

import { type Connection, Types } from 'mongoose';
import { CampaignScheduler } from './campaign-scheduler.ts';

let env: TestApp;
let clock: CampaignScheduler;
beforeAll(async () => {
  env = await openTestApp();
  clock = env.app.get(CampaignScheduler);
}, 60_000);
afterAll(() => env?.close());

const campaignId = (id: string) => documentId<'CampaignId'>(id);

/** The minute's work is done once a minute of product time. */
async function nextMinute(): Promise<void> {
  env.clock.advance(60_000);
  await clock.work();
}

describe('an interrupted enrolment', () => {
  it('goes on where it stopped: everybody is in once, nobody twice', async () => {
    const owner = await env.as('owner-interrupted');
    await owner.put('/settings', { maxTargetsPerCampaign: 1000 });
    await withContacts(owner, 700);
    const { id } = await aDraft(owner);
    const targets = env.app.get<TargetStore>(TARGET_STORE);
    const enrol = targets.enrol.bind(targets);
    let pages = 0;
    // The power fails when the second page is to be written.
    targets.enrol = async (enrolment) => {
      pages += 1;
      if (pages === 2) throw new Error('power cut');
      return enrol(enrolment);
    };
    expect((await owner.post(`/campaigns/${id}/start`)).status).toBe(500);
    targets.enrol = enrol;
    expect(await read(owner, id)).toMatchObject({ status: 'active', counts: { enrolled: 500, active: 500 } });
    await clock.work();
    expect(await read(owner, id)).toMatchObject({ status: 'active', counts: { enrolled: 700, active: 700 } });
    await clock.work();
    expect((await read(owner, id)).counts.enrolled).toBe(700);
  }, 30_000);

  it('stops at a pause and goes on at the resume', async () => {
    const owner = await env.as('owner-paused');
    await owner.put('/settings', { enrollmentPaused: true });
    await withContacts(owner, 3);
    const { id } = await aDraft(owner);
    await owner.post(`/campaigns/${id}/start`);
    await owner.post(`/campaigns/${id}/pause`);
    await owner.put('/settings', { enrollmentPaused: false });
    await clock.work();
    expect((await read(owner, id)).counts.enrolled).toBe(0);
    expect((await owner.post(`/campaigns/${id}/resume`)).body.data.counts.enrolled).toBe(3);
  });

  it('takes nobody into a frozen audience who came after the start, and everybody into a dynamic one', async () => {
    const owner = await env.as('owner-modes');
    await owner.put('/settings', { enrollmentPaused: true });
    const { id: frozen } = await aDraft(owner, { audienceMode: 'frozen' });
    const { id: dynamic } = await aDraft(owner, { audienceMode: 'dynamic' });
    await withContacts(owner, 1);
    await owner.post(`/campaigns/${frozen}/start`);
    env.clock.advance(1000);
    await withContacts(owner, 1);
    await owner.put('/settings', { enrollmentPaused: false });
    await clock.work();
    expect((await read(owner, frozen)).counts.enrolled).toBe(1);
    await owner.post(`/campaigns/${dynamic}/start`);
    expect((await read(owner, dynamic)).counts.enrolled).toBe(1);
    await withContacts(owner, 2);
    await clock.work();
    expect(await read(owner, dynamic)).toMatchObject({ status: 'active', counts: { enrolled: 3 } });
  });
});

describe('an interrupted cancel', () => {
  it('is finished by the clock: live people leave, the numbers add up', async () => {
    const owner = await env.as('owner-sweep');
    await withContacts(owner, 4);
    const { id } = await aDraft(owner);
    await owner.post(`/campaigns/${id}/start`);
    // As a crash would leave it: the status is saved, nobody has been let go.
    const store = env.app.get<CampaignStore>(CAMPAIGN_STORE);
    const change = { status: 'cancelled', statusReason: null, cancelledAt: env.clock.now() } as const;
    await store.transition(campaignId(id), 'anyOwner', 'active', change, env.clock.now());
    await nextMinute();
    expect((await read(owner, id)).counts).toMatchObject({
      enrolled: 4,
      active: 0,
      exited: 4,
      exitedBy: { manual: 4 },
    });
  });
});

describe('a campaign that nobody is left in', () => {
  it('is completed by the clock and wakes the one that waits for it', async () => {
    const owner = await env.as('owner-drained');
    await withContacts(owner, 1);
    const { id } = await aDraft(owner);
    const { id: next } = await aDraft(owner, { name: 'Next', runAfterCampaignId: id });
    await owner.post(`/campaigns/${id}/start`);
    const [contact] = (await owner.get('/contacts')).body.data.contacts;
    await owner.post(`/contacts/${contact.id}/convert`);
    await nextMinute();
    expect(await read(owner, id)).toMatchObject({
      status: 'completed',
      statusReason: { code: 'sequence_finished', by: 'system' },
      counts: { enrolled: 1, converted: 1 },
      conversionRate: 100,
      progress: 100,
    });
    expect(await read(owner, next)).toMatchObject({ status: 'completed', statusReason: { code: 'nobody_to_enrol' } });
  });
});

describe('a dynamic audience', () => {
  it('takes in who comes to match by a tag, an end of another sequence, and once a day whoever matches', async () => {
    const owner = await env.as('owner-look-back');
    await owner.put('/settings', { allowSimultaneousCampaigns: true });
    await withContacts(owner, 3);
    const people: { id: string }[] = (await owner.get('/contacts')).body.data.contacts;
    const { id: other } = await aDraft(owner, { name: 'Other' });
    await owner.post(`/campaigns/${other}/start`);
    const { id } = await aDraft(owner, { audienceMode: 'dynamic', targetFilter: { tags: ['vip'] } });
    await owner.post(`/campaigns/${id}/start`);
    expect((await read(owner, id)).counts.enrolled).toBe(0);
    const enrolled = async () => {
      env.clock.advance(1000);
      await clock.work();
      return (await read(owner, id)).counts.enrolled;
    };
    // Tagged while in another sequence: not yet.
    await owner.patch(`/contacts/${people[2]?.id}`, { tags: ['vip'] });
    expect(await enrolled()).toBe(0);
    env.clock.advance(60_000);
    await owner.post(`/campaigns/${other}/cancel`, { reason: 'over' });
    expect(await enrolled()).toBe(1);
    await owner.patch(`/contacts/${people[0]?.id}`, { tags: ['vip'] });
    expect(await enrolled()).toBe(2);
    env.clock.advance(120_000);
    expect(await enrolled()).toBe(2);
    // A change that nobody noted.
    const contacts = env.app.get<Connection>('DatabaseConnection').collection('contacts');
    await owner.patch(`/contacts/${people[1]?.id}`, { tags: ['vip'] });
    await contacts.updateOne({ _id: new Types.ObjectId(people[1]?.id) }, { $set: { updatedAt: new Date(0) } });
    expect(await enrolled()).toBe(2);
    env.clock.advance(86_400_000);
    expect(await enrolled()).toBe(3);
  });

  it('takes in who matched from the beginning once their opt-out is lifted, though others joined meanwhile', async () => {
    const owner = await env.as('owner-opts-in');
    await withContacts(owner, 2);
    const people: { id: string }[] = (await owner.get('/contacts?sort=createdAt')).body.data.contacts;
    await owner.post(`/contacts/${people[0]?.id}/opt-out`, {});
    const { id } = await aDraft(owner, { audienceMode: 'dynamic' });
    await owner.post(`/campaigns/${id}/start`);
    await withContacts(owner, 1);
    await nextMinute();
    expect((await read(owner, id)).counts.enrolled).toBe(2);
    await owner.post(`/contacts/${people[0]?.id}/opt-in`, { reason: 'asked for it' });
    await nextMinute();
    expect((await read(owner, id)).counts.enrolled).toBe(3);
  });

  it('10.3.6 ends with `no_match` only when nobody matched, else with why all were left out', async () => {
    const owner = await env.as('owner-nobody');
    const { id: empty } = await aDraft(owner);
    await owner.post(`/campaigns/${empty}/start`);
    expect((await read(owner, empty)).statusReason).toMatchObject({ code: 'no_match', excluded: null });
    await withContacts(owner, 2);
    for (const { id } of (await owner.get('/contacts')).body.data.contacts) await owner.post(`/contacts/${id}/convert`);
    const { id } = await aDraft(owner);
    await owner.post(`/campaigns/${id}/start`);
    expect(await read(owner, id)).toMatchObject({
      status: 'completed',
      statusReason: { code: 'nobody_to_enrol', excluded: { alreadyConverted: 2, optedOut: 0, inLiveSequence: 0 } },
    });
  });
});

describe('a removal that was interrupted', () => {
  it('is finished by the scheduler: no target is left', async () => {
    const owner = await env.as('owner-removal');
    await withContacts(owner, 2);
    const { id } = await aDraft(owner);
    await owner.post(`/campaigns/${id}/start`);
    await owner.post(`/campaigns/${id}/cancel`, { reason: 'over' });
    const store = env.app.get<CampaignStore>(CAMPAIGN_STORE);
    // As a crash would leave it: the campaign is gone, its targets are not.
    await store.remove(campaignId(id), ownerScoped(ownerId('owner-removal')), 'cancelled');
    expect(await store.unfinishedRemovals(10)).toEqual([id]);
    await nextMinute();
    expect(await store.unfinishedRemovals(10)).toEqual([]);
    const targets = env.app.get<TargetStore>(TARGET_STORE);
    expect(await targets.removeOf(campaignId(id), 10)).toBe(0);
  });
});

describe('steering by the engine', () => {
  it('pauses what runs with its reason, and resumes only what was paused for that reason', async () => {
    const owner = await env.as('owner-steered');
    await withContacts(owner, 2);
    const { id: first } = await aDraft(owner);
    const { id: second } = await aDraft(owner, { audienceMode: 'dynamic' });
    await owner.post(`/campaigns/${first}/start`);
    await owner.post(`/campaigns/${second}/start`);
    await owner.post(`/campaigns/${second}/pause`, { reason: 'by hand' });
    const steering = env.app.get(SystemCampaignActions);
    const me = ownerId('owner-steered');
    expect(await steering.pauseBySystem(me, { code: 'session_expired', note: 'Scan again.' })).toBe(1);
    expect(await steering.pauseBySystem(me, { code: 'session_expired', note: 'Scan again.' })).toBe(0);
    expect(await read(owner, first)).toMatchObject({
      status: 'paused',
      statusReason: { code: 'session_expired', note: 'Scan again.', by: 'system' },
    });
    expect(await steering.resumeBySystem(me, 'session_expired')).toBe(1);
    expect([(await read(owner, first)).status, (await read(owner, second)).status]).toEqual(['active', 'paused']);
  });
});
