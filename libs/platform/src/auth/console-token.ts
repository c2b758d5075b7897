import { hkdfSync } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import { type MasterKey } from '../config/relance-config.ts';

/** Marks tokens that this API signed for its console, so that they are never taken for a user app's. */
export const CONSOLE_ISSUER = 'relance:console';

/** The signing key of console sessions, derived so that it is neither the master key nor the user apps' secret. */
const signingKey = (master: MasterKey): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master.key, '', 'relance console sessions', 32));

/** Signs a console session (HS256). `sessionId` is looked up at each request, so a logout ends it at once. */
export async function signConsoleToken(
  masterKeys: readonly MasterKey[],
  session: { readonly sessionId: string; readonly userId: string; readonly expiresAt: Date },
): Promise<string> {
  const [newest] = masterKeys;
  if (!newest) throw new Error('no master key is configured');
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(CONSOLE_ISSUER)
    .setSubject(session.userId)
    .setJti(session.sessionId)
    .setIssuedAt()
    .setExpirationTime(session.expiresAt)
    .sign(signingKey(newest));
}

/** The session id of a console token, tried with every master key; null when it is expired or not ours. */
export async function verifyConsoleToken(masterKeys: readonly MasterKey[], token: string): Promise<string | null> {
  for (const master of masterKeys) {
    try {
      const { payload } = await jwtVerify(token, signingKey(master), { issuer: CONSOLE_ISSUER, algorithms: ['HS256'] });
      return payload.jti ?? null;
    } catch {
      // Another key may have signed it: tried next. None of them: null.
    }
  }
  return null;
}
