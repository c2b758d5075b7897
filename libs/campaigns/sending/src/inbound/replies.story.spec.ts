import { vi } from 'vitest';
import { aCampaignFor, anOwner, aPhone, DAY_MS, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();
const lists = async (api: Awaited<ReturnType<typeof env.as>>, id: string, query: string): Promise<unknown[]> =>
  (await api.get(`/campaigns/${id}/targets?${query}`)).body.data.targets;

describe('a reply', () => {
  it('ends the sequence where the campaign stops at replies, with reason `replied`', async () => {
    const [owner, phone, silent] = [anOwner(), aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone, silent]);
    await api.patch(`/campaigns/${id}`, { stopOnReply: true });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => {
      expect(env.sentTo(phone)).toHaveLength(1);
      expect(env.sentTo(silent)).toHaveLength(1);
    });
    await env.settled();
    await env.messenger.reply(owner, phone, '');
    const campaign = (await api.get(`/campaigns/${id}`)).body.data;
    expect(campaign).toMatchObject({ stopOnReply: true, counts: { active: 1, exited: 1, exitedBy: { replied: 1 } } });
    expect(await lists(api, id, 'replied=true')).toMatchObject([
      { exitReason: 'replied', repliedAt: expect.any(String) },
    ]);
    expect(await lists(api, id, 'replied=false')).toMatchObject([{ exitReason: null, repliedAt: null }]);
    expect((await api.get('/contacts?replied=true')).body.data.contacts).toMatchObject([{ phone }]);
    env.advance(DAY_MS);
    await eventually(() => expect(env.sentTo(silent)).toHaveLength(2));
    expect(env.sentTo(phone)).toHaveLength(1);
  });

  it('is only noted where the campaign goes on', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
    await env.settled();
    await env.messenger.reply(owner, phone, 'Thank you, tell me more');
    expect(await lists(api, id, 'replied=true')).toMatchObject([{ status: 'active', repliedAt: expect.any(String) }]);
  });

  it('an old message that is replayed dates the contact by when it was written, never back, and is a reply to no sequence', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await api.patch(`/campaigns/${id}`, { stopOnReply: true });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
    await env.settled();
    const repliedAt = async (): Promise<number> =>
      Date.parse((await api.get('/contacts')).body.data.contacts[0].repliedAt ?? '');
    const ageOf = (at: number): number => Math.round((env.clock.now().getTime() - at) / DAY_MS);
    await env.messenger.reply(owner, phone, 'hello', { age: 40 * DAY_MS, isHistory: true });
    expect(ageOf(await repliedAt())).toBe(40);
    // Late, but written for this phone while it was away.
    await env.messenger.reply(owner, phone, 'and then', { age: 3 * DAY_MS });
    expect(ageOf(await repliedAt())).toBe(3);
    await env.messenger.reply(owner, phone, 'older', { age: 60 * DAY_MS, isHistory: true });
    expect(ageOf(await repliedAt())).toBe(3);
    expect(await lists(api, id, 'replied=false')).toMatchObject([{ status: 'active', repliedAt: null }]);
    await env.messenger.reply(owner, phone, 'now');
    expect(ageOf(await repliedAt())).toBe(0);
    expect(await lists(api, id, 'replied=true')).toMatchObject([{ exitReason: 'replied' }]);
  });

  it('10.2.1 a STOP is heard from somebody whose contact was removed', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
    await env.settled();
    const [contact] = (await api.get('/contacts')).body.data.contacts;
    await api.delete(`/contacts/${contact.id}`);
    await env.messenger.reply(owner, phone, 'STOP');
    await api.post('/contacts', { phone, name: 'Again' });
    const preview = await api.post('/campaigns/preview', { targetFilter: {} });
    expect(preview.body.data.excluded).toMatchObject({ optedOut: 1 });
  });

  it.each([
    ['10.2.1', 'removed and added again', '+2290197004411', '+22997004411'],
    ['10.1.4', 'given another number', '+2250707004422', '+22507004422'],
  ])('%s a STOP from the account of somebody whose contact was %s is heard', async (_case, change, phone, account) => {
    const owner = anOwner();
    const known = { asked: phone, answer: 'in', phone: account, lid: null } as const;
    const lookUp = vi.spyOn(env.messenger, 'lookUp').mockImplementation(async () => [known]);
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(account)).toHaveLength(1));
    await env.settled();
    lookUp.mockRestore();
    const [contact] = (await api.get('/contacts')).body.data.contacts;
    const isRemoved = change === 'removed and added again';
    if (isRemoved) await api.delete(`/contacts/${contact.id}`);
    else await api.patch(`/contacts/${contact.id}`, { phone: aPhone() });
    await env.messenger.reply(owner, account, 'STOP');
    if (isRemoved) await api.post('/contacts', { phone });
    expect((await api.get('/contacts?optedOut=true')).body.data.contacts).toHaveLength(1);
  });
});
