import { type Attachment } from '../contacts/content.ts';
import { type MediaFact } from '../ledger/ledger.ts';
import { openFile } from './file-crypto.ts';

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

  /** The plain bytes of a message's file; undefined when it is not here or not what the message promises. */
  open(attachment: Attachment): Buffer | undefined {
    const file = attachment.directPath === undefined ? undefined : this.files.get(attachment.directPath);
    return file === undefined ? undefined : openFile(file, attachment);
  }

  /** Whether the file of a message was uploaded, and decrypts to what the message promises. */
  inspect(attachment: Attachment): MediaFact {
    const file = attachment.directPath === undefined ? undefined : this.files.get(attachment.directPath);
    const intact = this.open(attachment) !== undefined;
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
