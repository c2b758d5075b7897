import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a ciphertext is bound to, so that documents cannot be swapped between owners, kinds or ids. */
export type Binding = readonly [owner: string, type: string, id: string];

/** Lengths are part of it: `a|b` and `ab|` must not read alike. */
const associated = (binding: Binding): Buffer => Buffer.from(JSON.stringify(binding));

/** AES-256-GCM; the answer is iv, tag and ciphertext in one piece. */
export function encrypt(key: Buffer, plain: Buffer, binding: Binding): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated(binding));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws when the key is another one, the binding differs, or a bit was changed. */
export function decrypt(key: Buffer, sealed: Buffer, binding: Binding): Buffer {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(binding)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A name that tells nothing (ids of keys hold phone numbers) but is the same each time for one data key. */
export const blindName = (key: Buffer, type: string, id: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([type, id]))
    .digest('base64url')
    .slice(0, 24);
