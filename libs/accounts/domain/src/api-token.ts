export const tokenAudiences = ['user', 'support', 'admin', 'service'] as const;
export type TokenAudience = (typeof tokenAudiences)[number];

/** A token for programs. The token itself is shown once and kept nowhere. */
export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly audience: TokenAudience;
  /** Audience user: the owner whose things the token is about. */
  readonly ownerId: string | null;
  /** The token with which it was made; null: with a login, or by a version that did not note it. */
  readonly madeWith: string | null;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
};

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Digits that 32 bytes need in base 62. */
const LENGTH = 43;

/** Bytes as digits and letters alone, always as many. */
export function base62(bytes: Uint8Array): string {
  let rest = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let text = '';
  while (rest > 0n) {
    text = DIGITS.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text.padStart(LENGTH, '0');
}

/** What the audit log keeps of a token. */
export const tokenFacts = ({ name, audience, ownerId, madeWith, expiresAt }: ApiToken) => ({
  name,
  audience,
  ownerId,
  madeWith,
  expiresAt: expiresAt?.toISOString() ?? null,
});
