import { openTestApp, problems, type TestApp } from '@relance/campaigns-testing';
import { CONTACT_STORE, type ContactStore } from '@relance/campaigns-domain';
import { Types } from 'mongoose';
import { contactsOf } from './testing/contacts.test-hooks.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

const { aNumber, database, made } = contactsOf(() => env);

describe('tags of many', () => {
  it('are added and taken away by ids or by the filters of the list', async () => {
    const owner = await env.as('owner-tags');
    const [a, b] = [await made(owner, { tags: ['VIP'] }), await made(owner, { country: 'SN' })];
    expect((await owner.post('/contacts/tags', { ids: [a.id, b.id], add: ['new', 'vip'] })).body.data).toEqual({
      matched: 2,
      updated: 2,
    });
    expect((await owner.post('/contacts/tags', { filter: { country: 'SN' }, remove: ['NEW'] })).body.data).toEqual({
      matched: 1,
      updated: 1,
    });
    expect((await owner.post('/contacts/tags', { filter: {}, add: ['new'] })).body.data).toEqual({
      matched: 2,
      updated: 1,
    });
    const tags = (await owner.get('/contacts?sort=createdAt')).body.data.contacts.map(
      ({ tags: of }: { tags: string[] }) => of,
    );
    expect(tags).toEqual([
      ['VIP', 'new'],
      ['vip', 'new'],
    ]);
  });

  it.each([
    [{}, ['filter']],
    [{ ids: [], add: ['x'] }, ['ids']],
    [{ filter: {}, ids: ['a'.repeat(24)], add: ['x'] }, ['filter']],
    [{ filter: {} }, ['add']],
    [{ filter: { country: 'XX' }, add: ['x'] }, ['filter.country']],
  ])('%j is refused', async (body, fields) => {
    const refused = await (await env.as('owner-bad')).post('/contacts/tags', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});

describe('finding people', () => {
  it('10.5.2 by later words of the name, national digits, and letters that fold', async () => {
    const owner = await env.as('owner-search');
    const a = await made(owner, { name: 'Jean Sœur Łukasz' });
    const b = await made(owner, { phone: '+33612345699', name: 'Straße Øyvind' });
    const found = async (q: string) =>
      (await owner.get(`/contacts?q=${encodeURIComponent(q)}`)).body.data.contacts.map(({ id }: { id: string }) => id);
    for (const q of ['jean', 'SOEUR', 'sœur lu', 'lukasz', 'Łuk']) expect([q, await found(q)]).toEqual([q, [a.id]]);
    for (const q of ['strasse', 'oyv', '0612345', '06 12 34', '6123', '+336123', '003361', '33612'])
      expect([q, await found(q)]).toEqual([q, [b.id]]);
    expect(await found('ukasz')).toEqual([]);
    // Characters beyond the first plane: a script of West Africa, and an emoji right behind what is searched.
    const c = await made(owner, { name: '𞤀𞤣𞤤𞤢𞤥 Zita🌸Bah' });
    for (const q of ['𞤀', '𞤀𞤣', '𞤀𞤣𞤤𞤢𞤥', 'zita']) expect([q, await found(q)]).toEqual([q, [c.id]]);
  });

  it('10.5.2 in scripts whose vowels are marks: nobody of another name, also where an earlier version left them out', async () => {
    const owner = await env.as('owner-scripts');
    const names = ['सीता देवी', 'सुता', 'தமிழ்', 'தமழி', 'ทิม', 'ทม', 'محمّد علی‌رضا', 'Ɖɔkpɛ'];
    const ids = new Map<string, string>();
    for (const name of names) ids.set(name, String((await made(owner, { name, tags: [name] })).id));
    const found = async (q: string, by = 'q') =>
      (await owner.get(`/contacts?${by}=${encodeURIComponent(q)}`)).body.data.contacts.map(
        ({ id }: { id: string }) => id,
      );
    const check = async () => {
      for (const [q, name] of [
        ['सी', 'सीता देवी'],
        ['देवी', 'सीता देवी'],
        ['सुता', 'सुता'],
        ['தமிழ்', 'தமிழ்'],
        ['ทิ', 'ทิม'],
        ['ทม', 'ทม'],
        ['عليرضا', 'محمّد علی‌رضا'],
        ['dokpe', 'Ɖɔkpɛ'],
      ] as const)
        expect([q, await found(q)]).toEqual([q, [ids.get(name)]]);
      expect(await found('सुता', 'tag')).toEqual([ids.get('सुता')]);
    };
    await check();
    const contacts = database().collection('contacts');
    const old = { nameKey: 'सत', searchKeys: ['सत'], tagKeys: ['सत'] };
    await contacts.updateMany({ name: { $in: ['सीता देवी', 'सुता'] } }, { $set: old });
    expect(await found('सुता')).toEqual([]);
    await database().collection<{ _id: string }>('contact_counts').deleteOne({ _id: 'upgraded to 6' });
    const store = env.app.get<ContactStore>(CONTACT_STORE, { strict: false });
    while ((await store.upgrade(500)) > 0);
    await check();
  });

  it('10.5.2 by a name with or without its marks', async () => {
    const owner = await env.as('owner-marks');
    const names = [
      'N’Guessan Aya',
      'Nguessan Bob',
      'Jean-Pierre Dupont-Martin',
      'Jean Pierre Ba',
      "O'Brien",
      'J.P. Morgan',
    ];
    for (const name of names) await made(owner, { name });
    const found = async (q: string) =>
      (await owner.get(`/contacts?q=${encodeURIComponent(q)}`)).body.data.contacts
        .map(({ name }: { name: string }) => names.indexOf(name))
        .sort();
    for (const [q, whom] of [
      ['nguessan', [0, 1]],
      ["N'Guessan", [0, 1]],
      ['n guessan', [0]],
      ['guessan', [0]],
      ['jean pierre', [2, 3]],
      ['JEAN-PIERRE', [2, 3]],
      ['dupont martin', [2]],
      ['obrien', [4]],
      ['o brien', [4]],
      ['jp morgan', [5]],
      ['brienne', []],
    ] as const)
      expect([q, await found(q)]).toEqual([q, whom]);
  });

  it('10.5.2 by a name with any apostrophe, and a phone as it was copied', async () => {
    const owner = await env.as('owner-search-2');
    const a = await made(owner, { phone: '+33612345621', name: 'N’Guessan Aya' });
    const b = await made(owner, { phone: '+33612345622', name: "Jeanne d'Arc" });
    const found = async (q: string) =>
      (await owner.get(`/contacts?q=${encodeURIComponent(q)}`)).body.data.contacts.map(({ id }: { id: string }) => id);
    for (const q of [
      "n'guessan",
      'N‘GUESS',
      'n’guessan',
      '\u202a+33 6 12 34 56 21\u202c',
      '+33 (0)6 12 34 56 21',
      '٠٦١٢٣٤٥٦٢١',
    ])
      expect([q, await found(q)]).toEqual([q, [a.id]]);
    for (const q of ['d’arc', "d'arc", 'Jeanne\u200e', '＋33612345622', '06/12/34/56/22', '06–12–34–56–22'])
      expect([q, await found(q)]).toEqual([q, [b.id]]);
    for (const q of ['.*', '^', '(', '[', '\\', '$where']) expect([q, await found(q)]).toEqual([q, []]);
  });

  it('10.3.5 an empty cell of a bulk is none: it refuses nobody and changes nothing', async () => {
    const owner = await env.as('owner-empty-cells');
    const phone = aNumber();
    const first = { phone, name: 'Awa', email: '', profession: ' ', country: '', tags: ['a'] };
    const contacts = [first, { phone, name: '', email: 'awa@example.test', birthDate: '' }];
    const { body } = await owner.post('/contacts/bulk', { contacts, upsert: true });
    expect(body.data).toMatchObject({ created: 1, merged: 1, rejected: [] });
    const [contact] = (await owner.get('/contacts')).body.data.contacts;
    expect(contact).toMatchObject({ name: 'Awa', email: 'awa@example.test', birthDate: null, tags: ['a'] });
    const again = [
      { phone, tags: ['b'], attributes: { city: 'Lyon', plan: 'A' } },
      { phone, tags: [], attributes: { City: 'Paris', plan: ' ' } },
    ];
    await owner.post('/contacts/bulk', { contacts: again, upsert: true });
    await owner.post('/contacts/bulk', { contacts: [{ phone, attributes: { CITY: 'Nice' } }], upsert: true });
    const [merged] = (await owner.get('/contacts')).body.data.contacts;
    expect(merged).toMatchObject({ tags: ['b'], attributes: { city: 'Nice', plan: 'A' } });
    expect(Object.keys(merged.attributes)).toHaveLength(2);
    const refused = await owner.post('/contacts/bulk', { contacts: [{ phone: '', name: 'B' }, { phone: '  ' }] });
    expect(refused.body.data.rejected.map(({ field }: { field: string }) => field)).toEqual(['phone', 'phone']);
  });

  it('10.5.2 filters compare folded: case, accents, composed or not, outer spaces', async () => {
    const owner = await env.as('owner-fold');
    await made(owner, { profession: 'Infirmière', tags: ['Été'] });
    for (const targetFilter of [
      { professions: ['INFIRMIERE'] },
      { professions: [' infirmie\u0300re '] },
      { tags: ['ete'] },
      { tags: ['E\u0301TE\u0301'] },
    ]) {
      expect((await owner.post('/campaigns/preview', { targetFilter })).body.data.matched).toBe(1);
    }
    expect((await owner.get('/contacts?tag=ETE')).body.data.total).toBe(1);
    expect((await owner.post('/campaigns/preview', { targetFilter: { tags: ['et'] } })).body.data.matched).toBe(0);
  });

  it('10.5.2 an apostrophe is one, whichever sign was typed, also where an earlier version stored another', async () => {
    const owner = await env.as('owner-apostrophe');
    await made(owner, { profession: 'Chef d’atelier', tags: ['L’Haÿ'] });
    const old = await made(owner, { profession: "chef d'atelier", tags: ["l'hay"] });
    const stored = { tagKeys: ['l’hay'], professionKey: 'chef d’atelier' };
    await database()
      .collection('contacts')
      .updateOne({ _id: new Types.ObjectId(String(old.id)) }, { $set: stored });
    for (const targetFilter of [
      { professions: ["CHEF D'ATELIER"] },
      { professions: ['chef d‘atelier'] },
      { tags: ['l’haÿ'] },
    ])
      expect((await owner.post('/campaigns/preview', { targetFilter })).body.data.matched).toBe(2);
    expect((await owner.get(`/contacts?tag=${encodeURIComponent("L'HAY")}`)).body.data.total).toBe(2);
    expect((await owner.post('/contacts/tags', { filter: {}, remove: ["l'Haÿ"] })).body.data.updated).toBe(2);
  });

  it('10.5.2 a dash is one, whichever a keyboard or a word processor wrote, also where an earlier version stored another', async () => {
    const owner = await env.as('owner-dash');
    await made(owner, { profession: 'Aide\u2011soignante', tags: ['Porte–à–porte'] });
    const old = await made(owner, { profession: 'aide-soignante', tags: ['porte-a-porte'] });
    await database()
      .collection('contacts')
      .updateOne({ _id: new Types.ObjectId(String(old.id)) }, { $set: { tagKeys: ['porte—a—porte'] } });
    for (const targetFilter of [
      { professions: ['aide-soignante'] },
      { professions: ['AIDE—SOIGNANTE'] },
      { tags: ['porte-à-porte'] },
      { tags: ['porte\u2010à\u2212porte'] },
    ])
      expect((await owner.post('/campaigns/preview', { targetFilter })).body.data.matched).toBe(2);
    expect((await owner.get(`/contacts?tag=${encodeURIComponent('Porte-à-porte')}`)).body.data.total).toBe(2);
    expect((await owner.post('/contacts/tags', { filter: {}, remove: ['porte-a-porte'] })).body.data.updated).toBe(2);
  });

  it('10.5.3 a name of invisible characters only is no name; control characters are refused', async () => {
    const owner = await env.as('owner-names');
    for (const name of ['\u200b\u200d', '\u2060', '\u3164\u200e'])
      expect((await made(owner, { name })).name).toBeNull();
    expect(problems((await owner.post('/contacts', { phone: aNumber(), name: 'a\u0007' })).body)).toEqual(['name']);
  });

  it('10.1.9 countries are ISO codes: UK is GB, others are refused', async () => {
    const owner = await env.as('owner-countries');
    expect((await made(owner, { country: 'uk' })).country).toBe('GB');
    for (const country of ['XX', 'ZZ', 'France']) {
      expect(problems((await owner.post('/contacts', { phone: aNumber(), country })).body)).toEqual(['country']);
    }
    expect((await owner.post('/campaigns/preview', { targetFilter: { countries: ['UK'] } })).body.data.matched).toBe(1);
    expect((await owner.post('/campaigns/preview', { targetFilter: { countries: ['QQ'] } })).status).toBe(400);
  });
});

describe('contacts of an earlier version', () => {
  it('10.1.3 a "no" is asked again once; searches and filters find them', async () => {
    const owner = await env.as('owner-old');
    const contact = await made(owner, { name: 'Old Timer', tags: ['Old'] });
    const contacts = database().collection('contacts');
    await contacts.updateOne(
      { phone: contact.phone },
      {
        $set: { onWhatsApp: 'no', onWhatsAppCheckedAt: new Date() },
        $unset: { searchKeys: 1, tagKeys: 1, professionKey: 1, waPhone: 1, formerPhones: 1 },
      },
    );
    await database().collection<{ _id: string }>('contact_counts').deleteOne({ _id: 'upgraded to 6' });
    const store = env.app.get<ContactStore>(CONTACT_STORE, { strict: false });
    while ((await store.upgrade(500)) > 0);
    const found = (await owner.get('/contacts?q=timer&tag=OLD')).body.data.contacts;
    expect(found).toMatchObject([{ id: contact.id, onWhatsApp: 'unknown' }]);
    await contacts.updateOne({ phone: contact.phone }, { $set: { onWhatsApp: 'no', waPhone: null } });
    while ((await store.upgrade(500)) > 0);
    expect((await owner.get(`/contacts/${contact.id}`)).body.data.onWhatsApp).toBe('no');
  });
});
