import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from '@jest/globals';
import { createClient } from '@relance/api-client';
import { fetchInTime } from './time-limit.ts';

describe('a request of the console', () => {
  let server: Server;
  let baseUrl: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url?.endsWith('/begun')) response.writeHead(200, { 'content-type': 'application/json' }).write('{');
      if (request.url?.endsWith('/whole'))
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"data":{"a":1}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const read = (path: string) => {
    const api = createClient({ baseUrl, fetch: (request) => fetchInTime(request, 50) });
    return (api.get as (path: string) => Promise<unknown>)(path); // not a path of the contract
  };

  it('is ended when no answer begins in time, and says so', async () => {
    await expect(read('/never')).rejects.toMatchObject({ name: 'ApiError', status: 0, code: 'TIMEOUT' });
  });

  it('is ended also when garbage is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void; // what the flag makes there
    // Listened to from the beginning: a collection may take longer than the limit.
    const ended = expect(fetchInTime(new Request(`${baseUrl}/never`), 300)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      collect();
    }
    await ended;
  });

  it('is ended when an answer that began does not come to its end', async () => {
    await expect(read('/begun')).rejects.toMatchObject({ name: 'ApiError', status: 0, code: 'TIMEOUT' });
  });

  it('is answered as it is when it comes in time', async () => {
    await expect(read('/whole')).resolves.toEqual({ a: 1 });
  });

  it('can still be given up by who asked: that is no failure of the server', async () => {
    const given = new AbortController();
    const asked = fetchInTime(new Request(`${baseUrl}/never`, { signal: given.signal }), 60_000);
    given.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
