import { vi } from 'vitest';
import { mongo } from 'mongoose';
import { defaultSettings, personKeys } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { MongoContactStore } from '../contacts/contact.store.ts';
import { MongoOptOutStore } from '../opt-outs/opt-out.store.ts';
import { MongoSettingsStore } from '../settings/settings.store.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, aSending, owner, start } from '../testing/test-stores.ts';
import { MongoGateStore } from './gate.store.ts';

const stores = testStores();
const days = ['2026-03-01', '2026-03-02', '2026-03-03'];
const phone = '+237650199001';
const { sendWindow } = { sendWindow: { from: '08:00', to: '20:00' } };

describe('what the gates ask, in one question', () => {
  const made = () => {
    const settings = new MongoSettingsStore(stores.connection, { sendWindow } as never);
    return {
      settings,
      gates: new MongoGateStore(stores.connection, settings),
      contacts: new MongoContactStore(stores.connection),
      optOuts: new MongoOptOutStore(stores.connection),
    };
  };

  it('is answered as each store answers its part', async () => {
    const { gates, settings, contacts } = made();
    await aSending(stores);
    await anActiveCampaign(stores);
    await settings.save(owner, { maxMessagesPerDay: 17 }, start);
    const options = { upsert: false, tagsMode: 'replace', restoreArchived: false } as const;
    const row = { phone, isPhoneValid: true, countryOfPhone: 'CM', name: 'Awa' };
    const [saved] = await contacts.saveRows(owner, [row], options, start);
    if (!saved) throw new Error('nobody was saved');
    const contactId = saved.id;
    const answer = await gates.read({ ownerId: owner, days, people: [{ contactId, keys: [phone] }] });
    expect(answer.settings).toEqual(await settings.read(owner));
    expect(answer.settings.maxMessagesPerDay).toBe(17);
    expect(answer.state).toEqual(await stores.states.read(owner));
    expect(answer.running).toEqual(await stores.campaigns.runningOf(owner));
    expect(answer.running.length).toBeGreaterThan(1);
    for (const day of days) expect(answer.dayOf(day)).toEqual(await stores.days.read(owner, day));
    expect(answer.people).toEqual([{ contact: await contacts.find(contactId, owner), isOptedOut: false }]);
    const stranger = await gates.read({
      ownerId: ownerId('somebody-else'),
      days,
      people: [{ contactId, keys: [phone] }],
    });
    expect(stranger).toMatchObject({ people: [{ contact: null }], running: [], settings: { isStored: false } });
    expect(stranger.settings).toMatchObject({
      maxMessagesPerDay: defaultSettings(sendWindow as never).maxMessagesPerDay,
    });
  });

  it('knows an opt-out by any address, and that of somebody who was erased since', async () => {
    const { gates, contacts, optOuts } = made();
    const [person] = await contacts.findByKeys([phone], owner);
    if (!person) throw new Error('the person was saved before');
    const ask = async (keys: readonly string[]) =>
      (await gates.read({ ownerId: owner, days, people: [{ contactId: person.id, keys }] })).people[0]?.isOptedOut;
    const said = { source: 'reply', evidence: 'STOP', at: start, ownerId: owner, confirmation: 'done' } as const;
    await optOuts.add({ ...said, phone: '77@lid', keys: ['77@lid', phone] });
    expect(await ask([phone])).toBe(true);
    expect(await ask(['77@lid'])).toBe(true);
    expect(await ask(['+237650199002'])).toBe(false);
    await contacts.erase(person, start);
    expect(await ask(personKeys(person))).toBe(true);
    expect((await gates.read({ ownerId: owner, days, people: [] })).people).toEqual([]);
  });

  it('tells two people apart: whose contact it is, and which of them opted out', async () => {
    const { gates, contacts, optOuts } = made();
    const options = { upsert: false, tagsMode: 'replace', restoreArchived: false } as const;
    const phones = ['+237650199011', '+237650199012'];
    const rows = phones.map((number) => ({ phone: number, isPhoneValid: true, countryOfPhone: 'CM', name: number }));
    const saved = await contacts.saveRows(owner, rows, options, start);
    const said = { source: 'reply', evidence: 'STOP', at: start, ownerId: owner, confirmation: 'done' } as const;
    await optOuts.add({ ...said, phone: phones[1] ?? '', keys: [phones[1] ?? ''] });
    const ask = async (order: readonly number[]) => {
      const people = order.map((index) => ({ contactId: saved[index]?.id as never, keys: [phones[index] ?? ''] }));
      const answer = await gates.read({ ownerId: owner, days, people });
      return answer.people.map(({ contact, isOptedOut }) => [contact?.phone, isOptedOut]);
    };
    expect(await ask([0, 1])).toEqual([
      [phones[0], false],
      [phones[1], true],
    ]);
    expect(await ask([1, 0])).toEqual([
      [phones[1], true],
      [phones[0], false],
    ]);
  });

  it('is one command for senders who ask at the same moment, each answered from its own documents', async () => {
    const { gates, contacts, settings, optOuts } = made();
    const other = ownerId('owner-asking-too');
    const options = { upsert: false, tagsMode: 'replace', restoreArchived: false } as const;
    const numbers = ['+237650199021', '+237650199022'];
    const owners = [owner, other];
    const people = await Promise.all(
      owners.map(async (id, index) => {
        const number = numbers[index] ?? '';
        await settings.save(id, { maxMessagesPerDay: 20 + index }, start);
        const row = { phone: number, isPhoneValid: true, countryOfPhone: 'CM', name: number };
        const [saved] = await contacts.saveRows(id, [row], options, start);
        return { contactId: saved?.id as never, keys: [number] };
      }),
    );
    const said = { source: 'reply', evidence: 'STOP', at: start, ownerId: other, confirmation: 'done' } as const;
    await optOuts.add({ ...said, phone: numbers[1] ?? '', keys: [numbers[1] ?? ''] });
    const aggregate = vi.spyOn(mongo.Collection.prototype, 'aggregate');
    // The second sender asks about a contact of the first one too: it is none of theirs.
    const answers = await Promise.all([
      gates.read({ ownerId: owner, days, people: people.slice(0, 1) }),
      gates.read({ ownerId: other, days, people: [...people.slice(1), ...people.slice(0, 1)] }),
    ]);
    expect(aggregate).toHaveBeenCalledTimes(1);
    aggregate.mockRestore();
    expect(answers.map((answer) => answer.settings.maxMessagesPerDay)).toEqual([20, 21]);
    expect(answers.map((answer) => answer.running)).toEqual([await stores.campaigns.runningOf(owner), []]);
    expect(answers.map((answer) => answer.people.map((known) => [known.contact?.phone, known.isOptedOut]))).toEqual([
      [[numbers[0], false]],
      [
        [numbers[1], true],
        [undefined, false],
      ],
    ]);
    for (const [index, id] of owners.entries()) expect(answers[index]?.state).toEqual(await stores.states.read(id));
  });
});
