import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, type Binding } from './cipher.ts';

export type MasterKey = { readonly id: string; readonly key: Buffer };
export type WrappedKey = { readonly keyId: string; readonly wrapped: Buffer };

/** The configured keys do not open what is stored; its sentence is for the operator. */
export class MasterKeyRefusal extends Error {
  override readonly name = 'MasterKeyRefusal';
}

const dataKeyBinding = (owner: string): Binding => [owner, 'data-key', ''];

/** The master keys: the newest wraps, every one of them unwraps. */
export class MasterKeyRing {
  private readonly byId: ReadonlyMap<string, Buffer>;
  readonly newest: MasterKey;

  constructor(keys: readonly MasterKey[]) {
    const [newest] = keys;
    if (newest === undefined) {
      throw new MasterKeyRefusal('RELANCE_MASTER_KEYS is missing: WhatsApp credentials are never stored unencrypted.');
    }
    this.newest = newest;
    this.byId = new Map(keys.map(({ id, key }) => [id, key]));
  }

  has(keyId: string): boolean {
    return this.byId.has(keyId);
  }

  newDataKey(): Buffer {
    return randomBytes(32);
  }

  wrap(owner: string, dataKey: Buffer): WrappedKey {
    return { keyId: this.newest.id, wrapped: encrypt(this.newest.key, dataKey, dataKeyBinding(owner)) };
  }

  /** Throws MasterKeyRefusal when the key is not there or not the one that wrapped it. */
  unwrap(owner: string, { keyId, wrapped }: WrappedKey): Buffer {
    const key = this.byId.get(keyId);
    if (key === undefined) {
      throw new MasterKeyRefusal(`RELANCE_MASTER_KEYS has no key "${keyId}", which stored sessions are wrapped with.`);
    }
    try {
      return decrypt(key, wrapped, dataKeyBinding(owner));
    } catch {
      throw new MasterKeyRefusal(
        `The master key "${keyId}" in RELANCE_MASTER_KEYS is not the one that stored sessions were wrapped with.`,
      );
    }
  }

  /** Short texts that live for minutes are sealed with the newest master key itself. */
  seal(owner: string, purpose: string, plain: string): string {
    const sealed = encrypt(this.newest.key, Buffer.from(plain), [owner, 'sealed', purpose]);
    return `${this.newest.id}.${sealed.toString('base64url')}`;
  }

  unseal(owner: string, purpose: string, text: string): string | null {
    const dot = text.lastIndexOf('.');
    const key = this.byId.get(text.slice(0, dot));
    if (key === undefined) return null;
    try {
      return decrypt(key, Buffer.from(text.slice(dot + 1), 'base64url'), [owner, 'sealed', purpose]).toString();
    } catch {
      return null;
    }
  }
}
