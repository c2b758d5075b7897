import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type MasterKey } from '../config/relance-config.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals small secrets (AES-256-GCM) with a key derived from the newest master key; opens with whichever sealed it.
 * `use` names what the secret is for and whose it is, so that sealed values cannot be swapped.
 */
export class SecretBox {
  constructor(private readonly masterKeys: readonly MasterKey[]) {}

  seal(plain: string, use: string): string {
    const [newest] = this.masterKeys;
    if (!newest) throw new Error('no master key is configured');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyOf(newest), iv).setAAD(Buffer.from(use));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${newest.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** Throws when its key is gone, the use differs, or a bit was changed. */
  open(sealed: string, use: string): string {
    const [id, body = ''] = sealed.split('.');
    const master = this.masterKeys.find((key) => key.id === id);
    if (!master) throw new Error(`the master key ${id} that sealed a secret is not configured`);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(master), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(use)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** Whether an older key sealed it: seal it anew before that key is taken away. */
  isOld(sealed: string): boolean {
    return sealed.split('.')[0] !== this.masterKeys[0]?.id;
  }
}

const keyOf = (master: MasterKey): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master.key, '', 'relance sealed secrets', 32));
