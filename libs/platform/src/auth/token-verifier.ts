import { DomainError, isOwnerId } from '@relance/kernel';
import { type JWTPayload, type JWTVerifyOptions, createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import { type RelanceConfig } from '../config/relance-config.ts';
import { type Actor, roles } from './actor.ts';
import { CONSOLE_ISSUER, verifyConsoleToken } from './console-token.ts';
import { type PrincipalReader } from './principals.ts';

const refuse = (code: string, message: string) => new DomainError('unauthenticated', code, message);
const invalid = () => refuse('TOKEN_INVALID', 'The token is not valid.');

export type VerifiedToken = { readonly actor: Actor; readonly name: string | null; readonly isConsole: boolean };

/** Turns a bearer or cookie token into the person behind it. Throws 401 on a bad one, 503 when its keys are out of reach. */
export class TokenVerifier {
  private readonly keySet: ReturnType<typeof createRemoteJWKSet> | null;
  private readonly secret: Uint8Array | null;

  constructor(
    private readonly config: Pick<RelanceConfig, 'jwt' | 'masterKeys'>,
    private readonly principals: () => PrincipalReader | null,
  ) {
    this.keySet = config.jwt.jwksUrl ? createRemoteJWKSet(new URL(config.jwt.jwksUrl)) : null;
    this.secret = config.jwt.secret ? new TextEncoder().encode(config.jwt.secret) : null;
  }

  async verify(token: string, via: Actor['via']): Promise<VerifiedToken> {
    if (issuerOf(token) === CONSOLE_ISSUER) return this.console(token, via);
    const payload = await this.userPayload(token);
    const id = payload['userId'] ?? payload.sub;
    const role = payload['role'] ?? 'user';
    const known = roles.find((name) => name === role);
    if (typeof id !== 'string' || !isOwnerId(id) || !known) throw invalid();
    const email = typeof payload['email'] === 'string' ? payload['email'] : null;
    const name = typeof payload['name'] === 'string' ? payload['name'] : null;
    const expiresAt = payload.exp === undefined ? {} : { expiresAt: new Date(payload.exp * 1000) };
    return { actor: { id, email, role: known, via, ...expiresAt }, name, isConsole: false };
  }

  private async console(token: string, via: Actor['via']): Promise<VerifiedToken> {
    const sessionId = await verifyConsoleToken(this.config.masterKeys, token);
    const person = sessionId ? await this.principals()?.ofSession(sessionId) : null;
    if (!person || !sessionId) throw refuse('SESSION_ENDED', 'The session has ended. Log in again.');
    return { actor: { ...person, via, sessionId }, name: null, isConsole: true };
  }

  /** A secret and a key set may both be configured (a move from one to the other): the algorithm decides. */
  private async userPayload(token: string): Promise<JWTPayload> {
    const { issuer, audience, requireExp } = this.config.jwt;
    const expected: JWTVerifyOptions = {
      ...(issuer && { issuer }),
      ...(audience && { audience }),
      // A token without an end would stay good for ever once it leaks.
      ...(requireExp && { requiredClaims: ['exp'] }),
      clockTolerance: 5,
    };
    try {
      if (this.secret && (!this.keySet || isSymmetric(token))) {
        return (await jwtVerify(token, this.secret, { ...expected, algorithms: ['HS256'] })).payload;
      }
      if (!this.keySet) throw invalid();
      const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'];
      return (await jwtVerify(token, this.keySet, { ...expected, algorithms: asymmetric })).payload;
    } catch (error) {
      throw translate(error);
    }
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw invalid();
  }
}

const isSymmetric = (token: string): boolean => {
  const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8') || 'null');
  return typeof header === 'object' && header !== null && 'alg' in header && header.alg === 'HS256';
};

/** The key set did not come in time, was none, or came with another status than 200. */
const keySetProblems = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

function translate(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) return refuse('TOKEN_EXPIRED', 'The token has expired.');
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const outOfReach = keySetProblems.has(code) || message === 'fetch failed';
  if (outOfReach) {
    return new DomainError(
      'unavailable',
      'KEYS_UNAVAILABLE',
      'The keys that sign tokens are out of reach.',
      undefined,
      {
        cause: error,
        retryAfterSeconds: 5,
      },
    );
  }
  return invalid();
}
