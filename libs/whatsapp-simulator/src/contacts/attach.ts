import { type proto } from '@whiskeysockets/baileys';
import { encryptFile, sha256 } from '../media/file-crypto.ts';
import { type World } from '../server/world.ts';

/** A file that a contact sends along. */
export interface OutgoingFile {
  readonly kind: 'image' | 'document';
  readonly base64: string;
  readonly mimetype?: string | undefined;
  readonly fileName?: string | undefined;
}

/** Puts the file where clients download from, and answers the message that points to it. */
export function attach(world: World, file: OutgoingFile, caption: string): proto.IMessage {
  const plain = Buffer.from(file.base64, 'base64');
  const mediaKey = world.source.next(32);
  const encrypted = encryptFile(plain, mediaKey, file.kind);
  const directPath = `/v/simulated/${sha256(encrypted).toString('base64url')}.enc`;
  world.media.put(directPath, encrypted);
  const pointer = {
    url: `https://${world.media.host}${directPath}`,
    directPath,
    mediaKey,
    fileSha256: sha256(plain),
    fileEncSha256: sha256(encrypted),
    fileLength: plain.length,
    caption,
  };
  if (file.kind === 'image') return { imageMessage: { ...pointer, mimetype: file.mimetype ?? 'image/jpeg' } };
  return {
    documentMessage: {
      ...pointer,
      mimetype: file.mimetype ?? 'application/pdf',
      fileName: file.fileName ?? 'file.pdf',
    },
  };
}
