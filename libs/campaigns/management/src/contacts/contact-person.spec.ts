import { aDraft, type Client, openTestApp, problems, type TestApp } from '@relance/campaigns-testing';
import { getConnectionToken } from '@nestjs/mongoose';
import { CONTACT_STORE, type ContactStore } from '@relance/campaigns-domain';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { outboxOf } from '@relance/platform';
import { type Connection, Types } from 'mongoose';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

let numbers = 0;
const aNumber = (): string => `+2376991${String((numbers += 1)).padStart(5, '0')}`;
const made = async (owner: Client, body: object = {}) => {
  const answer = await owner.post('/contacts', { phone: aNumber(), ...body });
  expect([answer.status, answer.body.details]).toEqual([201, undefined]);
  return answer.body.data;
};
/** A running campaign for everybody. */
const started = async (owner: Client, body: object = {}): Promise<string> => {
  const { id } = await aDraft(owner, body);
  expect((await owner.post(`/campaigns/${id}/start`)).status).toBe(200);
  return id;
};
const targetsOf = async (owner: Client, id: string) => (await owner.get(`/campaigns/${id}/targets`)).body.data.targets;
const database = (): Connection => env.app.get<Connection>(getConnectionToken(), { strict: false });
const live = (query: object) => database().collection('relance_targets').find(query).toArray();

describe('10.1.4 a phone that is corrected', () => {
  it('moves live targets to the new number, forgets what was known of the old one, and frees it', async () => {
    const owner = await env.as('owner-move');
    const contact = await made(owner);
    await started(owner);
    await database()
      .collection('contacts')
      .updateOne({ phone: contact.phone }, { $set: { onWhatsApp: 'yes', waPhone: '+1', lid: '1@lid' } });
    const phone = aNumber();
    const changed = await owner.patch(`/contacts/${contact.id}`, { phone });
    expect([changed.status, changed.body.data]).toEqual([
      200,
      expect.objectContaining({ phone, onWhatsApp: 'unknown' }),
    ]);
    expect(await live({ isLive: true, phone })).toMatchObject([{ phone, personKeys: [phone], waPhone: null, rev: 1 }]);
    expect(await live({ personKeys: contact.phone })).toEqual([]);
    expect(await database().collection('contacts').findOne({ phone })).toMatchObject({
      formerPhones: [contact.phone],
      lid: null,
    });
    expect((await owner.post('/contacts', { phone: contact.phone })).status).toBe(201);
  });

  it('is refused when one’s own contact or anybody’s live sequence has the number, and nothing is changed', async () => {
    const [mine, theirs] = [await env.as('owner-mine'), await env.as('owner-theirs')];
    const contact = await made(mine);
    const own = await made(mine);
    const foreign = await made(theirs);
    await started(mine);
    await started(theirs);
    const exists = await mine.patch(`/contacts/${contact.id}`, { phone: own.phone, name: 'X' });
    expect([exists.status, exists.body.code, exists.body.details]).toEqual([409, 'CONTACT_EXISTS', { id: own.id }]);
    const taken = await mine.patch(`/contacts/${contact.id}`, { phone: foreign.phone, name: 'X' });
    expect([taken.status, taken.body.code]).toEqual([409, 'CONTACT_IN_LIVE_SEQUENCE']);
    const after = (await mine.get(`/contacts/${contact.id}`)).body.data;
    expect(after).toEqual({ ...contact, inLiveSequence: true });
    expect(await live({ isLive: true, phone: contact.phone })).toHaveLength(1);
  });

  it('is refused too when the live sequence knows the number only as the account’s', async () => {
    const [mine, theirs] = [await env.as('owner-mine-2'), await env.as('owner-theirs-2')];
    const contact = await made(mine);
    const foreign = await made(theirs);
    await started(mine);
    await started(theirs);
    const named = aNumber();
    await database()
      .collection('relance_targets')
      .updateOne({ phone: foreign.phone }, { $set: { waPhone: named, personKeys: [foreign.phone, named] } });
    expect((await mine.patch(`/contacts/${contact.id}`, { phone: named })).body.code).toBe('CONTACT_IN_LIVE_SEQUENCE');
  });
});

