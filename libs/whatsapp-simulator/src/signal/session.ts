import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { agreement, type KeyPair } from '../crypto/keys.ts';
import { decodeWhisper, encodeWhisper, type WhisperMessage } from './wire.ts';

/**
 * One double-ratchet session, as libsignal speaks it (version 3). Sessions are values: each step returns the next
 * session and never changes the one it was given, so a message that does not decrypt leaves no trace.
 */
export interface Session {
  readonly baseKey: string;
  readonly remoteIdentity: Buffer;
  readonly rootKey: Buffer;
  readonly ownRatchet: KeyPair;
  readonly previousCounter: number;
  readonly sending: Chain | undefined;
  readonly receiving: readonly ReceivingChain[];
  /** Set until the other side has answered: what a first message must carry. */
  readonly pending:
    { readonly preKeyId: number | undefined; readonly signedPreKeyId: number; readonly baseKey: Buffer } | undefined;
}

interface Chain {
  readonly key: Buffer;
  /** Number of the message that the key makes next. */
  readonly next: number;
}

interface ReceivingChain extends Chain {
  readonly ratchetKey: Buffer;
  readonly skipped: ReadonlyMap<number, Buffer>;
}

const VERSION = 0x33;
const NO_SALT = Buffer.alloc(32);
const KEPT_CHAINS = 5;
const FURTHEST_MESSAGE = 2000;

const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();

/** HKDF in pieces of 32 bytes. */
export function derive(secret: Uint8Array, salt: Uint8Array, info: string, pieces: number): Buffer[] {
  const all = Buffer.from(hkdfSync('sha256', secret, salt, info, pieces * 32));
  return Array.from({ length: pieces }, (_, index) => all.subarray(index * 32, index * 32 + 32));
}

/** A public key as Signal messages carry it: 33 bytes, a 5 in front. */
export const tagged = (key: Uint8Array): Buffer =>
  key.length === 33 ? Buffer.from(key) : Buffer.concat([Buffer.from([5]), key]);

function nextChain(rootKey: Buffer, own: KeyPair, other: Uint8Array): { rootKey: Buffer; chainKey: Buffer } {
  const [root, chain] = derive(agreement(own, other), rootKey, 'WhisperRatchet', 2);
  if (!root || !chain) throw new Error('unreachable: two pieces were asked for');
  return { rootKey: root, chainKey: chain };
}

export const masterSecret = (agreements: readonly Buffer[]): Buffer => {
  const [root] = derive(Buffer.concat([Buffer.alloc(32, 0xff), ...agreements]), NO_SALT, 'WhisperText', 2);
  if (!root) throw new Error('unreachable: two pieces were asked for');
  return root;
};

/** Begins the sending chain of the side that speaks first. */
export function withSendingChain(session: Session, theirSignedPreKey: Uint8Array): Session {
  const { rootKey, chainKey } = nextChain(session.rootKey, session.ownRatchet, theirSignedPreKey);
  return { ...session, rootKey, sending: { key: chainKey, next: 0 } };
}

function messageKeys(seed: Buffer): { cipher: Buffer; mac: Buffer; iv: Buffer } {
  const [cipher, mac, iv] = derive(seed, NO_SALT, 'WhisperMessageKeys', 3);
  if (!cipher || !mac || !iv) throw new Error('unreachable: three pieces were asked for');
  return { cipher, mac, iv: iv.subarray(0, 16) };
}

const macOf = (key: Buffer, sender: Buffer, receiver: Buffer, body: Buffer) =>
  hmac(key, Buffer.concat([sender, receiver, Buffer.from([VERSION]), body])).subarray(0, 8);

