import { proto } from '@whiskeysockets/baileys';
import { identityFrom, keyPairFrom, signWith, type KeyPair } from '../crypto/keys.ts';
import { type SeededSource } from '../crypto/seeded-source.ts';

/** The server's static key and the chain that vouches for it: root signs intermediate, intermediate signs leaf. */
export interface ServerKeys {
  readonly staticKey: KeyPair;
  readonly chain: Buffer;
  /** What a client must trust: 32 bytes. */
  readonly rootPublicKey: Buffer;
}

/** Serial of the root, as clients expect it; protobuf leaves zero out unless it is set on the encoded object. */
const ROOT_SERIAL = 0;
const INTERMEDIATE_SERIAL = 1;
const LEAF_SERIAL = 2;

export function makeServerKeys(source: SeededSource): ServerKeys {
  const root = identityFrom(source.derive('root certificate'));
  const intermediate = identityFrom(source.derive('intermediate certificate'));
  const staticKey = keyPairFrom(source.derive('server static key'));
  const details = (serial: number, issuerSerial: number, key: Buffer) =>
    Buffer.from(proto.CertChain.NoiseCertificate.Details.encode({ serial, issuerSerial, key }).finish());
  const intermediateDetails = details(INTERMEDIATE_SERIAL, ROOT_SERIAL, intermediate.public);
  const leafDetails = details(LEAF_SERIAL, INTERMEDIATE_SERIAL, staticKey.public);
  const chain = proto.CertChain.encode({
    intermediate: { details: intermediateDetails, signature: signWith(root, intermediateDetails) },
    leaf: { details: leafDetails, signature: signWith(intermediate, leafDetails) },
  }).finish();
  return { staticKey, chain: Buffer.from(chain), rootPublicKey: root.public };
}
