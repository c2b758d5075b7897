import { type Attachment } from '../contacts/content.ts';
import { type MediaFact } from '../ledger/ledger.ts';
import { isIntact } from './file-crypto.ts';

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
    const { kind, caption, mimetype, fileName, isVoice, sha256 } = attachment;
    return {
      kind,
      uploaded: file !== undefined,
      intact,
      caption,
      mimetype,
      fileName,
      isVoice,
      sha256: sha256?.toString('hex'),
    };
  }
}
