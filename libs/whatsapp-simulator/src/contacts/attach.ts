import { type proto } from '@whiskeysockets/baileys';
import { encryptFile, sha256 } from '../media/file-crypto.ts';
import { type World } from '../server/world.ts';

/** A file that a contact sends along. */
export interface OutgoingFile {
  readonly kind: 'image' | 'video' | 'document' | 'voice' | 'audio' | 'sticker';
  /** Can be opened once only. */
  readonly viewOnce?: boolean | undefined;
  readonly base64: string;
  readonly mimetype?: string | undefined;
  readonly fileName?: string | undefined;
}

/** Puts the file where clients download from, and answers the message that points to it. */
export function attach(world: World, file: OutgoingFile, caption: string): proto.IMessage {
  const plain = Buffer.from(file.base64, 'base64');
  const mediaKey = world.source.next(32);
  const encrypted = encryptFile(plain, mediaKey, file.kind === 'voice' ? 'audio' : file.kind);
  const directPath = `/v/simulated/${sha256(encrypted).toString('base64url')}.enc`;
  world.media.put(directPath, encrypted);
  const pointer = {
    url: `https://${world.media.host}${directPath}`,
    directPath,
    mediaKey,
    fileSha256: sha256(plain),
    fileEncSha256: sha256(encrypted),
    fileLength: plain.length,
  };
  const message = messageWith(file, pointer, caption);
  return file.viewOnce ? { viewOnceMessageV2: { message } } : message;
}

type Pointer = Pick<
  proto.Message.IImageMessage,
  'url' | 'directPath' | 'mediaKey' | 'fileSha256' | 'fileEncSha256' | 'fileLength'
>;

function messageWith({ kind, mimetype, fileName }: OutgoingFile, pointer: Pointer, words: string): proto.IMessage {
  const caption = words === '' ? {} : { caption: words };
  switch (kind) {
    case 'image':
      return { imageMessage: { ...pointer, ...caption, mimetype: mimetype ?? 'image/jpeg' } };
    case 'video':
      return { videoMessage: { ...pointer, ...caption, mimetype: mimetype ?? 'video/mp4' } };
    case 'document': {
      const documentMessage = {
        ...pointer,
        ...caption,
        mimetype: mimetype ?? 'application/pdf',
        fileName: fileName ?? 'file.pdf',
      };
      return words === '' ? { documentMessage } : { documentWithCaptionMessage: { message: { documentMessage } } };
    }
    case 'voice':
      return { audioMessage: { ...pointer, mimetype: mimetype ?? 'audio/ogg; codecs=opus', ptt: true, seconds: 3 } };
    case 'audio':
      return { audioMessage: { ...pointer, mimetype: mimetype ?? 'audio/mpeg', ptt: false, seconds: 3 } };
    case 'sticker':
      return { stickerMessage: { ...pointer, mimetype: mimetype ?? 'image/webp' } };
  }
}
