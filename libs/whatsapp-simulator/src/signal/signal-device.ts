import { agreement, identityFrom, keyPairFrom, signWith, type IdentityKey, type KeyPair } from '../crypto/keys.ts';
import { type SeededSource } from '../crypto/seeded-source.ts';
import { decrypt, encrypt, masterSecret, tagged, withSendingChain, type Session } from './session.ts';
import { decodePreKeyMessage, encodePreKeyMessage, type PreKeyMessage } from './wire.ts';

/** What somebody needs to write to a device for the first time; keys are 32 raw bytes. */
export interface KeyBundle {
  readonly registrationId: number;
  readonly identity: Buffer;
  readonly signedPreKey: { readonly id: number; readonly public: Buffer; readonly signature: Buffer };
  readonly preKey: { readonly id: number; readonly public: Buffer } | undefined;
}

export interface Ciphertext {
  readonly type: 'pkmsg' | 'msg';
  readonly body: Buffer;
}

const KEPT_SESSIONS = 5;
const SIGNED_PRE_KEY = 1;
const LAST_PRE_KEY = 0xfffffe;

/**
 * A device that the simulator plays itself: a contact's phone or the phone of an account. Its keys follow from seed and
 * name, sessions are kept by remote address, newest first. One-time keys are derived from their number, so none is stored.
 */
export class SignalDevice {
  readonly registrationId: number;
  readonly identity: IdentityKey;
  private readonly name: string;
  private readonly source: SeededSource;
  private readonly sessions = new Map<string, readonly Session[]>();
  private signature: Buffer | undefined;
  private lastPreKey = 0;

  constructor(source: SeededSource, name: string) {
    this.source = source;
    this.name = name;
    this.identity = identityFrom(source.derive(`${name}:identity`));
    this.registrationId = source.derive(`${name}:registration`, 2).readUInt16BE() & 0x3fff || 1;
  }

  /** A bundle with a one-time key that was given to nobody before. */
  bundle(): KeyBundle {
    this.lastPreKey = (this.lastPreKey % LAST_PRE_KEY) + 1;
    const signedPreKey = this.preKey('signed', SIGNED_PRE_KEY).public;
    this.signature ??= signWith(this.identity, tagged(signedPreKey));
    return {
      registrationId: this.registrationId,
      identity: this.identity.public,
      signedPreKey: { id: SIGNED_PRE_KEY, public: signedPreKey, signature: this.signature },
      preKey: { id: this.lastPreKey, public: this.preKey('once', this.lastPreKey).public },
    };
  }

  hasSession(remote: string): boolean {
    return this.sessions.get(remote)?.some((session) => session.sending) ?? false;
  }

  /** Forgets all sessions: what a freshly installed phone knows. */
  forget(): void {
    this.sessions.clear();
  }

  /** Begins a session from the other side's bundle; the next message will be a `pkmsg`. */
  begin(remote: string, bundle: KeyBundle): void {
    const base = this.newKey();
    const signed = bundle.signedPreKey.public;
    const agreements = [agreement(this.identity, signed), agreement(base, bundle.identity), agreement(base, signed)];
    if (bundle.preKey) agreements.push(agreement(base, bundle.preKey.public));
    const session: Session = {
      baseKey: base.public.toString('base64'),
      remoteIdentity: tagged(bundle.identity),
      rootKey: masterSecret(agreements),
      ownRatchet: this.newKey(),
      previousCounter: 0,
      sending: undefined,
      receiving: [],
      pending: { preKeyId: bundle.preKey?.id, signedPreKeyId: bundle.signedPreKey.id, baseKey: tagged(base.public) },
    };
    this.keep(remote, withSendingChain(session, signed));
  }

  /** Throws when there is no session that can send (see `hasSession`, `begin`). */
  encrypt(remote: string, plaintext: Uint8Array): Ciphertext {
    const session = this.sessions.get(remote)?.find((each) => each.sending);
    if (!session) throw new Error(`${this.name} has no session with ${remote}`);
    const own = tagged(this.identity.public);
    const { session: next, body } = encrypt(session, own, plaintext);
    this.keep(remote, next);
    if (!session.pending) return { type: 'msg', body };
    const message = encodePreKeyMessage({
      ...session.pending,
      registrationId: this.registrationId,
      identityKey: own,
      message: body,
    });
    return { type: 'pkmsg', body: Buffer.concat([Buffer.from([0x33]), message]) };
  }

  /** Throws when no session fits; nothing has changed then. */
  decrypt(remote: string, ciphertext: Ciphertext): Buffer {
    const own = tagged(this.identity.public);
    if (ciphertext.type === 'pkmsg') {
      const message = decodePreKeyMessage(ciphertext.body.subarray(1));
      return this.open(remote, this.sessionOf(remote, message), own, message.message);
    }
    const known = this.sessions.get(remote) ?? [];
    for (const session of known) {
      try {
        return this.open(remote, session, own, ciphertext.body);
      } catch {
        // Another session of this address may be the right one.
      }
    }
    throw new Error(
      known.length === 0 ? `no session with ${remote}` : `none of ${known.length} sessions with ${remote} fits`,
    );
  }

  private open(remote: string, session: Session, own: Buffer, body: Buffer): Buffer {
    const { session: next, plaintext } = decrypt(session, own, body, () => this.newKey());
    this.keep(remote, next);
    return plaintext;
  }

  private sessionOf(remote: string, message: PreKeyMessage): Session {
    const baseKey = message.baseKey.subarray(1).toString('base64');
    const known = this.sessions.get(remote)?.find((session) => session.baseKey === baseKey);
    if (known) return known;
    const signed = this.preKey('signed', SIGNED_PRE_KEY);
    const agreements = [
      agreement(signed, message.identityKey),
      agreement(this.identity, message.baseKey),
      agreement(signed, message.baseKey),
    ];
    if (message.preKeyId !== undefined)
      agreements.push(agreement(this.preKey('once', message.preKeyId), message.baseKey));
    return {
      baseKey,
      remoteIdentity: tagged(message.identityKey),
      rootKey: masterSecret(agreements),
      ownRatchet: signed,
      previousCounter: 0,
      sending: undefined,
      receiving: [],
      pending: undefined,
    };
  }

  private keep(remote: string, session: Session): void {
    const others = (this.sessions.get(remote) ?? []).filter((each) => each.baseKey !== session.baseKey);
    this.sessions.set(remote, [session, ...others].slice(0, KEPT_SESSIONS));
  }

  private preKey(kind: 'signed' | 'once', id: number): KeyPair {
    return keyPairFrom(this.source.derive(`${this.name}:${kind}:${id}`));
  }

  private newKey(): KeyPair {
    return keyPairFrom(this.source.next(32));
  }
}