describe('10.1.5 removed and added again', () => {
  it('a person is not enrolled in the same campaign a second time', async () => {
    const owner = await env.as('owner-again');
    const contact = await made(owner);
    const other = await made(owner);
    const id = await started(owner, { audienceMode: 'dynamic' });
    expect((await owner.delete(`/contacts/${contact.id}`)).status).toBe(200);
    await made(owner, { phone: contact.phone });
    const preview = (await owner.post('/campaigns/preview', { targetFilter: {} })).body.data;
    expect(preview).toMatchObject({ matched: 2, toEnrol: 1, excluded: { inLiveSequence: 1 } });
    await owner.post(`/campaigns/${id}/pause`, {});
    await owner.post(`/campaigns/${id}/resume`);
    const targets = await targetsOf(owner, id);
    expect(targets.map(({ contact: { id: who } }: { contact: { id: string } }) => who).sort()).toEqual(
      [contact.id, other.id].sort(),
    );
  });
});

describe('opting out and in', () => {
  it('holds for every owner and address, ends sequences, and is lifted with a reason', async () => {
    const [owner, other] = [await env.as('owner-out'), await env.as('owner-out-2')];
    const contact = await made(owner);
    await database()
      .collection('contacts')
      .updateOne({ phone: contact.phone }, { $set: { waPhone: '+237111', lid: '7@lid' } });
    const id = await started(owner);
    const out = await owner.post(`/contacts/${contact.id}/opt-out`, { reason: 'asked by phone' });
    expect([out.status, out.body.data.optedOut]).toEqual([200, true]);
    expect(await targetsOf(owner, id)).toMatchObject([{ status: 'exited', exitReason: 'opted_out' }]);
    const same = await made(other);
    await database()
      .collection('contacts')
      .updateOne({ phone: same.phone }, { $set: { lid: '7@lid' } });
    expect((await other.get(`/contacts/${same.id}`)).body.data.optedOut).toBe(true);
    expect(problems((await owner.post(`/contacts/${contact.id}/opt-in`, {})).body)).toEqual(['reason']);
    const theirs = { lid: '7@lid' };
    await database()
      .collection('contacts')
      .updateMany(theirs, { $set: { updatedAt: new Date(0) } });
    expect(
      (await owner.post(`/contacts/${contact.id}/opt-in`, { reason: 'asked in the shop' })).body.data.optedOut,
    ).toBe(false);
    expect((await other.get(`/contacts/${same.id}`)).body.data.optedOut).toBe(false);
    // Whoever's contact it is, audiences that follow changes look at it again.
    const looked = await database().collection('contacts').find(theirs).toArray();
    expect(looked.map(({ updatedAt }) => updatedAt > new Date(0))).toEqual([true, true]);
    const lines = env.audit
      .filter(({ actor }) => actor.id === 'owner-out')
      .map(({ action, reason }) => [action, reason]);
    expect(lines).toEqual(
      expect.arrayContaining([
        ['contact.opt_out', 'asked by phone'],
        ['contact.opt_in', 'asked in the shop'],
      ]),
    );
  });
});

