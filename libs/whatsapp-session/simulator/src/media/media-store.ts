import { createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type Attachment, type AttachmentKind } from '../contacts/content.ts';
import { type MediaFact } from '../ledger/ledger.ts';

/** What the key of a file is expanded with, by kind. */
const KEY_NAMES: Readonly<Record<AttachmentKind, string>> = {
  image: 'WhatsApp Image Keys',
  sticker: 'WhatsApp Image Keys',
  video: 'WhatsApp Video Keys',
  audio: 'WhatsApp Audio Keys',
  document: 'WhatsApp Document Keys',
};
const MAC_LENGTH = 10;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** Uploaded files, encrypted as they came, by path. */
export class MediaStore {
  /** `name:port` of the https server that holds them. */
  host = '';
  private readonly files = new Map<string, Buffer>();

  put(path: string, bytes: Buffer): void {
    this.files.set(path, bytes);
  }

  get(path: string): Buffer | undefined {
    return this.files.get(path);
  }

  get size(): number {
    return this.files.size;
  }

  clear(): void {
    this.files.clear();
  }

  /** Whether the file of a message was uploaded, and decrypts to what the message promises. */
  judge(attachment: Attachment): MediaFact {
    const file = attachment.directPath === undefined ? undefined : this.files.get(attachment.directPath);
    const intact = file !== undefined && isIntact(file, attachment);
    return { kind: attachment.kind, uploaded: file !== undefined, intact, caption: attachment.caption };
  }
}

function isIntact(file: Buffer, { kind, mediaKey, sha256: plainDigest, encryptedSha256 }: Attachment): boolean {
  if (!mediaKey || !plainDigest || !encryptedSha256 || file.length <= MAC_LENGTH) return false;
  const keys = Buffer.from(hkdfSync('sha256', mediaKey, '', KEY_NAMES[kind], 112));
  const iv = keys.subarray(0, 16);
  const body = file.subarray(0, -MAC_LENGTH);
  const mac = createHmac('sha256', keys.subarray(48, 80)).update(iv).update(body).digest().subarray(0, MAC_LENGTH);
  if (!sha256(file).equals(encryptedSha256) || !timingSafeEqual(mac, file.subarray(-MAC_LENGTH))) return false;
  try {
    const decipher = createDecipheriv('aes-256-cbc', keys.subarray(16, 48), iv);
    return sha256(Buffer.concat([decipher.update(body), decipher.final()])).equals(plainDigest);
  } catch {
    return false;
  }
}
