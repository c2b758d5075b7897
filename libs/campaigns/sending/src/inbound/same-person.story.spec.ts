import { type OwnerId } from '@relance/kernel';
import { aCampaignFor, anOwner, aPhone, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();
type Api = Awaited<ReturnType<typeof env.as>>;

/** Numbers that WhatsApp knows as one account, which is spelled otherwise than each of them. */
function oneAccount(count: number): { account: string; phones: readonly string[] } {
  const account = aPhone();
  const phones = Array.from({ length: count }, aPhone);
  for (const phone of phones) accounts.set(phone, account);
  return { account, phones };
}
const accounts = new Map<string, string>();
beforeAll(() => {
  env.messenger.lookUp = async (_owner, phones) =>
    phones.map((asked) => ({ asked, answer: 'in', phone: accounts.get(asked) ?? asked, lid: null }));
});

const idOf = async (api: Api, phone: string): Promise<string> => {
  const { contacts } = (await api.get('/contacts?limit=100')).body.data;
  return contacts.find((contact: { phone: string }) => contact.phone === phone).id;
};

/** Of two numbers of one account the first was written to once; the second is entered now, and a campaign for it begins. */
async function aSecondNumber(change: (api: Api, first: string, owner: OwnerId, account: string) => Promise<unknown>) {
  const owner = anOwner();
  const { account, phones } = oneAccount(2);
  const [first = '', second = ''] = phones;
  const { id, api } = await aCampaignFor(env, owner, [first]);
  await env.messenger.link(owner);
  await api.post(`/campaigns/${id}/start`);
  await eventually(() => expect(env.sentTo(account)).toHaveLength(1));
  await env.settled();
  await change(api, first, owner, account);
  await api.post(`/campaigns/${id}/cancel`);
  const next = await aCampaignFor(env, owner, [second]);
  await api.post(`/campaigns/${next.id}/start`);
  const target = async () => (await env.targetsOf(next.id)).find(({ phone }) => phone === second);
  return { owner, account, first, second, api, id: next.id, target };
}

describe('10.1.2 somebody who turns out to be another contact is not written to', () => {
  it.each([
    ['paid', 'paid', async (api: Api, first: string) => api.post(`/contacts/${await idOf(api, first)}/convert`)],
    [
      'was said to have paid by the number of the account',
      'paid',
      async (api: Api, _first: string, _owner: OwnerId, account: string) =>
        api.post('/contacts/convert', { phone: account }),
    ],
    [
      'wrote STOP',
      'opted_out',
      async (_api: Api, _first: string, owner: OwnerId, account: string) => env.messenger.reply(owner, account, 'STOP'),
    ],
    [
      'was opted out by hand',
      'opted_out',
      async (api: Api, first: string) => api.post(`/contacts/${await idOf(api, first)}/opt-out`, { reason: 'asked' }),
    ],
  ])('who %s: the sequence ends with %s', async (_what, reason, change) => {
    const story = await aSecondNumber(change);
    await eventually(async () => expect((await story.target())?.exitReason).toBe(reason));
    expect(env.sentTo(story.account).filter((text) => text.startsWith('Day'))).toHaveLength(1);
    expect(await env.differences()).toEqual([]);
  });

  it('who ended the same campaign before', async () => {
    const owner = anOwner();
    const { account, phones } = oneAccount(2);
    const { id, api } = await aCampaignFor(env, owner, phones);
    await api.patch(`/campaigns/${id}`, { stopOnReply: true });
    await env.messenger.link(owner);
    env.messenger.script = async () => {
      // The answer to the first message is there before the second person has their turn.
      await env.messenger.reply(owner, account, 'hello');
      return { kind: 'accepted', at: new Date() };
    };
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => {
      const reasons = (await env.targetsOf(id)).map(({ exitReason }) => exitReason).sort();
      expect(reasons).toEqual(['duplicate_contact', 'replied']);
    });
    env.messenger.script = () => ({ kind: 'accepted', at: new Date() });
    expect(env.sentTo(account)).toHaveLength(1);
  });
});

