import { aCampaignFor, anOwner, aPhone, engineTestEnv, eventually } from '@relance/campaigns-testing';
import { vi } from 'vitest';

const env = engineTestEnv();

describe('a number that WhatsApp gives no answer about', () => {
  it('10.1.3 is asked about again later, and holds nobody up meanwhile', async () => {
    const owner = anOwner();
    const [silent, other] = [aPhone(), aPhone()];
    const lookUp = env.messenger.lookUp.bind(env.messenger);
    vi.spyOn(env.messenger, 'lookUp').mockImplementation(async (of, phones) => {
      if (phones.includes(silent)) throw new Error('no answer');
      return lookUp(of, phones);
    });
    const { id, api } = await aCampaignFor(env, owner, [silent, other]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    const sentTo = () => env.messenger.sent.filter(({ ownerId }) => ownerId === owner).map(({ phone }) => phone);
    await eventually(() => expect(sentTo()).toEqual([other]));
    const waiting = (await env.targetsOf(id)).find(({ phone }) => phone === silent);
    expect(waiting).toMatchObject({ status: 'active', deferredBy: 'not_reachable_now' });
    vi.mocked(env.messenger.lookUp).mockRestore();
    env.advance(2 * 3_600_000);
    await eventually(() => expect(sentTo()).toEqual([other, silent]));
  });
});
