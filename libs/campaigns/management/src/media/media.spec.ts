import { openTestApp, type TestApp } from '@relance/campaigns-testing';
import { deflateSync } from 'node:zlib';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp('2026-03-02T09:00:00Z', undefined, { MEDIA_QUOTA_MB: '17' });
}, 60_000);
afterAll(() => app?.close());

let seed = 0;
/** A true picture of one colour, different from all others. */
function aPng(width = 3, height = 2): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  size.set([8, 2], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height, (seed += 1));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', size), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const aPdf = (): Buffer => Buffer.from(`%PDF-1.4\n% number ${(seed += 1)}\n%%EOF`);

describe('media', () => {
  it('are stored with what their bytes say, once for the same bytes, and listed', async () => {
    const owner = await app.as('media-1');
    const png = aPng(5, 4);
    const stored = await owner.upload('/media', png, '../Été/photo été.png');
    expect([stored.status, stored.body.data]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: 'photo été.png',
        type: 'image/png',
        bytes: png.length,
        width: 5,
        height: 4,
        usedIn: { campaigns: 0, templates: 0 },
        createdAt: '2026-03-02T09:00:00.000Z',
      },
    ]);
    const again = await owner.upload('/media', png, 'other.jpg');
    expect(again.body.data.id).toBe(stored.body.data.id);
    expect((await (await app.as('media-2')).upload('/media', png)).body.data.id).not.toBe(stored.body.data.id);
    const list = (await owner.get('/media')).body.data;
    expect([list.total, list.media.map(({ id }: { id: string }) => id)]).toEqual([1, [stored.body.data.id]]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'image.png'],
    ['words', Buffer.from('just words'), 'image.png'],
    ['a page that calls itself a picture', Buffer.from('<html><script>1</script></html>'), 'photo.jpg'],
    ['a vector picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'photo.svg'],
    ['a program', Buffer.from('MZ\u0090\u0000\u0003'), 'film.mp4'],
    ['a moving picture', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), 'film.gif'],
  ])('refuse %s by its bytes', async (_, bytes, name) => {
    const refused = await (await app.as('media-1')).upload('/media', bytes, name);
    expect([refused.status, refused.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('refuse more than 16 MB, a body without a file, and what goes beyond the quota', async () => {
    const owner = await app.as('media-3');
    const large = Buffer.concat([aPng(), Buffer.alloc(16 * 1024 * 1024)]);
    expect((await owner.upload('/media', large, 'a.png')).status).toBe(413);
    expect((await owner.post('/media', {})).status).toBe(400);
    const most = Buffer.concat([aPng(), Buffer.alloc(15 * 1024 * 1024)]);
    expect((await owner.upload('/media', most, 'a.png')).status).toBe(201);
    const more = Buffer.concat([aPng(), Buffer.alloc(3 * 1024 * 1024)]);
    const full = await owner.upload('/media', more, 'b.png');
    expect([full.status, full.body.code]).toEqual([422, 'MEDIA_QUOTA_EXCEEDED']);
    expect(full.body.details).toMatchObject({ quotaBytes: 17 * 1024 * 1024, usedBytes: most.length });
  }, 60_000);

  it('are read from a form with one file in `file`, and nothing else: every other field is named', async () => {
    const owner = await app.as('media-6');
    const fields = (answer: { body: { details?: { field: string }[] } }) =>
      answer.body.details?.map(({ field }) => field);
    const texts = await owner.upload('/media', aPng(), 'a.png').field('nam', 'typo').field('tags', 'x');
    expect([texts.status, fields(texts)]).toEqual([400, ['nam', 'tags']]);
    const before = await owner.post('/media').field('nam', 'typo').attach('file', aPng(), 'a.png');
    expect([before.status, fields(before)]).toEqual([400, ['nam']]);
    const misnamed = await owner.post('/media').attach('picture', aPng(), 'a.png');
    expect([misnamed.status, fields(misnamed)]).toEqual([400, ['picture', 'file']]);
    const two = await owner.upload('/media', aPng(), 'a.png').attach('file', aPng(), 'b.png');
    expect([two.status, fields(two)]).toEqual([400, ['file']]);
    expect((await owner.get('/media')).body.data.total).toBe(0);
  });

  it('answer their bytes to their owner and to admins, to nobody else', async () => {
    const [owner, other, admin] = [await app.as('media-4'), await app.as('media-5'), await app.as('boss', 'admin')];
    const png = aPng();
    const { id } = (await owner.upload('/media', png, 'a "b".png')).body.data;
    const read = await owner.get(`/media/${id}`);
    expect([read.status, read.headers['content-type'], read.body.equals(png)]).toEqual([200, 'image/png', true]);
    expect(read.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'content-length': String(png.length),
      'content-disposition': expect.stringMatching(/^inline; filename="a _b_.png"; filename\*=UTF-8''a%20%22b%22.png$/),
    });
    expect((await other.get(`/media/${id}`)).status).toBe(404);
    expect((await admin.get(`/admin/media/${id}`)).body.equals(png)).toBe(true);
    expect((await owner.get(`/admin/media/${id}`)).status).toBe(403);
    expect((await owner.get('/media/none')).status).toBe(400);
  });

  it('answer a part, the word that nothing changed, and 416 behind the end', async () => {
    const owner = await app.as('media-4');
    const png = aPng();
    const { id } = (await owner.upload('/media', png)).body.data;
    const path = `/media/${id}`;
    const part = await owner.get(path).set('Range', 'bytes=4-7');
    expect([part.status, part.headers['content-range'], part.body.equals(png.subarray(4, 8))]).toEqual([
      206,
      `bytes 4-7/${png.length}`,
      true,
    ]);
    const tail = await owner.get(path).set('Range', 'bytes=-3');
    expect(tail.body.equals(png.subarray(-3))).toBe(true);
    const behind = await owner.get(path).set('Range', `bytes=${png.length}-`);
    expect([behind.status, behind.headers['content-range']]).toEqual([416, `bytes */${png.length}`]);
    expect(behind.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
    expect(behind.headers).not.toHaveProperty('content-disposition');
    expect(behind.body).toMatchObject({
      success: false,
      code: 'RANGE_NOT_SATISFIABLE',
      message: expect.stringContaining(String(png.length)),
      requestId: expect.any(String),
    });
    const etag = part.headers['etag'] ?? '';
    expect((await owner.get(path).set('If-None-Match', etag)).status).toBe(304);
    expect((await owner.get(path).set('Range', 'bytes=0-1').set('If-Range', '"old"')).status).toBe(200);
    expect((await owner.get(path).set('Range', 'bytes=0-1').set('If-Range', etag)).status).toBe(206);
  });

  it('are read and removed only when they are what If-Match names', async () => {
    const owner = await app.as('media-4');
    const { id } = (await owner.upload('/media', aPng())).body.data;
    const path = `/media/${id}`;
    const etag = (await owner.get(path)).headers['etag'] ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    for (const named of ['"another"', `W/${etag}`, '"a", "b"', etag.replaceAll('"', '')]) {
      const read = await owner.get(path).set('If-Match', named);
      expect([named, read.status, read.body.code]).toEqual([named, 412, 'PRECONDITION_FAILED']);
      expect(read.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
      expect((await owner.delete(path).set('If-Match', named)).status).toBe(412);
    }
    for (const named of [etag, `"a", ${etag}`, '*']) {
      expect((await owner.get(path).set('If-Match', named)).status).toBe(200);
    }
    expect((await owner.get(path).set('If-Match', '"another"').set('If-None-Match', etag)).status).toBe(412);
    expect((await owner.delete(path).set('If-Match', `"a", ${etag}`)).status).toBe(200);
    expect((await owner.delete(path).set('If-Match', '*')).status).toBe(404);
  });

  it('tell a HEAD of the whole, whatever range it asks for', async () => {
    const owner = await app.as('media-4');
    const png = aPng();
    const { id } = (await owner.upload('/media', png)).body.data;
    const head = await owner.head(`/media/${id}`).set('Range', 'bytes=0-1');
    expect([head.status, head.headers['content-length'], head.headers['content-range']]).toEqual([
      200,
      String(png.length),
      undefined,
    ]);
    expect((await owner.get(`/media/${id}`).set('Range', 'Bytes=0-1')).status).toBe(206);
  });

  it('that are documents are saved, not shown', async () => {
    const owner = await app.as('media-4');
    const { id, width } = (await owner.upload('/media', aPdf(), 'prix.pdf')).body.data;
    const read = await owner.get(`/media/${id}`);
    expect([width, read.headers['content-type'], read.headers['content-disposition']]).toEqual([
      null,
      'application/pdf',
      'attachment; filename="prix.pdf"; filename*=UTF-8\'\'prix.pdf',
    ]);
  });

  it('stay while a message sends them (409 with where), and go afterwards', async () => {
    const owner = await app.as('media-6');
    const { id } = (await owner.upload('/media', aPng())).body.data;
    const messageTemplate = { fr: 'Regardez' };
    expect((await owner.put('/templates/2', { messageTemplate, mediaIds: [id] })).status).toBe(200);
    const campaign = (
      await owner.post('/campaigns', {
        name: 'Photos',
        targetFilter: {},
        customMessages: [{ dayNumber: 1, messageTemplate, mediaIds: [id] }],
      })
    ).body.data;
    expect((await owner.get('/media')).body.data.media[0].usedIn).toEqual({ campaigns: 1, templates: 1 });
    const refused = await owner.delete(`/media/${id}`);
    expect([refused.status, refused.body.code, refused.body.details.uses]).toEqual([
      409,
      'MEDIA_IN_USE',
      [
        { kind: 'template', day: 2, set: 'owner' },
        { kind: 'campaign', id: campaign.id, name: 'Photos' },
      ],
    ]);
    await owner.delete('/templates/2');
    await owner.delete(`/campaigns/${campaign.id}`);
    expect((await owner.delete(`/media/${id}`)).status).toBe(200);
    expect([(await owner.get(`/media/${id}`)).status, (await owner.delete(`/media/${id}`)).status]).toEqual([404, 404]);
  });

  it('of somebody else, or that never were, are refused in campaigns', async () => {
    const foreign = (await (await app.as('media-7')).upload('/media', aPng())).body.data.id;
    const owner = await app.as('media-8');
    for (const id of [foreign, 'a'.repeat(24)]) {
      const refused = await owner.post('/campaigns', {
        name: 'x',
        targetFilter: {},
        customMessages: [{ dayNumber: 3, messageTemplate: { fr: 'x' }, mediaIds: [id] }],
      });
      expect([refused.status, refused.body.details]).toEqual([
        400,
        [{ field: 'customMessages.0.mediaIds', problem: 'there is no such media', code: 'NO_SUCH_THING' }],
      ]);
    }
  });

  it('of the installation are kept by admins and sent by everybody', async () => {
    const [admin, owner] = [await app.as('boss', 'admin'), await app.as('media-9')];
    const { id } = (await admin.upload('/admin/media', aPng())).body.data;
    expect((await owner.get(`/media/${id}`)).status).toBe(200);
    expect((await owner.put('/templates/1', { messageTemplate: { fr: 'x' }, mediaIds: [id] })).status).toBe(200);
    expect((await owner.delete(`/media/${id}`)).status).toBe(404);
    expect((await admin.delete(`/admin/media/${id}`)).status).toBe(409);
    expect((await (await app.as('helper', 'support')).upload('/admin/media', aPng())).status).toBe(403);
  });
});
