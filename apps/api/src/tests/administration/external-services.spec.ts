import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

type Method = 'get' | 'post';

describe('a directory of contacts', () => {
  let env: ApiTestEnv;
  let server: Server;
  let isDown = true;
  const tokens = new Set<string | undefined>();
  const people: Readonly<Record<string, unknown>>[] = [
    { phone: '+237699000112', name: 'Chantal', country: 'CM', tags: ['vip'], email: null },
    { phone: '+237699000113', name: 'Denise' },
    { phone: 'no number', name: 'Nobody' },
  ];

  beforeAll(async () => {
    server = createServer((request, response) => {
      tokens.add(request.headers.authorization);
      if (isDown) return void response.writeHead(500).end();
      const owner = new URL(request.url ?? '', 'http://x').searchParams.get('ownerId');
      response.end(JSON.stringify({ contacts: owner === 'awa' ? people : [], nextCursor: null }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    env = await startTestApp({
      DIRECTORY_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/contacts`,
      SERVICE_TOKEN: 'the-token-of-our-own-server',
    });
  }, 60_000);
  afterAll(async () => {
    await env.close();
    server.close();
  });

  it('that is away is told as such at preview and start; once it answers, its people are taken over by phone', async () => {
    const token = await env.token('user', 'awa');
    const awa = (method: Method, path: string, body?: object) =>
      env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);
    await awa('post', '/contacts', { phone: '+237699000112', name: 'Old name', profession: 'nurse' }).expect(201);
    const { body } = await awa('post', '/campaigns', { name: 'From the directory', targetFilter: {} }).expect(201);
    const preview = await awa('post', '/campaigns/preview', { targetFilter: {} }).expect(503);
    expect(preview.body.code).toBe('DIRECTORY_UNAVAILABLE');
    const refused = await awa('post', `/campaigns/${body.data.id}/start`, {}).expect(503);
    expect(refused.body.code).toBe('DIRECTORY_UNAVAILABLE');
    expect((await awa('get', `/campaigns/${body.data.id}`)).body.data.status).toBe('draft');

    isDown = false;
    const found = await awa('post', '/campaigns/preview', { targetFilter: {} }).expect(200);
    expect(found.body.data).toMatchObject({ totalCount: 2, toEnrol: 2 });
    const started = await awa('post', `/campaigns/${body.data.id}/start`, {}).expect(200);
    expect(started.body.data.counts.enrolled).toBe(2);
    const contacts = (await awa('get', '/contacts').expect(200)).body.data.contacts;
    expect(contacts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ phone: '+237699000112', name: 'Chantal', tags: ['vip'], profession: 'nurse' }),
        expect.objectContaining({ phone: '+237699000113', name: 'Denise' }),
      ]),
    );
    expect([...tokens]).toEqual(['Bearer the-token-of-our-own-server']);

    people.push(
      { phone: '+237699000114', name: 'New a moment later', id: 17, birthDate: '31/12/1990', tags: 'vip' },
      { phone: 'no number', name: 'Nobody' },
    );
    const again = await awa('post', '/campaigns/preview', { targetFilter: {} }).expect(200);
    expect(again.body.data.matched).toBe(3);
    const later = (await awa('get', '/contacts?q=new').expect(200)).body.data.contacts;
    expect(later).toMatchObject([{ phone: '+237699000114', name: 'New a moment later', birthDate: null, tags: [] }]);
    isDown = true;
    await awa('post', '/campaigns/preview', { targetFilter: {} }).expect(503);
    const { body: second } = await awa('post', '/campaigns', { name: 'While it is away', targetFilter: {} }).expect(
      201,
    );
    await awa('post', `/campaigns/${second.data.id}/start`, {}).expect(503);
  });
});
