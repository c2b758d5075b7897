import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { type Actor } from '../auth/actor.ts';
import { createLogger } from './logger.ts';
import { requestLog } from './request-log.ts';

describe('the request log', () => {
  let server: Server;
  let lines: Record<string, unknown>[];
  let url: string;
  let walked = 0;
  let logged: Promise<unknown>;

  beforeEach(async () => {
    lines = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        this.emit('line');
        done();
      },
    });
    logged = once(sink, 'line');
    const log = requestLog(createLogger({ logLevel: 'info' }, sink));
    server = createServer((request: IncomingMessage & { actor?: Actor }, response: ServerResponse) => {
      log(request, response);
      request.actor = { id: 'owner-1', role: 'user', email: 'a@b.test', via: 'jwt' };
      Object.defineProperty(response, 'walked', { enumerable: true, get: () => (walked += 1) });
      response.end('ok');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  it('says what was asked by whom and how it ended, without query, headers or address', async () => {
    const response = await fetch(`${url}/api/relance/contacts?q=%2B237699000112`, {
      headers: { authorization: 'Bearer secret-token', 'x-request-id': 'abcdef-123456' },
    });
    await logged;
    expect(response.headers.get('x-request-id')).toBe('abcdef-123456');
    expect(lines).toHaveLength(1);
    const [{ time, ms, pid, ...line } = {}] = lines;
    expect([typeof time, typeof ms, typeof pid]).toEqual(['string', 'number', 'number']);
    expect(line).toEqual({
      level: 30,
      requestId: 'abcdef-123456',
      actor: 'owner-1',
      role: 'user',
      msg: 'GET /api/relance/contacts 200',
    });
  });

  it.each(['%2B237699000112', '237699000112', '%3Cscript%3E', 'x'.repeat(5000)])(
    'keeps %s out of the path',
    async (strange) => {
      await fetch(`${url}/api/relance/contacts/${strange}/convert`);
      await logged;
      expect(lines[0]).toMatchObject({ msg: 'GET /api/relance/contacts/…/convert 200' });
    },
  );

  it.each(['/api/relance/status', '/health/live'])('looks at nothing that hangs on the answer to %s', async (path) => {
    walked = 0;
    await fetch(`${url}${path}`);
    if (!path.startsWith('/health')) await logged;
    expect(walked).toBe(0);
  });

  it('makes an id where none, or a strange one, was given', async () => {
    const response = await fetch(url, { headers: { 'x-request-id': 'a b;c' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
