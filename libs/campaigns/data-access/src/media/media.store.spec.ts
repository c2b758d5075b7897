import { INSTALLATION, type NewMedia } from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { Types } from 'mongoose';
import { createHash, randomBytes } from 'node:crypto';
import { MongoTemplateStore } from '../templates/template.store.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { aNewCampaign, start } from '../testing/test-stores.ts';
import { MongoAttributeReader } from '../contacts/attribute.reader.ts';
import { GridFsMediaStore } from './media.store.ts';

const stores = testStores();
const owner = ownerId('media-owner');
const other = ownerId('media-other');
const QUOTA = 2_000_000;
let store: GridFsMediaStore;
let templates: MongoTemplateStore;
beforeAll(() => {
  store = new GridFsMediaStore(stores.connection);
  templates = new MongoTemplateStore(stores.connection);
});

const aFile = (content: Buffer, change: Partial<NewMedia> = {}): NewMedia => ({
  owner,
  name: 'picture.png',
  type: 'image/png',
  hash: createHash('sha256').update(content).digest('hex'),
  width: 3,
  height: 2,
  content,
  ...change,
});

async function put(content: Buffer, change: Partial<NewMedia> = {}) {
  const outcome = await store.put(aFile(content, change), QUOTA, start);
  if (outcome.outcome === 'quota') throw new Error('no room');
  return outcome;
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const contentCount = async (id: string) =>
  stores.connection.collection('media_content.chunks').countDocuments({ files_id: new Types.ObjectId(id) });

describe('media store', () => {
  it('gives back the bytes, whole and in part, over many chunks', async () => {
    const content = randomBytes(700_000);
    const { media } = await put(content);
    expect(media).toMatchObject({ owner, bytes: 700_000, width: 3, height: 2, createdAt: start });
    expect((await bytesOf(store.read(media.id))).equals(content)).toBe(true);
    expect(
      (await bytesOf(store.read(media.id, { start: 261_000, end: 530_000 }))).equals(
        content.subarray(261_000, 530_001),
      ),
    ).toBe(true);
    expect(await contentCount(media.id)).toBeGreaterThan(1);
  });

  it('keeps the same bytes of one owner once, also when they come at the same time; another owner has their own', async () => {
    const content = randomBytes(1000);
    const all = await Promise.all([put(content), put(content, { name: 'again.png' }), put(content)]);
    expect(new Set(all.map(({ media }) => media.id)).size).toBe(1);
    expect((await put(content)).outcome).toBe('known');
    expect((await put(content, { owner: other })).media.id).not.toBe(all[0].media.id);
    const files = await stores.connection
      .collection('media_content.files')
      .countDocuments({ filename: aFile(content).hash });
    expect(files).toBe(2);
  });

  it('takes nothing beyond the quota, and leaves no bytes behind', async () => {
    const poor = ownerId('media-poor');
    const half = { owner: poor };
    expect((await store.put(aFile(randomBytes(600), half), 1000, start)).outcome).toBe('stored');
    expect(await store.put(aFile(randomBytes(600), half), 1000, start)).toEqual({ outcome: 'quota', usedBytes: 600 });
    const many = await Promise.all([1, 2, 3, 4].map(() => store.put(aFile(randomBytes(300), half), 1000, start)));
    expect(many.filter(({ outcome }) => outcome === 'stored').length).toBeLessThanOrEqual(1);
    expect(await store.usedBytes(poor)).toBeLessThanOrEqual(1000);
    expect(await store.removeOrphans(new Date(Date.now() + 7_200_000))).toBe(0);
  });

  it('lists an owner’s files newest first, and reads the installation’s for everybody', async () => {
    const lister = ownerId('media-lister');
    const [first, second] = [
      await put(randomBytes(9), { owner: lister }),
      await put(randomBytes(9), { owner: lister }),
    ];
    const common = await put(randomBytes(9), { owner: INSTALLATION });
    const page = { limit: 10, page: 1, after: null, sort: '-createdAt' } as const;
    expect((await store.list(lister, page)).rows.map(({ id }) => id)).toEqual([second.media.id, first.media.id]);
    const found = await store.findMany([common.media.id, first.media.id, documentId('a'.repeat(24))], lister);
    expect(found.map(({ id }) => id)).toEqual([common.media.id, first.media.id]);
    expect(await store.findMany([first.media.id], other)).toEqual([]);
  });

  it('keeps what a campaign or a day names, and says where; free again, it goes with its bytes', async () => {
    const { media } = await put(randomBytes(50));
    const messageTemplate = { fr: 'Regardez', en: null };
    const day = { dayNumber: 4, messageTemplate, mediaIds: [media.id], active: true };
    await templates.save({ ownerId: owner }, day, start);
    const campaign = await stores.campaigns.create(
      aNewCampaign({ ownerId: owner, customMessages: [{ dayNumber: 1, messageTemplate, mediaIds: [media.id] }] }),
      start,
    );
    expect((await store.usage([media])).get(media.id)).toEqual({ campaigns: 1, templates: 1 });
    expect(await store.remove(media.id, owner)).toEqual({
      uses: [
        { kind: 'template', day: 4, set: 'owner' },
        { kind: 'campaign', id: campaign.id, name: 'Spring' },
      ],
    });
    expect((await bytesOf(store.read(media.id))).length).toBe(50);
    await templates.remove({ ownerId: owner }, 4);
    await stores.campaigns.remove(campaign.id, { ownerId: campaign.ownerId }, 'draft');
    expect(await store.remove(media.id, other)).toBeNull();
    expect(await store.remove(media.id, owner)).toMatchObject({ removed: { id: media.id } });
    expect([await store.find(media.id), await contentCount(media.id)]).toEqual([null, 0]);
  });

  it('is never gone and named: a message and a removal at the same moment, one of the two is refused', async () => {
    const messageTemplate = { fr: 'Regardez', en: null };
    for (let turn = 0; turn < 6; turn += 1) {
      const { media } = await put(randomBytes(30));
      const day = { dayNumber: 5, messageTemplate, mediaIds: [media.id], active: true };
      const drafted = aNewCampaign({
        ownerId: owner,
        customMessages: [{ dayNumber: 1, messageTemplate, mediaIds: [media.id] }],
      });
      const name = () =>
        turn % 2 ? templates.save({ ownerId: owner }, day, start) : stores.campaigns.create(drafted, start);
      const [named, removal] = await Promise.allSettled([name(), store.remove(media.id, owner)]);
      const isGone = removal.status === 'fulfilled' && removal.value !== null && 'removed' in removal.value;
      expect(named.status).toBe(isGone ? 'rejected' : 'fulfilled');
      await templates.remove({ ownerId: owner }, 5);
    }
    const { media } = await put(randomBytes(30));
    await store.remove(media.id, owner);
    const day = { dayNumber: 5, messageTemplate, mediaIds: [media.id], active: true };
    await expect(templates.save({ ownerId: owner }, day, start)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ field: 'mediaIds', code: 'NO_SUCH_THING' }],
    });
  });

  it('removes bytes without facts once nobody can be writing them', async () => {
    const { media } = await put(randomBytes(20));
    await stores.connection.collection('media').deleteOne({ _id: new Types.ObjectId(media.id) });
    expect(await store.removeOrphans(new Date())).toBe(0);
    expect(await store.removeOrphans(new Date(Date.now() + 7_200_000))).toBe(1);
    expect(await contentCount(media.id)).toBe(0);
  });
});

