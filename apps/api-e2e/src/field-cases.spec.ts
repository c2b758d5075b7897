import { session, sessionIn } from './support/acts.ts';
import {
  absent,
  asksAgain,
  away,
  base64,
  corrected,
  daily,
  deleted,
  edited,
  elsewhere,
  forms,
  hidden,
  late,
  once,
  removed,
  sealedEdit,
  silent,
  spelled,
  talking,
  twins,
  unanswered,
  wordless,
} from './support/field-people.ts';
import { FieldStory } from './support/field-story.ts';
import { until } from './support/wait.ts';

const ACCOUNT = '+237699999910';
const confirmation = 'Done: you will not receive our messages any more.';

/** People, numbers and words as they really are, through API, database, real client and simulated phones. */
describe('field cases', () => {
  let story: FieldStory;

  beforeAll(async () => {
    story = await FieldStory.start(ACCOUNT, { once, daily }, (simulator) => {
      const same = [...Object.entries(spelled), ...twins.map(({ written, account }) => [written, account] as const)];
      for (const [phone, account] of [...same, ['+5521999990001', '552199990001'] as const])
        simulator.contact({ phone, account });
      for (const phone of absent) simulator.contact({ phone, exists: false });
      for (const phone of hidden) simulator.contact({ phone, hidesNumber: true });
      for (const phone of late) simulator.contact({ phone, readMs: null });
      for (const phone of silent) simulator.contact({ phone, deliveryMs: null });
      for (const phone of asksAgain) simulator.failDecrypt({ phone, count: 1 });
      simulator.fault({ kind: 'lookup-partial', to: '+33644440001', count: 1 });
      simulator.fault({ kind: 'lookup-error', to: '+33644440002', count: 1 });
      // Said before anybody knows whose LID it is.
      simulator.contact({ phone: '+33644440999', hidesNumber: true });
    });
    story.say('+33644440999', { text: 'STOP' });
  }, 180_000);
  afterAll(() => story?.env.stop(), 40_000);

  it('10.1.1 a number that WhatsApp knows under another spelling is written to, heard and counted', async () => {
    for (const [phone, account] of Object.entries(spelled)) {
      await story.reached(account);
      expect((await story.contact(phone)).onWhatsApp).toBe('yes');
      await until(`${phone} to have read`, async () => (await story.dayOf(phone, 1)).delivery === 'read');
      story.say(account, { text: 'ARRÊTER' });
    }
    await story.left(Object.keys(spelled), 'opted_out');
    for (const account of Object.values(spelled))
      await until('the confirmation to come', async () => story.seenBy(account).includes(confirmation));
  }, 60_000);

  it('10.1.2 two contacts of one account are one person in one sequence', async () => {
    for (const { written, other, account } of twins) {
      await story.reached(account);
      const pair = await until('one of two to leave', async () => {
        const both = (await story.targets()).filter(({ contact }) =>
          [story.idOf(written), story.idOf(other)].includes(contact.id),
        );
        return both.some(({ exitReason }) => exitReason !== null) && both;
      });
      const [gone] = pair.filter(({ exitReason }) => exitReason === 'duplicate_contact');
      const stays = pair.find(({ id }) => id !== gone?.id)?.contact.id ?? story.idOf(written);
      expect(gone).toMatchObject({ duplicateOf: stays, days: [] });
      expect(story.seenBy(account).filter((text) => text === 'day 1')).toHaveLength(1);
    }
  }, 60_000);

  it('10.1.3 only an explicit answer is a "no"; who got none is asked again while others go on', async () => {
    for (const phone of unanswered) await story.reached(phone);
    await story.left(absent, 'invalid_contact');
    for (const phone of absent) expect((await story.contact(phone)).onWhatsApp).toBe('no');
  }, 60_000);

  it('10.2.1 STOP is heard under a hidden number, and from whose contact is gone', async () => {
    for (const phone of [...hidden, ...deleted]) await story.reached(phone);
    for (const phone of hidden) story.say(phone, { text: 'Stop !' });
    for (const phone of deleted) {
      await story.remove(phone);
      story.say(phone, { text: 'Désinscription' });
    }
    await story.left(hidden, 'opted_out');
    // Also to whom only a LID is known, and never to the number that has the same digits.
    for (const phone of hidden)
      await until('the confirmation to come', async () => story.seenBy(phone).includes(confirmation));
    await until('the confirmation to come', async () => story.seenBy('+33644440999').length === 1);
    const { lid } = story.env.simulator.contactOf('+33644440999');
    expect(story.env.simulator.messages({}).map(({ to }) => to)).not.toContain(lid);
    for (const phone of deleted) {
      const { id } = await story.add(phone);
      await until(`${phone} to be opted out`, async () => (await story.contact(phone)).optedOut && id !== '');
    }
  }, 60_000);

  it('10.2.2 an edit is heard as what it says now; taps and captions are words', async () => {
    for (const phone of [...edited, sealedEdit, ...Object.keys(forms)]) await story.reached(phone);
    for (const phone of edited) {
      const { id } = story.say(phone, { text: 'peut-être' });
      story.say(phone, { form: 'edit', target: id, text: 'STOP' });
    }
    story.say(sealedEdit, { form: 'encrypted-edit', target: 'EARLIER' });
    for (const [phone, said] of Object.entries(forms)) story.say(phone, said);
    await story.left([...edited, ...Object.keys(forms)], 'opted_out');
    await story.replied([sealedEdit]);
    expect((await story.contact(sealedEdit)).optedOut).toBe(false);
  }, 60_000);

  it('10.2.4 a voice note, a sticker or a place is a reply and no STOP; so is a sentence', async () => {
    const [voice = '', sticker = '', place = ''] = wordless;
    const [french = '', english = ''] = talking;
    for (const phone of [...elsewhere, ...wordless, ...talking]) await story.reached(phone);
    story.say(voice, { file: { kind: 'voice', base64 } });
    story.say(sticker, { file: { kind: 'sticker', base64 } });
    story.say(place, { form: 'location' });
    story.say(french, { text: 'je ne veux pas que tu arrêtes' });
    story.say(english, { text: 'at the bus stop' });
    // Nobody's word to the owner (10.2.3): looked at once these replies, which come later, are in.
    const [somewhere = '', something = ''] = elsewhere;
    await story.replied([...wordless, ...talking]);
    for (const phone of [...wordless, ...talking]) {
      expect(await story.target(phone)).toMatchObject({ exitReason: null });
      expect((await story.target(phone)).repliedAt).not.toBeNull();
    }
    for (const where of ['status', 'broadcast', 'group', 'channel'] as const)
      story.say(somewhere, { place: where, text: 'STOP' });
    for (const form of ['reaction', 'poll-vote', 'delete', 'pin'] as const)
      story.say(something, { form, target: 'EARLIER', text: 'STOP' });
    story.env.simulator.ownMessage({ account: ACCOUNT, to: something, text: 'STOP' });
    story.env.simulator.ownMessage({ account: ACCOUNT, to: somewhere, text: 'arrêter' });
    for (const phone of [...asksAgain, ...Object.values(away)]) await story.reached(phone);
    await story.owner.post(`/campaigns/${story.campaigns.once}/pause`, { reason: 'their first day is over' });
  }, 60_000);

  it('10.1.4 a corrected number gets the next day, the old one nothing; STOP is heard from either', async () => {
    await story.begin('daily');
    for (const { from, to } of corrected) {
      await story.reached(from);
      await story.owner.do('PATCH', `/contacts/${story.idOf(from)}`, { phone: to });
    }
    for (const { from, to, ...one } of corrected) {
      const before = story.seenBy(from);
      await until(`${to} to get a later day`, async () => story.seenBy(to).some((text) => text.startsWith('day')));
      expect(story.seenBy(to)).not.toContain('day 1');
      expect(story.seenBy(from)).toEqual(before);
      story.say(one.stopsAs === 'from' ? from : to, { text: 'STOP' });
    }
    await story.left(
      corrected.map(({ from }) => from),
      'opted_out',
    );
  }, 60_000);

  it('10.3.1 a receipt that meets the next day’s intent changes the delivery and the day alike', async () => {
    for (const phone of late) {
      await story.reached(phone, 2);
      const [first] = story.env.simulator.messages({ to: phone, text: 'day 1' });
      story.env.simulator.receipt({ id: first?.id ?? '', type: 'read' });
      await until(`day 1 of ${phone} to be read`, async () => {
        const { target, delivery } = await story.dayOf(phone, 1);
        return target === 'read' && delivery === 'read';
      });
    }
  }, 60_000);

  it('10.1.5 removed and added again, in another spelling too, nobody begins a second time', async () => {
    await story.reached('+237670000521');
    await story.reached('552199990001');
    for (const phone of removed) await story.remove(phone);
    await story.add('+237670000521');
    await story.add('+552199990001');
    await story.add('+33644440999');
    await story.everybodyIsIn('+33644440991');
    for (const account of ['+237670000521', '552199990001'])
      expect(story.seenBy(account).filter((text) => text === 'day 1')).toHaveLength(1);
    // 10.2.1: said under a LID, it holds for the number once WhatsApp tells whose it is.
    await until('the STOP under a LID to hold', async () => (await story.contact('+33644440999')).optedOut);
    expect(story.seenBy('+33644440999').filter((text) => text.startsWith('day'))).toEqual([]);
  }, 60_000);

  it('10.3.2 three days that no phone received end the sequence, and are no failures', async () => {
    await story.left(silent, 'delivery_exhausted');
    for (const phone of silent)
      expect((await story.target(phone)).days.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(
      (await story.owner.get<{ messages: { failed: number } }>(`/campaigns/${story.campaigns.daily}`)).messages,
    ).toEqual(expect.objectContaining({ failed: 0 }));
    await story.owner.post(`/campaigns/${story.campaigns.daily}/cancel`, { reason: 'nothing more is asked of it' });
  }, 60_000);

  it('10.2.3 status posts, lists, groups, channels, reactions and own messages are nobody’s word', async () => {
    for (const phone of elsewhere) {
      expect(await story.contact(phone)).toMatchObject({ optedOut: false, repliedAt: null });
      expect(await story.target(phone)).toMatchObject({ repliedAt: null });
      expect((await story.target(phone)).exitReason).not.toBe('opted_out');
    }
  });

  it('10.3.5 every row of a bulk is accounted for; of duplicates the later value wins', async () => {
    const contacts = [
      { phone: '+33644440201', name: 'First', profession: 'Teacher' },
      { phone: '06 44 44 02 01', name: '', defaultCountry: undefined },
      { phone: '+33644440201', name: 'Later' },
      { phone: '12' },
    ];
    await story.owner.do('PATCH', '/config', { defaultCountry: 'FR' });
    const answer = await story.owner.post<Record<string, number> & { rejected: unknown[] }>('/contacts/bulk', {
      contacts,
    });
    expect(answer).toMatchObject({ created: 1, updated: 0, merged: 2, rejected: [{ index: 3, field: 'phone' }] });
    const found = await story.owner.get<{ contacts: object[]; total?: number }>('/contacts?q=%2B33644440201');
    expect(found.contacts).toMatchObject([{ name: 'Later', profession: 'Teacher' }]);
  });

  it('10.3.6 nobody matched and nobody left to enrol are told apart', async () => {
    const outcome = async (tag: string) => {
      const { id } = await story.owner.post<{ id: string }>('/campaigns', {
        name: tag,
        targetFilter: { tags: [tag] },
        customMessages: [{ dayNumber: 1, messageTemplate: { fr: tag } }],
      });
      await story.owner.ask('POST', `/campaigns/${id}/start`, {});
      return until('the campaign to be over', async () => {
        const view = await story.owner.get<{ status: string; statusReason: { code: string } | null }>(
          `/campaigns/${id}`,
        );
        return view.status === 'completed' && view.statusReason?.code;
      });
    };
    expect(await outcome('nobody')).toBe('no_match');
    await story.owner.do('PATCH', `/contacts/${story.idOf('+33644440999')}`, { tags: ['stopped'] });
    expect(await outcome('stopped')).toBe('nobody_to_enrol');
  }, 60_000);

  it('10.3.4 a restriction shows in the status and in why a message waits', async () => {
    const restrictedUntil = async () =>
      (await story.owner.get<{ restrictedUntil: string | null }>('/status')).restrictedUntil;
    story.env.simulator.fault({ kind: 'timelock', account: ACCOUNT, endsInMs: 3_600_000 });
    await until('the restriction to show', restrictedUntil);
    story.env.simulator.fault({ kind: 'timelock', account: ACCOUNT, active: false });
    await until('the restriction to end', async () => (await restrictedUntil()) === null);
  }, 60_000);

  it('who could not decrypt a message and asked for it again saw it once', async () => {
    for (const phone of asksAgain) await story.reached(phone);
    const { repeatedIds, repeatedTexts } = story.env.simulator.duplicates();
    expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
  }, 60_000);

  it('10.2.6 a STOP while the keys of a message are asked for is stored at once, and the message does not leave', async () => {
    const phone = '+33644440333';
    const contact = await story.add(phone);
    await story.owner.do('PATCH', `/contacts/${contact.id}`, { tags: ['slow'] });
    const { id } = await story.owner.post<{ id: string }>('/campaigns', {
      name: 'slow',
      targetFilter: { tags: ['slow'] },
      customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'jour 1', en: 'day 1' } }],
    });
    type Targets = { targets: { status: string; days: object[] }[] };
    const target = async () => (await story.owner.get<Targets>(`/campaigns/${id}/targets`)).targets[0];
    await story.owner.ask('POST', `/campaigns/${story.campaigns.once}/pause`, { reason: 'one message alone' });
    story.env.simulator.fault({ kind: 'iq-delay', account: ACCOUNT, xmlns: 'encrypt', ms: 6_000, count: 1 });
    await story.owner.ask('POST', `/campaigns/${id}/start`, {});
    await until('the message to be under way', async () => (await target())?.status === 'sending');
    story.say(phone, { text: 'STOP' });
    await until('the STOP to be stored', async () => (await story.contact(phone)).optedOut, { within: 3_000 });
    await until('the confirmation to come', async () => story.seenBy(phone).includes(confirmation));
    expect(story.seenBy(phone)).toEqual([confirmation]);
    await until('the day to be forgotten', async () => (await target())?.days.length === 0);
  }, 60_000);

  it('10.2.6 what was written while the phone was out of reach is heard once it is back, and told apart by age', async () => {
    const { simulator } = story.env;
    simulator.fault({ kind: 'refuse-connections', mode: 'reset' });
    simulator.fault({ kind: 'drop', account: ACCOUNT });
    await until('the connection to be lost', async () => (await session(story.owner)).sessionState !== 'connected');
    story.say(away.stops, { text: 'STOP', agoMs: 3_600_000 });
    story.say(away.stopsToo, { text: 'arrête stp', agoMs: 600_000 });
    story.say(away.remembers, { text: 'bonjour', agoMs: 20 * 86_400_000 });
    await simulator.clearFaults();
    await sessionIn(story.owner, 'connected');
    for (const phone of [away.stops, away.stopsToo])
      await until(`${phone} to be opted out`, async () => (await story.contact(phone)).optedOut);
    expect(await story.target(away.remembers)).toMatchObject({ repliedAt: null });
    const integrity = await (await story.env.admin()).get<{ differences: number }>('/admin/integrity');
    expect(integrity.differences).toBe(0);
  }, 90_000);
});
