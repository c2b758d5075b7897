import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { agreement, type KeyPair } from '../crypto/keys.ts';
import { type ServerKeys } from './certificates.ts';
import { WA_HEADER } from './frame-reader.ts';

const PATTERN = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0');
const TAG_LENGTH = 16;
const NOTHING = Buffer.alloc(0);

/** What a client says of itself at the end of the handshake. */
export interface ClientFinish {
  readonly noisePublic: Buffer;
  readonly payload: proto.ClientPayload;
}

function nonce(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}

function seal(key: Buffer, counter: number, plaintext: Uint8Array, data: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(counter)).setAAD(data);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, counter: number, ciphertext: Buffer, data: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(counter)).setAAD(data);
  decipher.setAuthTag(ciphertext.subarray(-TAG_LENGTH));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, -TAG_LENGTH)), decipher.final()]);
}

/** The server's half of Noise XX, then the transport that follows from it. */
export class NoiseSession {
  private readonly server: ServerKeys;
  private readonly ephemeral: KeyPair;
  private hash: Buffer = PATTERN;
  private salt: Buffer = PATTERN;
  private key: Buffer = PATTERN;
  private counter = 0;
  private transport: { readonly out: Buffer; readonly in: Buffer; sent: number; received: number } | undefined;

  constructor(server: ServerKeys, ephemeral: KeyPair) {
    this.server = server;
    this.ephemeral = ephemeral;
    this.mixHash(WA_HEADER);
  }

  /** Answers the client's hello; the answer is the body of one frame. */
  hello(frame: Buffer): Buffer {
    const clientEphemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
    if (!clientEphemeral) throw new Error('the handshake begins with no client hello');
    this.mixHash(clientEphemeral);
    this.mixHash(this.ephemeral.public);
    this.mixKey(agreement(this.ephemeral, clientEphemeral));
    const encryptedStatic = this.encryptAndHash(this.server.staticKey.public);
    this.mixKey(agreement(this.server.staticKey, clientEphemeral));
    const payload = this.encryptAndHash(this.server.chain);
    const answer = proto.HandshakeMessage.encode({
      serverHello: { ephemeral: this.ephemeral.public, static: encryptedStatic, payload },
    });
    return Buffer.from(answer.finish());
  }

  /** Reads the client's finish; afterwards `encrypt` and `decrypt` carry the transport. */
  finish(frame: Buffer): ClientFinish {
    const finish = proto.HandshakeMessage.decode(frame).clientFinish;
    if (!finish?.static || !finish.payload) throw new Error('the handshake ends with no client finish');
    const noisePublic = this.decryptAndHash(Buffer.from(finish.static));
    this.mixKey(agreement(this.ephemeral, noisePublic));
    const payload = proto.ClientPayload.decode(this.decryptAndHash(Buffer.from(finish.payload)));
    const [clientOut, clientIn] = this.split(NOTHING);
    this.transport = { in: clientOut, out: clientIn, sent: 0, received: 0 };
    return { noisePublic, payload };
  }

  encrypt(plaintext: Uint8Array): Buffer {
    if (!this.transport) throw new Error('the handshake is not finished');
    return seal(this.transport.out, this.transport.sent++, plaintext, NOTHING);
  }

  decrypt(frame: Buffer): Buffer {
    if (!this.transport) throw new Error('the handshake is not finished');
    return unseal(this.transport.in, this.transport.received++, frame, NOTHING);
  }

  private mixHash(data: Uint8Array): void {
    this.hash = createHash('sha256').update(this.hash).update(data).digest();
  }

  private split(secret: Buffer): [Buffer, Buffer] {
    const both = Buffer.from(hkdfSync('sha256', secret, this.salt, '', 64));
    return [both.subarray(0, 32), both.subarray(32)];
  }

  private mixKey(secret: Buffer): void {
    [this.salt, this.key] = this.split(secret);
    this.counter = 0;
  }

  private encryptAndHash(plaintext: Uint8Array): Buffer {
    const sealed = seal(this.key, this.counter++, plaintext, this.hash);
    this.mixHash(sealed);
    return sealed;
  }

  private decryptAndHash(ciphertext: Buffer): Buffer {
    const plaintext = unseal(this.key, this.counter++, ciphertext, this.hash);
    this.mixHash(ciphertext);
    return plaintext;
  }
}
