import { type SendOutcome } from '@relance/messaging';
import { aCampaignFor, accepted, engineTestEnv, anOwner, aPhone, DAY_MS, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();

describe('a campaign', () => {
  it('sends day 1 to everybody once, day 2 the next day, and follows the receipts', async () => {
    const owner = anOwner();
    const phones = [aPhone(), aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, phones);
    await env.messenger.link(owner);
    expect((await api.post(`/campaigns/${id}/start`)).status).toBe(200);
    await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ sent: 3, pending: 3 }));
    expect(phones.map(env.sentTo)).toEqual([['Day 1 for Person 1'], ['Day 1 for Person 2'], ['Day 1 for Person 3']]);
    expect((await env.campaign(id)).dayFunnel).toEqual([0, 3, 0, 0, 0, 0, 0]);

    const [first = '', second = ''] = phones.flatMap(env.idsTo);
    await env.messenger.receive(owner, first, 'read');
    await env.messenger.receive(owner, second, 'delivered');
    await env.messenger.receive(owner, second, 'sent');
    await eventually(async () =>
      expect((await env.campaign(id)).messages).toMatchObject({ sent: 3, pending: 1, delivered: 1, read: 1 }),
    );

    env.advance(DAY_MS);
    await eventually(async () => expect((await env.campaign(id)).dayFunnel).toEqual([0, 0, 3, 0, 0, 0, 0]));
    expect(phones.map(env.sentTo)).toEqual([1, 2, 3].map((n) => [`Day 1 for Person ${n}`, `Day 2 for Person ${n}`]));
  });

  it('10.5.3 speaks to a person in the language that the contact has now', async () => {
    const owner = anOwner();
    const [toEnglish, toFrench, unchanged] = [aPhone(), aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [toEnglish, toFrench, unchanged]);
    const contacts = (await api.get('/contacts')).body.data.contacts as { id: string; phone: string }[];
    const speaks = (phone: string, language: 'fr' | 'en' | null) =>
      api.patch(`/contacts/${contacts.find((contact) => contact.phone === phone)?.id}`, { language });
    await speaks(toEnglish, 'fr');
    await speaks(toFrench, 'en');
    await speaks(unchanged, 'en');
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() =>
      expect([toEnglish, toFrench].flatMap(env.sentTo)).toEqual(['Jour 1 Person 1', 'Day 1 for Person 2']),
    );
    // The third as well: what leaves after the clock has moved on is followed a day later.
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(3));
    await env.settled();
    await speaks(toEnglish, 'en');
    await speaks(toFrench, null);
    env.advance(DAY_MS);
    await eventually(() => expect(env.sentTo(unchanged)).toEqual(['Day 1 for Person 3', 'Day 2 for Person 3']));
    await env.settled();
    expect([toEnglish, toFrench].map(env.sentTo)).toEqual([
      ['Jour 1 Person 1', 'Day 2 for Person 1'],
      ['Day 1 for Person 2', 'Jour 2 Person 2'],
    ]);
    const { targets } = (await api.get(`/campaigns/${id}/targets`)).body.data;
    const languages = targets.map(({ contact }: { contact: { language: string } }) => contact.language);
    expect(languages.sort()).toEqual(['en', 'en', 'fr']);
  });

  it('10.3.2 ends for whom three sent days in a row reached no phone; that is no failure', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    for (let day = 1; day <= 3; day += 1) {
      await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(day));
      env.advance(DAY_MS);
    }
    await eventually(async () => expect((await env.campaign(id)).counts.exitedBy.delivery_exhausted).toBe(1));
    expect(env.sentTo(phone)).toHaveLength(3);
    expect((await env.campaign(id)).messages).toMatchObject({ sent: 3, failed: 0, refused: 0 });
  });

  it('comes to its end after seven days', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    for (let day = 1; day <= 7; day += 1) {
      await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(day));
      await env.messenger.receive(owner, env.idsTo(phone).at(-1) ?? '', 'delivered');
      await env.settled();
      env.advance(DAY_MS);
    }
    await eventually(async () => expect((await env.campaign(id)).status).toBe('completed'));
    expect((await env.campaign(id)).counts).toMatchObject({ enrolled: 1, completed: 1 });
    expect(env.sentTo(phone)).toHaveLength(7);
    expect(new Set(env.idsTo(phone)).size).toBe(7);
  });

  it('sends nothing more once it is paused, and goes on where it stopped', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 8 }, aPhone);
    const { id, api } = await aCampaignFor(env, owner, phones);
    let release: (outcome: SendOutcome) => void = () => undefined;
    env.messenger.script = (message) =>
      phones.flatMap(env.sentTo).length === 3 && message.ownerId === owner
        ? new Promise<SendOutcome>((resolve) => (release = resolve))
        : accepted;
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(phones.flatMap(env.sentTo)).toHaveLength(3));
    const paused = await api.post(`/campaigns/${id}/pause`, { reason: 'lunch' });
    expect(paused.body.data.inFlight).toBe(1);
    release(accepted);
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ sending: 0, active: 8 }));
    await env.messenger.link(owner);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(3));
    expect(phones.flatMap(env.sentTo)).toHaveLength(3);
    env.messenger.script = () => accepted;
    await api.post(`/campaigns/${id}/resume`);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(8));
    expect(phones.map((phone) => env.sentTo(phone).length)).toEqual(phones.map(() => 1));
  });

  it('writes to nobody who was looked up ahead and paid, wrote STOP, or whose owner paused sending meanwhile', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 5 }, aPhone);
    const { id, api } = await aCampaignFor(env, owner, phones);
    let release: (outcome: SendOutcome) => void = () => undefined;
    // The confirmation of a STOP is none of the campaign's messages.
    const day1 = (phone: string) => env.sentTo(phone).filter((text) => text.startsWith('Day'));
    const holdAt = (count: number) => {
      env.messenger.script = (message) =>
        message.text.startsWith('Day') && phones.flatMap(day1).length === count
          ? new Promise<SendOutcome>((resolve) => (release = resolve))
          : accepted;
    };
    holdAt(1);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(phones.flatMap(day1)).toHaveLength(1));
    const [, paying = '', stopping = '', next = '', last = ''] = phones;
    expect((await api.post('/contacts/convert', { phone: paying })).status).toBe(200);
    await env.messenger.reply(owner, stopping, 'STOP');
    holdAt(2);
    release(accepted);
    await eventually(() => expect(env.sentTo(next)).toHaveLength(1));
    expect((await api.put('/settings', { sendingPaused: true })).status).toBe(200);
    release(accepted);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(2));
    await env.messenger.link(owner);
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ converted: 1, exited: 1 }));
    expect([paying, stopping, last].flatMap(day1)).toEqual([]);
    env.messenger.script = () => accepted;
    await api.put('/settings', { sendingPaused: false });
    await eventually(() => expect(day1(last)).toHaveLength(1));
    expect([paying, stopping].flatMap(day1)).toEqual([]);
  });

  it('lets a person go who writes STOP, confirms once, and keeps the others', async () => {
    const owner = anOwner();
    const [stopping, staying] = [aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [stopping, staying]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(2));
    await env.messenger.reply(owner, stopping, ' Stop! ', { id: 'one' });
    await env.messenger.reply(owner, stopping, ' Stop! ', { id: 'one' });
    await env.messenger.reply(owner, stopping, 'STOP', { id: 'two' });
    await eventually(() =>
      expect(env.sentTo(stopping)).toEqual(['Day 1 for Person 1', expect.stringContaining('not receive')]),
    );
    expect((await env.campaign(id)).counts).toMatchObject({ active: 1, exited: 1, exitedBy: { opted_out: 1 } });
    env.advance(DAY_MS);
    await eventually(() => expect(env.sentTo(staying)).toHaveLength(2));
    expect(env.sentTo(stopping)).toHaveLength(2);
  });

  it('waits while the sender is away, and pauses with the reason when it must be linked again', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const { id, api } = await aCampaignFor(env, owner, [phone], { autoResumeAfterRelink: true });
    await env.messenger.link(owner, { availability: 'connecting', strikes: 1 });
    await api.post(`/campaigns/${id}/start`);
    await env.messenger.link(owner, { availability: 'needs_scan', strikes: 3 });
    await eventually(async () =>
      expect(await env.campaign(id)).toMatchObject({ status: 'paused', statusReason: { code: 'session_expired' } }),
    );
    expect(env.sentTo(phone)).toEqual([]);
    await env.messenger.link(owner, { availability: 'ready', strikes: 0 });
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
    expect((await env.campaign(id)).status).toBe('active');
  });
});

