import { createRequire } from 'node:module';
import { Curve } from '@whiskeysockets/baileys';
import { agreement, identityFrom, isSignedBy, keyPairFrom, signWith } from './keys.ts';
import { SeededSource } from './seeded-source.ts';

/** The curve that Baileys stands on: what it signs we must accept, and the other way round. */
const curve = createRequire(import.meta.url)('curve25519-js') as {
  verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};

describe('keys', () => {
  const source = new SeededSource('keys spec');
  const message = Buffer.from('what is signed');

  it('agree on a secret with those of Baileys', () => {
    const own = keyPairFrom(source.next(32));
    const other = Curve.generateKeyPair();
    expect(agreement(own, Buffer.from(other.public))).toEqual(Curve.sharedKey(other.private, own.public));
  });

  it('sign what others can check, for many identities', () => {
    for (let index = 0; index < 20; index += 1) {
      const identity = identityFrom(source.next(32));
      const signature = signWith(identity, message);
      expect(curve.verify(identity.public, message, signature)).toBe(true);
      expect(isSignedBy(identity.public, message, signature)).toBe(true);
    }
  });

  it('check what Baileys signs, and refuse what it did not', () => {
    for (let index = 0; index < 5; index += 1) {
      const pair = Curve.generateKeyPair();
      const signature = Curve.sign(pair.private, message);
      expect(isSignedBy(pair.public, message, signature)).toBe(true);
      expect(isSignedBy(pair.public, Buffer.from('something else'), signature)).toBe(false);
      expect(isSignedBy(Curve.generateKeyPair().public, message, signature)).toBe(false);
    }
  });
});
