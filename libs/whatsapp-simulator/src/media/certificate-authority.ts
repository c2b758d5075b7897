import { createECDH, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { type SeededSource } from '../crypto/seeded-source.ts';
import { bits, boolean, explicit, implicit, integer, objectId, octets, sequence, set, utcTime, utf8 } from './der.ts';

/** What the https server for files shows, and what clients must trust to accept it; all PEM. */
export interface MediaCertificates {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const VALIDITY = sequence(utcTime(new Date('2020-01-01T00:00:00Z')), utcTime(new Date('2049-12-31T00:00:00Z')));
const VERSION_3 = explicit(0, integer(Buffer.from([2])));
const CA_NAME = 'WhatsApp simulator CA';

const nameOf = (common: string) => sequence(set(sequence(objectId('2.5.4.3'), utf8(common))));
const extension = (id: string, critical: boolean, value: Buffer) =>
  critical ? sequence(objectId(id), boolean(true), octets(value)) : sequence(objectId(id), octets(value));

/**
 * A CA of one's own and a certificate for `host`. The keys follow from the seed, so a client that trusts the CA file of
 * an earlier run with the same seed still does.
 */
export function makeCertificates(source: SeededSource, host: string): MediaCertificates {
  const authority = ecKey(source.derive('media authority'));
  const server = ecKey(source.derive('media server'));
  const isAuthority = extension('2.5.29.19', true, sequence(boolean(true)));
  const address = isIPv4(host) ? implicit(7, Buffer.from(host.split('.').map(Number))) : implicit(2, Buffer.from(host));
  const names = extension('2.5.29.17', false, sequence(address, implicit(2, Buffer.from('localhost'))));
  return {
    ca: pem(
      'CERTIFICATE',
      certificate({ serial: 1, subject: CA_NAME, key: authority, signer: authority, extensions: [isAuthority] }),
    ),
    certificate: pem(
      'CERTIFICATE',
      certificate({ serial: 2, subject: host, key: server, signer: authority, extensions: [names] }),
    ),
    key: server.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

interface Claim {
  readonly serial: number;
  readonly subject: string;
  readonly key: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}

function certificate({ serial, subject, key, signer, extensions }: Claim): Buffer {
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const claim = sequence(
    VERSION_3,
    integer(Buffer.from([serial])),
    ECDSA_WITH_SHA256,
    nameOf(CA_NAME),
    VALIDITY,
    nameOf(subject),
    publicKey,
    explicit(3, sequence(...extensions)),
  );
  return sequence(claim, ECDSA_WITH_SHA256, bits(sign('sha256', claim, signer)));
}

function ecKey(secret: Buffer): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: secret.toString('base64url'), x, y }, format: 'jwk' });
}

function pem(label: string, body: Buffer): string {
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
