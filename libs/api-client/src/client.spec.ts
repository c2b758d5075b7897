import { ApiError, createClient, type DataOf } from './index.ts';

type Seen = { request?: Request };

const answering = (status: number, body: unknown, seen: Seen = {}, headers: Record<string, string> = {}) => {
  const fetch = async (request: Request): Promise<Response> => {
    seen.request = request;
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
  };
  return createClient({ baseUrl: 'http://api.test', token: async () => 'a-token', language: 'fr', fetch });
};

const refusalOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('the typed client', () => {
  it('answers what the envelope holds', async () => {
    const seen: Seen = {};
    const user = { id: '1', email: null, role: 'admin' as const };
    const me: DataOf<'/api/relance/auth/me', 'get'> = await answering(200, { success: true, data: { user } }, seen).get(
      '/api/relance/auth/me',
    );
    expect(me).toEqual({ user });
    expect(seen.request?.headers.get('authorization')).toBe('Bearer a-token');
    expect(seen.request?.headers.get('accept-language')).toBe('fr');
  });

  it('sends query and body as the contract names them', async () => {
    const seen: Seen = {};
    const client = answering(200, { success: true, data: {} }, seen);
    await client.get('/api/relance/admin/audit', { params: { query: { page: 2, action: 'campaign.pause' } } });
    expect(seen.request?.url).toBe('http://api.test/api/relance/admin/audit?page=2&action=campaign.pause');
    await client.post('/api/relance/auth/login', { body: { email: 'a@b', password: 'secret' } });
    expect(await seen.request?.json()).toEqual({ email: 'a@b', password: 'secret' });
  });

  it('throws a refusal with its code, details and when to come back', async () => {
    const failure = {
      success: false,
      code: 'LOGIN_LOCKED',
      message: 'Wait.',
      details: [{ problem: 'x' }],
      requestId: 'r1',
    };
    const client = answering(429, failure, {}, { 'retry-after': '30' });
    const error = await refusalOf(client.post('/api/relance/auth/login', { body: { email: 'a', password: 'b' } }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 429,
      code: 'LOGIN_LOCKED',
      message: 'Wait.',
      details: [{ problem: 'x' }],
      requestId: 'r1',
      retryAfterSeconds: 30,
    });
  });

  it('says so when something else answered, or nobody', async () => {
    expect(await refusalOf(answering(502, 'bad gateway').get('/api/relance/auth/me'))).toMatchObject({
      status: 502,
      code: 'HTTP_502',
    });
    const away = createClient({
      baseUrl: 'http://api.test',
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    expect(await refusalOf(away.get('/api/relance/auth/me'))).toMatchObject({ status: 0, code: 'UNREACHABLE' });
  });
});
