/** @jest-environment node */
import { jest } from '@jest/globals';
import { forward } from './forward.ts';

const own = { host: 'console.test', origin: 'http://console.test' };

function request(method: string, headers: Record<string, string>, body?: string): Request {
  const init = { method, headers, body, duplex: 'half' };
  return new Request('http://console.test/api/relance/admin/campaigns?status=active', init as RequestInit);
}

function api(answer: () => Response) {
  return jest.fn<typeof fetch>(() => Promise.resolve(answer()));
}

function sent(fetcher: ReturnType<typeof api>): { url: string; headers: Headers } {
  const [url, init] = fetcher.mock.calls[0] ?? [];
  return { url: String(url), headers: new Headers(init?.headers) };
}

describe('the proxy to the API', () => {
  beforeEach(() => {
    process.env.RELANCE_API_URL = 'http://api.test:3333/';
  });

  it('hands on path, query, cookie and the chosen language', async () => {
    const fetcher = api(() => Response.json({ success: true, data: 1 }));
    const cookie = 'relance_session=abc; relance_language=fr';
    const answer = await forward(request('GET', { ...own, cookie, 'accept-language': 'en' }), fetcher);
    expect(await answer.json()).toEqual({ success: true, data: 1 });
    const { url, headers } = sent(fetcher);
    expect(url).toBe('http://api.test:3333/api/relance/admin/campaigns?status=active');
    expect(headers.get('cookie')).toBe(cookie);
    expect(headers.get('accept-language')).toBe('fr');
    expect(headers.get('x-forwarded-host')).toBe('console.test');
  });

  it('passes every cookie the API sets', async () => {
    const fetcher = api(() => {
      const headers = new Headers({ 'content-type': 'application/json' });
      headers.append('set-cookie', 'relance_session=a; HttpOnly');
      headers.append('set-cookie', 'other=b');
      return new Response('{}', { headers });
    });
    const answer = await forward(request('POST', own, '{}'), fetcher);
    expect(answer.headers.getSetCookie()).toEqual(['relance_session=a; HttpOnly', 'other=b']);
  });

  it('hands each piece of a stream on before the next one is there', async () => {
    let push: (text: string) => void = () => undefined;
    const body = new ReadableStream({
      start: (controller) => {
        push = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    const fetcher = api(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    const answer = await forward(request('GET', own), fetcher);
    const reader = answer.body?.getReader();
    push('event: audit\n\n');
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('event: audit\n\n');
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    await reader?.cancel();
  });

  it.each([
    ['another site', { host: 'console.test', origin: 'http://evil.test' }],
    ['a broken origin', { host: 'console.test', origin: 'null' }],
    ['a cross-site request without an origin', { host: 'console.test', 'sec-fetch-site': 'cross-site' }],
  ])('refuses a change from %s without asking the API', async (_from, headers) => {
    const fetcher = api(() => Response.json({}));
    const answer = await forward(request('POST', headers as unknown as Record<string, string>, '{}'), fetcher);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ success: false, code: 'ORIGIN_REFUSED' });
    expect(fetcher).not.toHaveBeenCalled();
  });

  it('answers 502 in the envelope when the API is not there', async () => {
    const fetcher = jest.fn<typeof fetch>(() => Promise.reject(new TypeError('fetch failed')));
    const answer = await forward(request('GET', own), fetcher);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ success: false, code: 'API_UNREACHABLE' });
  });

  /** An API that takes the request and never answers. */
  const silent = () =>
    jest.fn<typeof fetch>(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }),
    );

  it('answers 504 in the envelope when the API does not begin its answer in time', async () => {
    const answer = await forward(request('GET', own), silent(), 5);
    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({ success: false, code: 'API_TIMEOUT' });
  });

  it('sets no limit to a stream of events', async () => {
    jest.useFakeTimers();
    const fetcher = api(() => new Response('', { headers: { 'content-type': 'text/event-stream' } }));
    await forward(request('GET', { ...own, accept: 'text/event-stream' }), fetcher);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
