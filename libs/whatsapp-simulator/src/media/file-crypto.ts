import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type Attachment, type AttachmentKind } from '../contacts/content.ts';

/** What the key of a file is expanded with, by kind. */
const KEY_NAMES: Readonly<Record<AttachmentKind, string>> = {
  image: 'WhatsApp Image Keys',
  sticker: 'WhatsApp Image Keys',
  video: 'WhatsApp Video Keys',
  audio: 'WhatsApp Audio Keys',
  document: 'WhatsApp Document Keys',
};
const MAC_LENGTH = 10;

export const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

function keysOf(mediaKey: Buffer, kind: AttachmentKind): { iv: Buffer; cipher: Buffer; mac: Buffer } {
  const all = Buffer.from(hkdfSync('sha256', mediaKey, '', KEY_NAMES[kind], 112));
  return { iv: all.subarray(0, 16), cipher: all.subarray(16, 48), mac: all.subarray(48, 80) };
}

const macOf = (key: Buffer, iv: Buffer, body: Buffer) =>
  createHmac('sha256', key).update(iv).update(body).digest().subarray(0, MAC_LENGTH);

/** A file as it is uploaded: encrypted, with its check behind. */
export function encryptFile(plain: Buffer, mediaKey: Buffer, kind: AttachmentKind): Buffer {
  const keys = keysOf(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', keys.cipher, keys.iv);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([body, macOf(keys.mac, keys.iv, body)]);
}

/** The plain bytes of an uploaded file; undefined when it does not decrypt with the key in the message to what that promises. */
export function openFile(
  file: Buffer,
  { kind, mediaKey, sha256: plainDigest, encryptedSha256 }: Attachment,
): Buffer | undefined {
  if (!mediaKey || !plainDigest || !encryptedSha256 || file.length <= MAC_LENGTH) return undefined;
  const keys = keysOf(mediaKey, kind);
  const body = file.subarray(0, -MAC_LENGTH);
  if (
    !sha256(file).equals(encryptedSha256) ||
    !timingSafeEqual(macOf(keys.mac, keys.iv, body), file.subarray(-MAC_LENGTH))
  )
    return undefined;
  try {
    const decipher = createDecipheriv('aes-256-cbc', keys.cipher, keys.iv);
    const plain = Buffer.concat([decipher.update(body), decipher.final()]);
    return sha256(plain).equals(plainDigest) ? plain : undefined;
  } catch {
    return undefined;
  }
}