describe('10.2.1 what a person does holds for each contact of theirs', () => {
  it('a payment of one ends the sequence of the other, and a word makes both warm', async () => {
    const owner = anOwner();
    const { account, phones } = oneAccount(2);
    const { id, api } = await aCampaignFor(env, owner, phones);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => {
      const states = (await env.targetsOf(id)).map(({ status, exitReason }) => exitReason ?? status).sort();
      expect(states).toEqual(['active', 'duplicate_contact']);
    });
    await env.settled();
    await env.messenger.reply(owner, account, 'Hello, how much is it?');
    const { contacts } = (await api.get('/contacts?replied=true')).body.data;
    expect(contacts).toHaveLength(2);
    const gone = (await env.targetsOf(id)).find(({ exitReason }) => exitReason === 'duplicate_contact');
    const stays = contacts.find((one: { id: string }) => one.id === gone?.duplicateOf);
    // 10.1.2: which contact it is, from the one that left and from the other row.
    const left = (await api.get(`/campaigns/${id}/targets?status=exited`)).body.data.targets;
    expect(left).toMatchObject([{ duplicateContact: { id: stays.id, name: stays.name } }]);
    const kept = (await api.get(`/contacts/${gone?.contactId}/data`)).body.data;
    expect(kept.samePerson).toMatchObject([{ id: stays.id, name: stays.name, inLiveSequence: true }]);
    expect(kept.targets.map(({ contactId }: { contactId: string }) => contactId)).toEqual([gone?.contactId, stays.id]);
    const converted = await api.post(`/contacts/${gone?.contactId}/convert`);
    expect(converted.body.data).toMatchObject({ exitedTargets: 1 });
    expect((await env.campaign(id)).counts).toMatchObject({ active: 0, converted: 1, exited: 1 });
    expect((await api.get('/contacts?converted=true')).body.data.contacts).toHaveLength(2);
  });

  it('who asks is told of, and who is erased is erased under, each number', async () => {
    const owner = anOwner();
    const { account, phones } = oneAccount(2);
    const { id, api } = await aCampaignFor(env, owner, phones);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.campaign(id)).counts.exitedBy.duplicate_contact).toBe(1));
    await env.settled();
    const duplicate = (await env.targetsOf(id)).find(({ exitReason }) => exitReason === 'duplicate_contact');
    const kept = (await api.get(`/contacts/${duplicate?.contactId}/data`)).body.data;
    expect(kept.targets.map(({ exitReason }: { exitReason: string | null }) => exitReason)).toEqual([
      'duplicate_contact',
      null,
    ]);
    const erased = await api.post(`/contacts/${duplicate?.contactId}/erase`, { reason: 'asked' });
    expect(erased.body.data).toMatchObject({ exitedTargets: 1 });
    expect((await api.get('/contacts')).body.data.contacts).toEqual([]);
    for (const phone of [...phones, account]) {
      expect((await api.post('/contacts', { phone })).body).toMatchObject({ code: 'CONTACT_SUPPRESSED' });
    }
  });
});

describe('10.1.1 a number in the other spelling of its country is the same person before WhatsApp is asked', () => {
  it.each([
    ['+5531988770001', '+553188770001'],
    ['+525512345601', '+5215512345601'],
    ['+2290197004401', '+22997004401'],
  ])('%s, who is heard from, paid or is erased as %s', async (written, account) => {
    const owner = anOwner();
    const { api } = await aCampaignFor(env, owner, [written]);
    await env.messenger.link(owner);
    await env.messenger.reply(owner, account, 'Hello?');
    expect((await api.get('/contacts?replied=true')).body.data.contacts).toMatchObject([{ phone: written }]);
    await env.messenger.reply(owner, account, 'STOP');
    expect((await api.get('/contacts?optedOut=true')).body.data.contacts).toMatchObject([{ phone: written }]);
    expect((await api.post('/contacts/convert', { phone: account })).body.data.contact).toMatchObject({
      phone: written,
      convertedAt: expect.any(String),
    });
    await api.post(`/contacts/${await idOf(api, written)}/erase`, { reason: 'asked' });
    expect((await api.post('/contacts', { phone: account })).body).toMatchObject({ code: 'CONTACT_SUPPRESSED' });
  });
});
