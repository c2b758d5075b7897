import { pacingProfileData } from '@relance/campaigns-domain';
import {
  aCampaignFor,
  accepted,
  engineTestEnv,
  anOwner,
  aPhone,
  eventually,
  unpaced,
} from '@relance/campaigns-testing';

// `safe` paces as in the product; `test` does not pace at all.
const env = engineTestEnv({ profiles: { ...pacingProfileData, test: unpaced } });

const MINUTE = 60_000;
const sentBy = (owner: string): readonly string[] =>
  env.messenger.sent.filter(({ ownerId }) => ownerId === owner).map(({ phone }) => phone);

/** Sends what may be sent now: the sender has looked and rests again. */
const rested = async (owner: string, id: string, count: number): Promise<void> => {
  await eventually(async () => {
    expect((await env.campaign(id)).messages.sent).toBe(count);
    expect(sentBy(owner)).toHaveLength(count);
  });
};

describe('pacing', () => {
  it('keeps the gap between two messages, also when all are long overdue', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 4 }, aPhone);
    const { id, api } = await aCampaignFor(env, owner, phones, { pacingProfile: 'safe' });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await rested(owner, id, 1);
    env.advance(2 * MINUTE);
    const [next] = (await env.targetsOf(id)).filter(({ currentDay }) => currentDay === 1);
    const why = (await api.get(`/targets/${next?.id}/why`).set('Accept-Language', 'fr')).body.data;
    expect(why.gates.filter(({ open }: { open: boolean }) => !open)).toMatchObject([
      { gate: 'pacing', reason: 'La pause entre deux messages n’est pas finie.', until: expect.any(String) },
    ]);
    expect(sentBy(owner)).toHaveLength(1);
    // The explained time is kept: nothing before it, one message after it.
    env.clock.set(new Date(new Date(why.earliestAt).getTime() - 1));
    env.advance(0);
    await eventually(async () => expect((await api.get(`/targets/${next?.id}/why`)).body.data.sendable).toBe(false));
    expect(sentBy(owner)).toHaveLength(1);
    env.advance(1);
    await rested(owner, id, 2);
    env.advance(10 * 24 * 60 * MINUTE);
    await rested(owner, id, 3);
  });

  it('10.1.6 belongs to the linked number: another one starts anew, the first finds its pause again', async () => {
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, Array.from({ length: 5 }, aPhone), { pacingProfile: 'safe' });
    await env.messenger.link(owner, { linkedPhone: '+237699000001' });
    await api.post(`/campaigns/${id}/start`);
    await rested(owner, id, 1);
    const linkedSince = async () => (await api.get('/settings')).body.data.linkedNumberSince;
    const first = await linkedSince();
    env.advance(MINUTE);
    await env.messenger.link(owner, { linkedPhone: '+237699000002' });
    await rested(owner, id, 2);
    const second = await linkedSince();
    expect(second > first).toBe(true);
    await env.messenger.link(owner, { linkedPhone: '+237699000001' });
    await eventually(async () => expect(await linkedSince()).toBe(first));
    await rested(owner, id, 2);
  });

  it('is one budget for all campaigns of a number, shared fairly', async () => {
    const owner = anOwner();
    const first = await aCampaignFor(env, owner, Array.from({ length: 3 }, aPhone), { pacingProfile: 'safe' });
    await first.api.post(`/campaigns/${first.id}/start`);
    const second = await aCampaignFor(env, owner, Array.from({ length: 3 }, aPhone));
    await second.api.post(`/campaigns/${second.id}/start`);
    expect((await env.campaign(second.id)).counts.enrolled).toBe(3);
    await env.messenger.link(owner);
    for (let count = 1; count <= 4; count += 1) {
      await eventually(() => expect(sentBy(owner)).toHaveLength(count));
      await env.settled();
      env.advance(4 * MINUTE);
    }
    const served = await Promise.all([first, second].map(async ({ id }) => (await env.campaign(id)).messages.sent));
    expect(Math.abs((served[0] ?? 0) - (served[1] ?? 0))).toBeLessThanOrEqual(1);
  });
});

describe('an account that WhatsApp restricts', () => {
  it('lets strangers wait and goes on with those who wrote', async () => {
    const owner = anOwner();
    const [stranger, friend] = [aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [stranger, friend], { pacingProfile: 'test' });
    await env.messenger.reply(owner, friend, 'hello');
    await env.messenger.link(owner, { coldRestrictedUntil: new Date(env.clock.now().getTime() + 60 * MINUTE) });
    await api.post(`/campaigns/${id}/start`);
    await rested(owner, id, 1);
    expect(sentBy(owner)).toEqual([friend]);
    expect((await env.targetsOf(id)).find(({ phone }) => phone === stranger)).toMatchObject({
      deferredBy: 'cold_restriction',
    });
    // The campaign says so in words and until when, in the list as well.
    const restriction = {
      code: 'new_chats_restricted',
      reason: { fr: expect.stringContaining('WhatsApp'), en: expect.stringContaining('WhatsApp') },
      until: new Date(env.clock.now().getTime() + 60 * MINUTE).toISOString(),
    };
    expect((await api.get(`/campaigns/${id}`)).body.data).toMatchObject({ restriction });
    expect((await api.get('/campaigns')).body.data.campaigns[0]).toMatchObject({ id, restriction });
    // Once the person writes, nothing holds the message up.
    await env.messenger.reply(owner, stranger, 'who is this?');
    await rested(owner, id, 2);
  });

  it('spends no try of a target that was refused for the account’s sake', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const { id, api } = await aCampaignFor(env, owner, [phone], { pacingProfile: 'test' });
    env.messenger.script = () => ({ kind: 'refused', code: 463, at: new Date() });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () =>
      expect((await env.targetsOf(id))[0]).toMatchObject({ deferredBy: 'cold_restriction', triesSpent: 0 }),
    );
    expect((await env.campaign(id)).messages).toMatchObject({ sent: 1, refused: 1 });
    env.messenger.script = () => accepted;
    env.advance(61 * MINUTE);
    await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ sent: 2, pending: 1 }));
  });

  it('stops altogether when there was too much', async () => {
    const owner = anOwner();
    const phones = [aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, phones, { pacingProfile: 'test' });
    env.messenger.script = () => ({ kind: 'refused', code: 429, at: new Date() });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.campaign(id)).messages.refused).toBe(1));
    env.messenger.script = () => accepted;
    env.advance(14 * MINUTE);
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ active: 2, sending: 0 }));
    expect(sentBy(owner)).toHaveLength(1);
    env.advance(2 * MINUTE);
    await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ sent: 3, pending: 2 }));
  });
});