describe('erasure', () => {
  it('leaves nothing that names the person, keeps counters, and the number is not taken in again', async () => {
    const owner = await env.as('owner-erase');
    // Another program is told of everything; the person was a contact before, and was removed.
    const events = ['contact.opted_out', 'contact.replied', 'target.exited', 'delivery.updated'];
    await database().collection('webhooks').insertOne({ ownerId: null, active: true, events });
    outboxOf(database()).forgetSubscriptions();
    const before = await made(owner, { name: 'Zoé Unique' });
    await started(owner);
    await owner.delete(`/contacts/${before.id}`);
    const contact = await made(owner, { phone: before.phone, name: 'Zoé Unique', attributes: { city: 'Lyon' } });
    const id = await started(owner);
    const forgotten: string[] = [];
    const messenger = env.app.get<{ forget: Messenger['forget'] }>(MESSENGER, { strict: false });
    messenger.forget = async (_owner, ids) => void forgotten.push(...ids);
    const targets = database().collection('relance_targets');
    const target = await targets.findOne({ contactId: new Types.ObjectId(String(contact.id)) });
    const parts = [{ waMessageId: '3EB0ERASED1' }, { waMessageId: '3EB0ERASED2' }];
    const delivery = { targetId: target?._id, day: 1, attempt: 1, waMessageId: '3EB0ERASED1', parts };
    const data = (await owner.get(`/contacts/${contact.id}/data`)).body.data;
    await database().collection('message_deliveries').insertOne(delivery);
    expect(data).toMatchObject({
      contact: { name: 'Zoé Unique' },
      optOuts: [],
      targets: [{ campaignId: id, status: 'active', deliveries: [] }],
    });
    await owner.post(`/contacts/${contact.id}/opt-out`, {});
    expect(problems((await owner.post(`/contacts/${contact.id}/erase`, {})).body)).toEqual(['reason']);
    expect((await owner.post(`/contacts/${contact.id}/erase`, { reason: 'asked' })).status).toBe(200);
    expect((await owner.get(`/contacts/${contact.id}`)).status).toBe(404);
    expect(forgotten).toEqual(expect.arrayContaining(['3EB0ERASED1', '3EB0ERASED2']));
    const told = await database().collection('webhook_deliveries').find({}).toArray();
    expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['contact.opted_out', 'target.exited']));
    for (const { collectionName } of (await database().db?.collections()) ?? []) {
      const text = JSON.stringify(await database().collection(collectionName).find({}).toArray());
      expect({ collectionName, found: text.includes(contact.phone) || text.includes('Zoé Unique') }).toEqual({
        collectionName,
        found: false,
      });
    }
    expect((await owner.get(`/campaigns/${id}`)).body.data.counts).toMatchObject({ enrolled: 1, exited: 1 });
    const again = await owner.post('/contacts', { phone: contact.phone });
    expect([again.status, again.body.code]).toEqual([409, 'CONTACT_SUPPRESSED']);
    const report = (await owner.upload('/contacts/import', `phone\n${contact.phone}`)).body.data;
    expect(report).toMatchObject({ rejected: 1, errors: [{ row: 2, field: 'phone' }] });
    const bulk = (await owner.post('/contacts/bulk', { contacts: [{ phone: contact.phone }] })).body.data;
    expect(bulk.rejected).toMatchObject([{ index: 0, field: 'phone' }]);
    // For another owner the person is a stranger, but one who opted out.
    expect((await made(await env.as('owner-erase-2'), { phone: contact.phone })).optedOut).toBe(true);
  });
});

describe('rejected rows of an erased person', () => {
  it('go at once, however the row names the person; those of others stay', async () => {
    const owner = await env.as('owner-erase-rows');
    await owner.patch('/config', { defaultCountry: 'FR' });
    const contact = await made(owner, { phone: '+33612349901', name: 'Zoé Bâ Seule', email: 'Zoe@Example.org' });
    const rows = [
      '06 12 34 99 01;Zoé;',
      "'+33 (0)6.12.34.99.01;;",
      '12;;zoe@example.org',
      ';"Bâ, Zoé seule";',
      '13;Zoé;other@example.org',
      '+33612349;Zoé Bâ Seule;',
      ';Moussa Ba;',
    ];
    const sent = await owner
      .upload('/contacts/import', ['phone;name;email', ...rows].join('\n'))
      .field('upsert', 'false');
    expect(sent.body.data).toMatchObject({ created: 0, rejected: 6, merged: 1 });
    const stranger = await env.as('owner-erase-rows-2');
    const theirs = (await stranger.upload('/contacts/import', 'phone;email\n1;zoe@example.org')).body.data;
    await owner.post(`/contacts/${contact.id}/erase`, { reason: 'asked' });
    const left = async (client: Client, jobId: string): Promise<string[]> =>
      (await client.get(`/contacts/import/${jobId}/rejected.csv`)).text.trim().split(/\r?\n/).slice(1);
    expect(await left(owner, sent.body.data.jobId)).toEqual([
      expect.stringContaining('other@example.org'),
      expect.stringContaining('+33612349,'),
      expect.stringContaining('Moussa Ba'),
    ]);
    expect(await left(stranger, theirs.jobId)).toHaveLength(1);
    const report = (await owner.get(`/contacts/import/${sent.body.data.jobId}`)).body.data;
    expect(report).toMatchObject({ rejected: 6, errors: [{ row: 6 }, { row: 7 }, { row: 8 }] });
  });
});

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

