import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { loadConfig } from '../config/relance-config.ts';
import { signConsoleToken } from './console-token.ts';
import { TokenVerifier } from './token-verifier.ts';
import { type PrincipalReader } from './principals.ts';

const masterKeys = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const SECRET = 'the secret of the user app';

describe('tokens', () => {
  const configured = (env: Record<string, string>) => loadConfig({ RELANCE_MASTER_KEYS: masterKeys('a', 1), ...env });
  const verifier = (env: Record<string, string>, principals: PrincipalReader | null = null) =>
    new TokenVerifier(configured(env), () => principals);
  const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
  const hs256 = (claims: Record<string, unknown>) =>
    new SignJWT({ exp: inAnHour(), ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SECRET));
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  it('must come from the issuer and be meant for the audience that are configured', async () => {
    const strict = verifier({ JWT_SECRET: SECRET, JWT_ISSUER: 'https://id.test', JWT_AUDIENCE: 'relance' });
    const right = { sub: 'awa', iss: 'https://id.test', aud: 'relance', name: 'Awa', email: 'awa@x.test' };
    expect(await strict.verify(await hs256(right), 'jwt')).toEqual({
      actor: { id: 'awa', email: 'awa@x.test', role: 'user', via: 'jwt', expiresAt: expect.any(Date) },
      name: 'Awa',
      isConsole: false,
    });
    for (const wrong of [{ ...right, iss: 'https://other.test' }, { ...right, aud: 'shop' }, { sub: 'awa' }]) {
      expect(await refusal(strict.verify(await hs256(wrong), 'jwt'))).toMatchObject({ code: 'TOKEN_INVALID' });
    }
  });

  it('must have an end, unless the installation says that they need none', async () => {
    const endless = await hs256({ sub: 'awa', exp: undefined });
    expect(await refusal(verifier({ JWT_SECRET: SECRET }).verify(endless, 'jwt'))).toMatchObject({
      code: 'TOKEN_INVALID',
    });
    const lenient = verifier({ JWT_SECRET: SECRET, JWT_REQUIRE_EXP: 'false' });
    expect(await lenient.verify(endless, 'jwt')).toMatchObject({ actor: { id: 'awa' } });
    const over = await hs256({ sub: 'awa', exp: 1 });
    expect(await refusal(lenient.verify(over, 'jwt'))).toMatchObject({ code: 'TOKEN_EXPIRED' });
  });

  it.each(['', 'a.b.c', 'x', 'eyJhbGciOiJIUzI1NiJ9.bm9KU09O.x', '....'])(
    'is refused when it is no token: "%s"',
    async (text) => {
      expect(await refusal(verifier({ JWT_SECRET: SECRET }).verify(text, 'jwt'))).toMatchObject({
        kind: 'unauthenticated',
      });
    },
  );

  describe('signed with a key of a key set', () => {
    let server: Server;
    let url: string;
    let sign: (claims: Record<string, unknown>) => Promise<string>;

    beforeAll(async () => {
      const { publicKey, privateKey } = await generateKeyPair('RS256');
      const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] });
      server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(keys));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
      sign = (claims) =>
        new SignJWT({ exp: inAnHour(), ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
    });
    afterAll(() => server.close());

    it('are good, and ones that an attacker signed with the public key as secret are not', async () => {
      const keySet = verifier({ JWT_JWKS_URL: url });
      expect((await keySet.verify(await sign({ sub: 'awa', role: 'support' }), 'jwt')).actor).toMatchObject({
        id: 'awa',
        role: 'support',
      });
      expect(await refusal(keySet.verify(await hs256({ sub: 'awa', role: 'admin' }), 'jwt'))).toMatchObject({
        code: 'TOKEN_INVALID',
      });
    });

    it('are taken beside the secret’s while an app moves from one to the other', async () => {
      const both = verifier({ JWT_JWKS_URL: url, JWT_SECRET: SECRET });
      expect((await both.verify(await hs256({ sub: 'old' }), 'jwt')).actor.id).toBe('old');
      expect((await both.verify(await sign({ sub: 'new' }), 'jwt')).actor.id).toBe('new');
    });

    it('wait for nothing when the keys are out of reach: 503, not 401', async () => {
      const away = verifier({ JWT_JWKS_URL: 'http://127.0.0.1:9/keys' });
      expect(await refusal(away.verify(await sign({ sub: 'awa' }), 'jwt'))).toMatchObject({
        kind: 'unavailable',
        code: 'KEYS_UNAVAILABLE',
        retryAfterSeconds: 5,
      });
    });
  });

  describe('of the console', () => {
    const principals = (sessions: readonly string[]): PrincipalReader => ({
      ofSession: async (id) =>
        sessions.includes(id) ? { id: 'a1', email: 'a@x.test', role: 'admin', ownerId: null } : null,
      ofToken: async () => 'unknown',
      ended: async () => new Set(),
    });
    const soon = () => new Date(Date.now() + 60_000);
    const token = (env: Record<string, string>, expiresAt = soon()) =>
      signConsoleToken(configured(env).masterKeys, { sessionId: 's1', userId: 'a1', expiresAt });
    const env = { JWT_SECRET: SECRET };

    it('are good while their session is open, also after the master keys were renewed', async () => {
      const old = await token(env);
      const renewed = { ...env, RELANCE_MASTER_KEYS: `${masterKeys('b', 2)},${masterKeys('a', 1)}` };
      expect(await verifier(renewed, principals(['s1'])).verify(old, 'cookie')).toMatchObject({
        actor: { id: 'a1', role: 'admin', via: 'cookie' },
        isConsole: true,
      });
    });

    it('are over after a logout, after their time, or when the user app’s secret signed them', async () => {
      const ended = { code: 'SESSION_ENDED' };
      expect(await refusal(verifier(env, principals([])).verify(await token(env), 'cookie'))).toMatchObject(ended);
      const late = await token(env, new Date(Date.now() - 1000));
      expect(await refusal(verifier(env, principals(['s1'])).verify(late, 'cookie'))).toMatchObject(ended);
      const forged = await hs256({ iss: 'relance:console', jti: 's1', sub: 'a1' });
      expect(await refusal(verifier(env, principals(['s1'])).verify(forged, 'jwt'))).toMatchObject(ended);
    });
  });
});
