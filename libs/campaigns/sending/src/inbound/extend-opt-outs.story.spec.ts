import { OPT_OUT_STORE, type OptOutStore } from '@relance/campaigns-domain';
import { aCampaignFor, anOwner, aPhone, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();

describe('a STOP under a LID that nobody knew', () => {
  it('10.2.1 holds for the phone once WhatsApp tells whose LID it is, and for nobody else', async () => {
    const owner = anOwner();
    const [hidden, other] = [aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [hidden, other]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(2));
    const optOuts = env.app.get<OptOutStore>(OPT_OUT_STORE);
    const at = new Date('2026-03-02T09:00:00Z');
    const said = { source: 'reply', evidence: 'A1', at, confirmation: 'none', ownerId: owner } as const;
    await optOuts.add({ ...said, phone: '4711@lid', keys: ['4711@lid'] });
    await env.messenger.learnLid({ ownerId: owner, lid: '4712@lid', phone: other });
    await env.messenger.learnLid({ ownerId: owner, lid: '4711@lid', phone: hidden });
    await env.messenger.learnLid({ ownerId: owner, lid: '4711@lid', phone: hidden });
    expect(await optOuts.isOptedOut([hidden])).toBe(true);
    expect(await optOuts.isOptedOut([other])).toBe(false);
    await eventually(async () =>
      expect((await env.campaign(id)).counts).toMatchObject({ active: 1, exitedBy: { opted_out: 1 } }),
    );
  });
});
