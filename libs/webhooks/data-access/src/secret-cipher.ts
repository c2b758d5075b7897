import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type MasterKey } from '@relance/platform';

/** Signing secrets at rest: AES-256-GCM under the newest master key, `keyId.iv.tag.text` in base64url. */
export class SecretCipher {
  constructor(private readonly keys: readonly MasterKey[]) {}

  seal(secret: string): string {
    const [newest] = this.keys;
    if (!newest) throw new Error('there is no master key');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', newest.key, iv);
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [newest.id, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
  }

  open(sealed: string): string {
    const [id, ...parts] = sealed.split('.');
    const key = this.keys.find((one) => one.id === id);
    if (!key) throw new Error('the master key of a webhook secret is not configured any more');
    const [iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (!iv || !tag || !text) throw new Error('a webhook secret is not readable');
    const decipher = createDecipheriv('aes-256-gcm', key.key, iv);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }
}