describe('caps and windows', () => {
  it('stop the day’s messages and let the rest go the next day', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 5 }, aPhone);
    const { id, api } = await aCampaignFor(env, owner, phones, { maxMessagesPerDay: 3 });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(3));
    const waiting = (await env.targetsOf(id)).find(({ currentDay }) => currentDay === 1);
    const why = (await api.get(`/targets/${waiting?.id}/why`)).body.data;
    expect(why).toMatchObject({ sendable: false, earliestAt: expect.stringMatching(/T00:00:00.000Z$/) });
    expect(why.gates.filter(({ open }: { open: boolean }) => !open)).toMatchObject([{ gate: 'daily_cap' }]);
    env.advance(DAY_MS);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(6));
    expect(phones.map((phone) => env.sentTo(phone).length).every((count) => count >= 1)).toBe(true);
  });

  it('hold a message until the window opens, and let it go at once when the owner widens it', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const hour = (env.clock.now().getUTCHours() + 2) % 24;
    const time = (at: number): string => `${String(at % 24).padStart(2, '0')}:00`;
    const sendWindows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: time(hour), to: time(hour + 1) }];
    // The recipient's zone is the owner's: the contact has no country of its own beyond Cameroon's, an hour ahead of UTC.
    const { id, api } = await aCampaignFor(env, owner, [phone], { sendWindows, timeZone: 'Africa/Douala' });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.targetsOf(id))[0]).toMatchObject({ deferredBy: 'window' }));
    expect(env.sentTo(phone)).toEqual([]);
    await api.put('/settings', { sendWindows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] });
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
  });
});