export function encrypt(
  session: Session,
  ownIdentity: Buffer,
  plaintext: Uint8Array,
): { session: Session; body: Buffer } {
  const chain = session.sending;
  if (!chain) throw new Error('this session cannot send yet');
  const keys = messageKeys(hmac(chain.key, Buffer.from([1])));
  const cipher = createCipheriv('aes-256-cbc', keys.cipher, keys.iv);
  const message = encodeWhisper({
    ratchetKey: tagged(session.ownRatchet.public),
    counter: chain.next,
    previousCounter: session.previousCounter,
    ciphertext: Buffer.concat([cipher.update(plaintext), cipher.final()]),
  });
  const mac = macOf(keys.mac, ownIdentity, session.remoteIdentity, message);
  return {
    session: { ...session, sending: { key: hmac(chain.key, Buffer.from([2])), next: chain.next + 1 } },
    body: Buffer.concat([Buffer.from([VERSION]), message, mac]),
  };
}

/** Takes the key of message `counter` out of the chain, keeping those it passes for messages that come late. */
function takeKey(chain: ReceivingChain, counter: number): { chain: ReceivingChain; seed: Buffer } {
  const skipped = new Map(chain.skipped);
  const kept = skipped.get(counter);
  if (kept) {
    skipped.delete(counter);
    return { chain: { ...chain, skipped }, seed: kept };
  }
  if (counter < chain.next) throw new Error('this message was decrypted before');
  if (counter - chain.next > FURTHEST_MESSAGE) throw new Error('this message is too far in the future');
  let key = chain.key;
  for (let index = chain.next; index < counter; index += 1) {
    skipped.set(index, hmac(key, Buffer.from([1])));
    key = hmac(key, Buffer.from([2]));
  }
  return {
    chain: { ...chain, key: hmac(key, Buffer.from([2])), next: counter + 1, skipped },
    seed: hmac(key, Buffer.from([1])),
  };
}

/** The session as it is once the other side's new ratchet key is known. */
function stepped(session: Session, message: WhisperMessage, newRatchet: () => KeyPair): Session {
  if (session.receiving.some((chain) => chain.ratchetKey.equals(message.ratchetKey))) return session;
  const received = nextChain(session.rootKey, session.ownRatchet, message.ratchetKey);
  const ownRatchet = newRatchet();
  const sending = nextChain(received.rootKey, ownRatchet, message.ratchetKey);
  const chain: ReceivingChain = {
    ratchetKey: Buffer.from(message.ratchetKey),
    key: received.chainKey,
    next: 0,
    skipped: new Map(),
  };
  return {
    ...session,
    rootKey: sending.rootKey,
    ownRatchet,
    previousCounter: Math.max(0, (session.sending?.next ?? 1) - 1),
    sending: { key: sending.chainKey, next: 0 },
    receiving: [chain, ...session.receiving].slice(0, KEPT_CHAINS),
  };
}

/** Decrypts an ordinary message. Throws when it is not this session's; the given session is then still good. */
export function decrypt(
  session: Session,
  ownIdentity: Buffer,
  body: Buffer,
  newRatchet: () => KeyPair,
): { session: Session; plaintext: Buffer } {
  if (body[0] !== VERSION) throw new Error('this is no Signal message of version 3');
  const encoded = body.subarray(1, -8);
  const message = decodeWhisper(encoded);
  const next = stepped(session, message, newRatchet);
  const index = next.receiving.findIndex((chain) => chain.ratchetKey.equals(message.ratchetKey));
  const found = next.receiving[index];
  if (!found) throw new Error('unreachable: the step adds the chain');
  const { chain, seed } = takeKey(found, message.counter);
  const keys = messageKeys(seed);
  const mac = macOf(keys.mac, session.remoteIdentity, ownIdentity, encoded);
  if (!timingSafeEqual(mac, body.subarray(-8))) throw new Error('this message was not made with this session');
  const decipher = createDecipheriv('aes-256-cbc', keys.cipher, keys.iv);
  const plaintext = Buffer.concat([decipher.update(message.ciphertext), decipher.final()]);
  const receiving = next.receiving.map((each, at) => (at === index ? chain : each));
  return { session: { ...next, receiving, pending: undefined }, plaintext };
}
