import { type SendOutcome } from '@relance/messaging';
import { aCampaignFor, anOwner, aPhone, DAY_MS, eventually } from '../testing/engine-house.ts';
import { accepted, anEngineHouse } from '../testing/engine-spec.ts';

const house = anEngineHouse();

describe('a campaign', () => {
  it('sends day 1 to everybody once, day 2 the next day, and follows the receipts', async () => {
    const owner = anOwner();
    const phones = [aPhone(), aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(house, owner, phones);
    await house.messenger.link(owner);
    expect((await api.post(`/campaigns/${id}/start`)).status).toBe(200);
    await eventually(async () => expect((await house.campaign(id)).messages).toMatchObject({ sent: 3, pending: 3 }));
    expect(phones.map(house.sentTo)).toEqual([['Day 1 for Person 1'], ['Day 1 for Person 2'], ['Day 1 for Person 3']]);
    expect((await house.campaign(id)).dayFunnel).toEqual([0, 3, 0, 0, 0, 0, 0]);

    const [first = '', second = ''] = phones.flatMap(house.idsTo);
    await house.messenger.receive(owner, first, 'read');
    await house.messenger.receive(owner, second, 'delivered');
    await house.messenger.receive(owner, second, 'sent');
    await eventually(async () =>
      expect((await house.campaign(id)).messages).toMatchObject({ sent: 3, pending: 1, delivered: 1, read: 1 }),
    );

    house.advance(DAY_MS);
    await eventually(async () => expect((await house.campaign(id)).dayFunnel).toEqual([0, 0, 3, 0, 0, 0, 0]));
    expect(phones.map(house.sentTo)).toEqual([1, 2, 3].map((n) => [`Day 1 for Person ${n}`, `Day 2 for Person ${n}`]));
  });

  it('comes to its end after seven days', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const { id, api } = await aCampaignFor(house, owner, [phone]);
    await house.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    for (let day = 1; day <= 7; day += 1) {
      await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(day));
      house.advance(DAY_MS);
    }
    await eventually(async () => expect((await house.campaign(id)).status).toBe('completed'));
    expect((await house.campaign(id)).counts).toMatchObject({ enrolled: 1, completed: 1 });
    expect(house.sentTo(phone)).toHaveLength(7);
    expect(new Set(house.idsTo(phone)).size).toBe(7);
  });

  it('sends nothing more once it is paused, and goes on where it stopped', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 8 }, aPhone);
    const { id, api } = await aCampaignFor(house, owner, phones);
    let release: (outcome: SendOutcome) => void = () => undefined;
    house.messenger.script = (message) =>
      phones.flatMap(house.sentTo).length === 3 && message.ownerId === owner
        ? new Promise<SendOutcome>((resolve) => (release = resolve))
        : accepted;
    await house.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(phones.flatMap(house.sentTo)).toHaveLength(3));
    const paused = await api.post(`/campaigns/${id}/pause`, { reason: 'lunch' });
    expect(paused.body.data.inFlight).toBe(1);
    release(accepted);
    await eventually(async () => expect((await house.campaign(id)).counts).toMatchObject({ sending: 0, active: 8 }));
    await house.messenger.link(owner);
    await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(3));
    expect(phones.flatMap(house.sentTo)).toHaveLength(3);
    house.messenger.script = () => accepted;
    await api.post(`/campaigns/${id}/resume`);
    await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(8));
    expect(phones.map((phone) => house.sentTo(phone).length)).toEqual(phones.map(() => 1));
  });

  it('writes to nobody who was looked up ahead and paid, wrote STOP, or whose owner paused sending meanwhile', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 5 }, aPhone);
    const { id, api } = await aCampaignFor(house, owner, phones);
    let release: (outcome: SendOutcome) => void = () => undefined;
    // The confirmation of a STOP is none of the campaign's messages.
    const day1 = (phone: string) => house.sentTo(phone).filter((text) => text.startsWith('Day'));
    const holdAt = (count: number) => {
      house.messenger.script = (message) =>
        message.text.startsWith('Day') && phones.flatMap(day1).length === count
          ? new Promise<SendOutcome>((resolve) => (release = resolve))
          : accepted;
    };
    holdAt(1);
    await house.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(phones.flatMap(day1)).toHaveLength(1));
    const [, paying = '', stopping = '', next = '', last = ''] = phones;
    expect((await api.post('/contacts/convert', { phone: paying })).status).toBe(200);
    await house.messenger.reply(owner, stopping, 'STOP');
    holdAt(2);
    release(accepted);
    await eventually(() => expect(house.sentTo(next)).toHaveLength(1));
    expect((await api.put('/settings', { sendingPaused: true })).status).toBe(200);
    release(accepted);
    await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(2));
    await house.messenger.link(owner);
    await eventually(async () => expect((await house.campaign(id)).counts).toMatchObject({ converted: 1, exited: 1 }));
    expect([paying, stopping, last].flatMap(day1)).toEqual([]);
    house.messenger.script = () => accepted;
    await api.put('/settings', { sendingPaused: false });
    await eventually(() => expect(day1(last)).toHaveLength(1));
    expect([paying, stopping].flatMap(day1)).toEqual([]);
  });

  it('lets a person go who writes STOP, confirms once, and keeps the others', async () => {
    const owner = anOwner();
    const [stopping, staying] = [aPhone(), aPhone()];
    const { id, api } = await aCampaignFor(house, owner, [stopping, staying]);
    await house.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(2));
    await house.messenger.reply(owner, stopping, ' Stop! ', 'one');
    await house.messenger.reply(owner, stopping, ' Stop! ', 'one');
    await house.messenger.reply(owner, stopping, 'STOP', 'two');
    await eventually(() =>
      expect(house.sentTo(stopping)).toEqual(['Day 1 for Person 1', expect.stringContaining('not receive')]),
    );
    expect((await house.campaign(id)).counts).toMatchObject({ active: 1, exited: 1, exitedBy: { opted_out: 1 } });
    house.advance(DAY_MS);
    await eventually(() => expect(house.sentTo(staying)).toHaveLength(2));
    expect(house.sentTo(stopping)).toHaveLength(2);
  });

  it('waits while the sender is away, and pauses with the reason when it must be linked again', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const { id, api } = await aCampaignFor(house, owner, [phone], { autoResumeAfterRelink: true });
    await house.messenger.link(owner, { availability: 'connecting', strikes: 1 });
    await api.post(`/campaigns/${id}/start`);
    await house.messenger.link(owner, { availability: 'needs_scan', strikes: 3 });
    await eventually(async () =>
      expect(await house.campaign(id)).toMatchObject({ status: 'paused', statusReason: { code: 'session_expired' } }),
    );
    expect(house.sentTo(phone)).toEqual([]);
    await house.messenger.link(owner, { availability: 'ready', strikes: 0 });
    await eventually(() => expect(house.sentTo(phone)).toHaveLength(1));
    expect((await house.campaign(id)).status).toBe('active');
  });
});