describe('large lists', () => {
  it('10.3.5 totals are true above 10,000 and say where they stop; 9.4 a large preview is estimated', async () => {
    const owner = await env.as('owner-large');
    const lines = Array.from({ length: 10_050 }, (_, index) => `+23765${String(index).padStart(7, '0')},vip`);
    const begun = await owner.upload('/contacts/import', ['phone,tags', ...lines].join('\n'));
    const { jobId } = begun.body.data;
    for (;;) {
      const { data } = (await owner.get(`/contacts/import/${jobId}`)).body;
      if (data.status === 'done') break;
      expect(data.status).not.toBe('failed');
      await new Promise(setImmediate);
    }
    const whole = (await owner.get('/contacts?limit=1')).body.data;
    expect([whole.total, whole.totalIsAtLeast]).toEqual([10_050, undefined]);
    const narrowed = (await owner.get('/contacts?limit=1&tag=vip')).body.data;
    expect([narrowed.total, narrowed.totalIsAtLeast]).toEqual([10_000, true]);
    const preview = (await owner.post('/campaigns/preview', { targetFilter: {} })).body.data;
    expect(preview).toMatchObject({ matched: 10_050, toEnrol: 10_050, estimated: true, overLimit: true });
    expect(preview.samples).toHaveLength(5);
    const [first] = (await owner.get('/contacts?limit=1')).body.data.contacts;
    await owner.patch(`/contacts/${first.id}`, { archived: true });
    expect((await owner.get('/contacts?limit=1')).body.data.total).toBe(10_049);
    expect((await owner.get('/contacts?limit=1&archived=true')).body.data.total).toBe(1);
    await owner.delete(`/contacts/${first.id}`);
    expect((await owner.get('/contacts?limit=1&archived=true')).body.data.total).toBe(0);
  }, 120_000);
});

describe('lists by opt-out and by sequence', () => {
  it('hold for the list, its total, the export and tags', async () => {
    const owner = await env.as('owner-flags');
    const [silent, busy] = [await made(owner), await made(owner)];
    await owner.post(`/contacts/${silent.id}/opt-out`, {});
    await started(owner);
    const free = await made(owner);
    const listed = async (query: string) => {
      const { contacts, total } = (await owner.get(`/contacts?sort=createdAt&${query}`)).body.data;
      return [total, ...contacts.map(({ id }: { id: string }) => id)];
    };
    expect(await listed('optedOut=true')).toEqual([1, silent.id]);
    expect(await listed('inLiveSequence=true')).toEqual([1, busy.id]);
    expect(await listed('inLiveSequence=false&optedOut=false')).toEqual([1, free.id]);
    expect((await owner.get('/contacts?optedOut=maybe')).status).toBe(400);
    const { text } = await owner.get('/contacts/export.csv?inLiveSequence=true');
    expect(text).toContain(busy.phone);
    expect(text).not.toContain(free.phone);
    expect((await owner.post('/contacts/tags', { filter: { optedOut: true }, add: ['silent'] })).body.data).toEqual({
      matched: 1,
      updated: 1,
    });
    await owner.post(`/contacts/${silent.id}/opt-in`, { reason: 'asked' });
    const { contact } = (await owner.post(`/contacts/${busy.id}/convert`, {})).body.data;
    expect(contact).toMatchObject({ id: busy.id, inLiveSequence: false });
    expect([await listed('optedOut=true'), await listed('inLiveSequence=true')]).toEqual([[0], [0]]);
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
    await database().collection<{ _id: string }>('contact_counts').deleteOne({ _id: 'upgraded to 3' });
    const store = env.app.get<ContactStore>(CONTACT_STORE, { strict: false });
    while ((await store.upgrade(500)) > 0);
    const found = (await owner.get('/contacts?q=timer&tag=OLD')).body.data.contacts;
    expect(found).toMatchObject([{ id: contact.id, onWhatsApp: 'unknown' }]);
    await contacts.updateOne({ phone: contact.phone }, { $set: { onWhatsApp: 'no', waPhone: null } });
    while ((await store.upgrade(500)) > 0);
    expect((await owner.get(`/contacts/${contact.id}`)).body.data.onWhatsApp).toBe('no');
  });
});
