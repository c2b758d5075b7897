import { aCampaignFor, anOwner, aPhone, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();

describe('10.2.6 a message that is being prepared when the person writes', () => {
  it.each([
    ['STOP', 'opted_out'],
    ['Yes, call me', 'replied'],
  ])('%s: it does not leave, and leaves nothing behind', async (text, reason) => {
    const [owner, writing, other] = [anOwner(), aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [writing, other]);
    await api.patch(`/campaigns/${id}`, { stopOnReply: true });
    env.messenger.beforeFrame = async ({ phone, text: day }) => {
      if (phone === writing && day.startsWith('Day')) await env.messenger.reply(owner, writing, text);
    };
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(other)).toHaveLength(1));
    await eventually(async () => {
      const target = (await env.targetsOf(id)).find(({ phone }) => phone === writing);
      expect(target).toMatchObject({ exitReason: reason, days: [], repliedAt: expect.any(Date) });
    });
    await env.settled();
    expect(env.sentTo(writing).filter((sent) => sent.startsWith('Day'))).toEqual([]);
    expect((await env.campaign(id)).messages).toMatchObject({ sent: 1, failed: 0 });
  });

  it('a reply that ends nothing holds nothing back', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    env.messenger.beforeFrame = async () => env.messenger.reply(owner, phone, 'Good morning');
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
  });
});
