import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { type SenderOptions, WebhookSender } from './webhook-sender.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const servers: Server[] = [];

async function receiver(answer: RequestListener) {
  const heard: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      answer(request, response);
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { heard, port, url: `http://127.0.0.1:${port}/hook` };
}

const send = (url: string, options: Partial<SenderOptions> = {}) =>
  new WebhookSender({ allowPrivate: true, timeoutMs: 300, ...options }).send({
    url,
    secret,
    messageId: 'msg_1',
    at: new Date(),
    payload: { type: 'campaign.updated', data: { name: 'é' } },
  });

afterAll(() =>
  servers.forEach((server) => {
    server.closeAllConnections();
    server.close();
  }),
);

describe('a webhook event', () => {
  it('is signed as Standard Webhooks says', async () => {
    const { url, heard } = await receiver((_, response) => response.writeHead(204).end());
    expect(await send(url)).toMatchObject({ ok: true, status: 204 });
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    expect(headers['webhook-id']).toBe('msg_1');
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toEqual({ type: 'campaign.updated', data: { name: 'é' } });
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
  });

  it.each([500, 404, 410, 429])('is not told when the answer is %i', async (status) => {
    const { url } = await receiver((_, response) => response.writeHead(status).end('no'));
    expect(await send(url)).toMatchObject({ ok: false, status, error: `HTTP ${status}` });
  });

  const inTwoMinutes = (): string => new Date(Date.now() + 120_000).toUTCString();
  it.each<[string, number, () => string, number]>([
    ['seconds', 429, () => '120', 120_000],
    ['seconds', 503, () => '1', 1000],
    ['a date', 503, inTwoMinutes, 120_000],
  ])('hands on how long its receiver asks to be left alone: %s with %i', async (_, status, asked, expected) => {
    const { url } = await receiver((_, response) => response.writeHead(status, { 'retry-after': asked() }).end());
    const attempt = await send(url);
    expect(attempt.ok ? 0 : attempt.retryAfterMs).toBeGreaterThan(expected - 2000);
    expect(attempt.ok ? Infinity : attempt.retryAfterMs).toBeLessThanOrEqual(expected);
  });

  it.each([
    [429, 'soon'],
    [503, '-5'],
    [503, new Date(0).toUTCString()],
    [500, '60'],
  ])('%i with Retry-After "%s" asks for nothing', async (status, asked) => {
    const { url } = await receiver((_, response) => response.writeHead(status, { 'retry-after': asked }).end());
    expect(await send(url)).not.toHaveProperty('retryAfterMs');
  });

  it('does not follow a redirect', async () => {
    const inner = await receiver((_, response) => response.end());
    const { url } = await receiver((_, response) => response.writeHead(307, { location: inner.url }).end());
    expect(await send(url)).toMatchObject({ ok: false, status: 307 });
    expect(inner.heard).toEqual([]);
  });

  it('waits only so long: for the first byte, and for a body that never ends', async () => {
    const silent = await receiver(() => undefined);
    expect(await send(silent.url)).toMatchObject({ ok: false, status: null, error: 'no answer in time' });
    const dripping = await receiver((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect((await send(dripping.url)).ok).toBe(false);
  });

  it('reads no more of an answer than it needs', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await send(url, { timeoutMs: 3000 })).toMatchObject({ ok: true, status: 200 });
  });

  const thisMachine = [
    '127.0.0.1',
    '127.0.0.1.',
    '0x7f000001',
    '0x7f.0.0.0x1',
    '2130706433',
    '0177.0.0.1',
    '127.1',
    '①②⑦.0.0.1',
  ];
  it.each([...thisMachine, 'localhost', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]'])(
    'never reaches this machine as %s where private addresses are refused',
    async (host) => {
      const { port, heard } = await receiver((_, response) => response.end());
      expect(await send(`http://${host}:${port}/`, { allowPrivate: false })).toMatchObject({
        ok: false,
        error: expect.stringContaining('address refused'),
      });
      expect(heard).toEqual([]);
    },
  );

  it('judges the address that is connected to: a name that pointed elsewhere before changes nothing', async () => {
    const { port, heard } = await receiver((_, response) => response.end());
    const answers = ['93.184.216.34', '127.0.0.1'];
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return [{ address: answers[asked.length] ?? '127.0.0.1', family: 4 }];
    };
    const attempt = await send(`http://rebind.example:${port}/`, { allowPrivate: false, resolve });
    expect(attempt).toMatchObject({ ok: false, error: expect.stringContaining('private address') });
    expect(asked).toEqual(['rebind.example']);
    expect(heard).toEqual([]);
  });

  it('is refused when only one of the addresses of a name is', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ];
    expect(await send('http://mixed.example/', { resolve })).toMatchObject({
      ok: false,
      error: expect.stringContaining('metadata'),
    });
  });

  it('reaches a name that resolves to an allowed address', async () => {
    const { port, heard } = await receiver((_, response) => response.end());
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(await send(`http://inside.example:${port}/`, { resolve })).toMatchObject({ ok: true });
    expect(heard[0]?.headers.host).toBe(`inside.example:${port}`);
  });
});