describe('caps and windows', () => {
  it('stop the day’s messages and let the rest go the next day', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 5 }, aPhone);
    const { id, api } = await aCampaignFor(house, owner, phones, { maxMessagesPerDay: 3 });
    await house.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(3));
    const waiting = (await house.targetsOf(id)).find(({ currentDay }) => currentDay === 1);
    const why = (await api.get(`/targets/${waiting?.id}/why`)).body.data;
    expect(why).toMatchObject({ sendable: false, earliestAt: expect.stringMatching(/T00:00:00.000Z$/) });
    expect(why.gates.filter(({ open }: { open: boolean }) => !open)).toMatchObject([{ gate: 'daily_cap' }]);
    house.advance(DAY_MS);
    await eventually(async () => expect((await house.campaign(id)).messages.sent).toBe(6));
    expect(phones.map((phone) => house.sentTo(phone).length).every((count) => count >= 1)).toBe(true);
  });

  it('hold a message until the window opens, and let it go at once when the owner widens it', async () => {
    const owner = anOwner();
    const phone = aPhone();
    const hour = (house.clock.now().getUTCHours() + 2) % 24;
    const time = (at: number): string => `${String(at % 24).padStart(2, '0')}:00`;
    const sendWindows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: time(hour), to: time(hour + 1) }];
    // The recipient's zone is the owner's: the contact has no country of its own beyond Cameroon's, an hour ahead of UTC.
    const { id, api } = await aCampaignFor(house, owner, [phone], { sendWindows, timeZone: 'Africa/Douala' });
    await house.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await house.targetsOf(id))[0]).toMatchObject({ deferredBy: 'window' }));
    expect(house.sentTo(phone)).toEqual([]);
    await api.put('/settings', { sendWindows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] });
    await eventually(() => expect(house.sentTo(phone)).toHaveLength(1));
  });
});
