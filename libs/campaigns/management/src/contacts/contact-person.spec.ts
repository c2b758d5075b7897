import { type Client, openTestApp, problems, type TestApp } from '@relance/campaigns-testing';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { outboxOf } from '@relance/platform';
import { Types } from 'mongoose';
import { contactsOf } from './testing/contacts.test-hooks.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

const { aNumber, database, live, made, started, targetsOf } = contactsOf(() => env);

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
      formerPhones: [contact.phone, '+1', '1@lid'],
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

describe('10.1.5 paid, removed and added again', () => {
  it('a person is in no campaign: neither the one that they left, nor a later one', async () => {
    const owner = await env.as('owner-paid-again');
    const contact = await made(owner);
    const id = await started(owner, { audienceMode: 'dynamic' });
    expect((await owner.post(`/contacts/${contact.id}/convert`)).body.data).toMatchObject({ exitedTargets: 1 });
    await owner.delete(`/contacts/${contact.id}`);
    const file = `phone,name\n${contact.phone},Again\n${aNumber()},New`;
    expect((await owner.upload('/contacts/import', file)).body.data).toMatchObject({ created: 2 });
    const preview = (await owner.post('/campaigns/preview', { targetFilter: {} })).body.data;
    expect(preview).toMatchObject({ matched: 2, toEnrol: 1, excluded: { alreadyConverted: 1 } });
    await owner.post(`/campaigns/${id}/pause`, {});
    await owner.post(`/campaigns/${id}/resume`);
    const next = await started(owner);
    for (const campaign of [id, next]) {
      const live = await database()
        .collection('relance_targets')
        .find({ phone: contact.phone, isLive: true })
        .toArray();
      expect([campaign, live]).toEqual([campaign, []]);
    }
    const again = (await owner.get(`/contacts?q=${encodeURIComponent('Again')}`)).body.data.contacts[0];
    expect(again).toMatchObject({ subscription: 'subscribed', convertedAt: expect.any(String) });
    await owner.post(`/contacts/${again.id}/erase`, { reason: 'asked' });
    expect(await database().collection('removed_people').find({ ownerId: 'owner-paid-again' }).toArray()).toEqual([]);
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

describe('lifting an opt-out', () => {
  it('is refused to an owner to whom it was not said alone, and nothing is changed', async () => {
    const [owner, other] = [await env.as('owner-lift'), await env.as('owner-lift-2')];
    const contact = await made(owner);
    const same = await made(other, { phone: contact.phone });
    await owner.post(`/contacts/${contact.id}/opt-out`, {});
    const refused = await other.post(`/contacts/${same.id}/opt-in`, { reason: 'asked us' });
    expect([refused.status, refused.body.code, refused.body.details]).toEqual([
      409,
      'OPT_OUT_HELD',
      { heldBy: ['another_owner'] },
    ]);
    // The person says it to the second owner as well: neither of them may take it back alone.
    await other.post(`/contacts/${same.id}/opt-out`, {});
    expect((await owner.post(`/contacts/${contact.id}/opt-in`, { reason: 'asked us' })).status).toBe(409);
    for (const [client, { id }] of [
      [owner, contact],
      [other, same],
    ] as const)
      expect((await client.get(`/contacts/${id}`)).body.data.optedOut).toBe(true);
    expect(env.audit.filter(({ action, ownerId }) => action === 'contact.opt_in' && ownerId === 'owner-lift')).toEqual(
      [],
    );
  });

  it('an opt-out is also by the addresses that another owner’s contact shows', async () => {
    const [owner, other] = [await env.as('owner-spelling'), await env.as('owner-spelling-2')];
    const contact = await made(owner);
    const same = await made(other);
    await database()
      .collection('contacts')
      .updateOne({ phone: same.phone }, { $set: { waPhone: contact.phone } });
    const id = await started(other);
    await owner.post(`/contacts/${contact.id}/opt-out`, {});
    expect((await other.get(`/contacts/${same.id}`)).body.data.optedOut).toBe(true);
    await database()
      .collection('contacts')
      .updateOne({ phone: same.phone }, { $set: { waPhone: null } });
    expect((await other.get(`/contacts/${same.id}`)).body.data.optedOut).toBe(true);
    expect(await targetsOf(other, id)).toMatchObject([{ status: 'exited', exitReason: 'opted_out' }]);
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
    expect(bulk.rejected).toMatchObject([{ index: 0, field: 'phone', code: 'ERASED', params: {} }]);
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
