import { aCampaignFor, anOwner, aPhone, DAY_MS, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();
const MINUTE_MS = 60_000;

/** A running campaign for whoever has the tag `vip`, whenever they get it; nobody has it yet. */
async function aDynamicCampaign(phones: readonly string[]) {
  const owner = anOwner();
  const { id, api } = await aCampaignFor(env, owner, phones);
  const dynamic = { audienceMode: 'dynamic', targetFilter: { tags: ['vip'] } };
  expect((await api.patch(`/campaigns/${id}`, dynamic)).status).toBe(200);
  await env.messenger.link(owner);
  await api.post(`/campaigns/${id}/start`);
  const { contacts } = (await api.get('/contacts?limit=100')).body.data;
  const idOf = (phone: string): string => contacts.find((contact: { phone: string }) => contact.phone === phone).id;
  const tag = (phone: string, ...tags: string[]) => api.patch(`/contacts/${idOf(phone)}`, { tags });
  const wrote = (phone: string) => env.sentTo(phone).filter((text) => text.startsWith('Day')).length;
  return { owner, id, api, idOf, tag, wrote };
}

describe('9.4 a dynamic audience', () => {
  it('takes in who comes to match, goes on with who ceases to, and lets go who is archived', async () => {
    const [tagged, untagged, archived, lifted] = [aPhone(), aPhone(), aPhone(), aPhone()];
    const { api, idOf, tag, wrote } = await aDynamicCampaign([tagged, untagged, archived, lifted]);
    await api.post(`/contacts/${idOf(lifted)}/opt-out`, { reason: 'asked' });
    for (const phone of [tagged, untagged, archived, lifted]) await tag(phone, 'vip');
    env.advance(MINUTE_MS);
    await eventually(() => expect([tagged, untagged, archived].map(wrote)).toEqual([1, 1, 1]));
    await env.settled();
    expect(wrote(lifted)).toBe(0);
    await tag(untagged);
    await api.patch(`/contacts/${idOf(archived)}`, { archived: true });
    await api.post(`/contacts/${idOf(lifted)}/opt-in`, { reason: 'asked again' });
    env.advance(MINUTE_MS);
    await eventually(() => expect(wrote(lifted)).toBe(1));
    env.advance(DAY_MS);
    await eventually(() => expect([tagged, untagged, archived].map(wrote)).toEqual([2, 2, 1]));
  });

  it('takes in who comes to the end of another sequence, and nobody a second time', async () => {
    const [busy, stopped] = [aPhone(), aPhone()];
    const { owner, api, idOf, tag, wrote } = await aDynamicCampaign([busy, stopped]);
    const other = await api.post('/campaigns', {
      name: 'Other',
      targetFilter: { tags: ['other'] },
      customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'Autre' } }],
    });
    await tag(busy, 'other');
    await api.post(`/campaigns/${other.body.data.id}/start`);
    await eventually(() => expect(env.sentTo(busy)).toEqual(['Autre']));
    await env.settled();
    await tag(busy, 'other', 'vip');
    await tag(stopped, 'vip');
    env.advance(MINUTE_MS);
    await eventually(() => expect(wrote(stopped)).toBe(1));
    await env.settled();
    expect(wrote(busy)).toBe(0);
    await env.messenger.reply(owner, stopped, 'STOP');
    await api.post(`/campaigns/${other.body.data.id}/cancel`);
    env.advance(MINUTE_MS);
    await eventually(() => expect(wrote(busy)).toBe(1));
    await api.post(`/contacts/${idOf(stopped)}/opt-in`, { reason: 'asked again' });
    env.advance(DAY_MS);
    await eventually(() => expect(wrote(busy)).toBe(2));
    expect(wrote(stopped)).toBe(1);
  });
});