describe('templates of an owner', () => {
  const text = (fr: string) => ({ messageTemplate: { fr, en: null }, mediaIds: [], active: true });

  it('go before the installation’s and give way to them when dropped', async () => {
    await templates.save('installation', { dayNumber: 2, ...text('pour tous') }, start);
    await templates.save({ ownerId: owner }, { dayNumber: 2, ...text('à moi') }, start);
    await templates.save({ ownerId: owner }, { dayNumber: 6, ...text('à moi seul') }, start);
    const sources = async (of: typeof owner) =>
      (await templates.ofOwner(of)).map(({ dayNumber, source, messageTemplate }) => [
        dayNumber,
        source,
        messageTemplate.fr,
      ]);
    expect(await sources(owner)).toEqual([
      [2, 'owner', 'à moi'],
      [6, 'owner', 'à moi seul'],
    ]);
    expect(await sources(other)).toEqual([[2, 'installation', 'pour tous']]);
    expect(await templates.remove({ ownerId: owner }, 2)).toBe(true);
    expect(await templates.remove({ ownerId: owner }, 2)).toBe(false);
    expect(await sources(owner)).toContainEqual([2, 'installation', 'pour tous']);
  });

  it('of owners whose names are alike are not mixed up', async () => {
    const alike = ownerId('media-owner-6');
    await templates.save({ ownerId: ownerId('media') }, { dayNumber: 7, ...text('court') }, start);
    expect((await templates.ofOwner(alike)).filter(({ source }) => source === 'owner')).toEqual([]);
  });
});

describe('attributes of contacts', () => {
  it('are counted by key, whatever its case; archived contacts and empty values do not count', async () => {
    const reader = new MongoAttributeReader(stores.connection);
    const contacts = stores.connection.collection('contacts');
    const contact = (phone: string, attributes: Record<string, string>, of = 'attribute-owner') => ({
      ownerId: of,
      phone,
      attributes,
      archivedAt: phone === '+4' ? start : null,
      createdAt: start,
    });
    await contacts.insertMany([
      contact('+1', { Ville: 'Kribi', plan: '' }),
      contact('+2', { ville: 'Edéa', 'a.b': 'x' }),
      contact('+3', {}),
      contact('+4', { ville: 'Buea', gone: 'x' }),
      contact('+5', { theirs: 'x' }, 'attribute-other'),
    ]);
    const { contacts: looked, keys } = await reader.coverage(ownerId('attribute-owner'));
    expect([looked, [...keys].map(([key, { contacts: count }]) => [key, count]).sort()]).toEqual([
      3,
      [
        ['a.b', 1],
        ['ville', 2],
      ],
    ]);
    expect([...(await reader.coverage(null)).keys.keys()]).toContain('theirs');
  });
});
