import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** X25519, 32 raw bytes each, as WhatsApp writes them in stanzas (in Signal messages a 5 goes in front). */
export interface KeyPair {
  readonly private: Buffer;
  readonly public: Buffer;
}

/**
 * An identity that can also sign. It is born as an Ed25519 seed, from which the X25519 key follows: then Node's own
 * Ed25519 makes XEdDSA signatures, in microseconds.
 */
export interface IdentityKey extends KeyPair {
  readonly seed: Buffer;
}

const FIELD = 2n ** 255n - 19n;

type CurveName = 'X25519' | 'Ed25519';

/** JWK, because OpenSSL reads it nine times faster than DER. It takes `x` as it is given and works from `d` alone. */
function privateKey(crv: CurveName, raw: Uint8Array): KeyObject {
  const d = Buffer.from(raw).toString('base64url');
  return createPrivateKey({ key: { kty: 'OKP', crv, d, x: d }, format: 'jwk' });
}

const publicKey = (crv: CurveName, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv, x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });

/** The public half of a private key, as OpenSSL made it. */
const rawPublic = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

/** The pair of 32 private bytes; they are clamped, so what is stored is what other implementations would store. */
export function keyPairFrom(bytes: Uint8Array): KeyPair {
  const scalar = Buffer.from(bytes);
  scalar[0] = (scalar[0] ?? 0) & 248;
  scalar[31] = ((scalar[31] ?? 0) & 127) | 64;
  return { private: scalar, public: rawPublic(privateKey('X25519', scalar)) };
}

export function identityFrom(seed: Buffer): IdentityKey {
  const pair = keyPairFrom(createHash('sha512').update(seed).digest().subarray(0, 32));
  return { ...pair, seed };
}

/** The Diffie-Hellman secret of a private key and a public one (32 bytes, or 33 with the leading 5). */
export function agreement(own: KeyPair, other: Uint8Array): Buffer {
  const raw = other.length === 33 ? other.subarray(1) : other;
  return diffieHellman({
    privateKey: privateKey('X25519', own.private),
    publicKey: publicKey('X25519', raw),
  });
}

/** XEdDSA: an Ed25519 signature whose free top bit carries the sign of the Edwards public key. */
export function signWith(identity: IdentityKey, message: Uint8Array): Buffer {
  const key = privateKey('Ed25519', identity.seed);
  const signature = sign(null, message, key);
  signature[63] = (signature[63] ?? 0) | ((rawPublic(key)[31] ?? 0) & 128);
  return signature;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % FIELD;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % FIELD;
    square = (square * square) % FIELD;
  }
  return result;
}

/** Checks an XEdDSA signature against an X25519 public key (the Edwards y is (u - 1) / (u + 1)). */
export function isSignedBy(signer: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const raw = signer.length === 33 ? signer.subarray(1) : signer;
  const u = BigInt(`0x${Buffer.from(raw).reverse().toString('hex')}`);
  const y = ((u - 1n + FIELD) * power(u + 1n, FIELD - 2n)) % FIELD;
  const edwards = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
  const plain = Buffer.from(signature);
  edwards[31] = (edwards[31] ?? 0) | ((plain[63] ?? 0) & 128);
  plain[63] = (plain[63] ?? 0) & 127;
  return verify(null, message, publicKey('Ed25519', edwards), plain);
}
