import { normalizeMessageContent, proto, unpadRandomMax16 } from '@whiskeysockets/baileys';

/** What a decrypted message holds, as far as a person sees it. */
export interface SeenContent {
  readonly text: string | undefined;
  readonly attachment: Attachment | undefined;
}

/** A file that the message points to. */
export interface Attachment {
  readonly kind: AttachmentKind;
  readonly caption: string | undefined;
  readonly mimetype: string | undefined;
  readonly fileName: string | undefined;
  /** Played as a voice note. */
  readonly isVoice: boolean;
  readonly directPath: string | undefined;
  readonly mediaKey: Buffer | undefined;
  readonly sha256: Buffer | undefined;
  readonly encryptedSha256: Buffer | undefined;
}

export type AttachmentKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

const KINDS = [
  ['image', 'imageMessage'],
  ['video', 'videoMessage'],
  ['audio', 'audioMessage'],
  ['document', 'documentMessage'],
  ['sticker', 'stickerMessage'],
] as const;

/** Reads the padded plaintext of a Signal message. A copy for an own device is unwrapped. */
export function readContent(plaintext: Buffer): SeenContent {
  const outer = proto.Message.decode(unpadRandomMax16(plaintext));
  const message = normalizeMessageContent(outer.deviceSentMessage?.message ?? outer);
  const attachment = attachmentOf(message);
  return {
    text: message?.conversation ?? message?.extendedTextMessage?.text ?? attachment?.caption ?? undefined,
    attachment,
  };
}

function attachmentOf(message: proto.IMessage | undefined): Attachment | undefined {
  for (const [kind, field] of KINDS) {
    const file = message?.[field];
    if (!file) continue;
    const buffer = (value: Uint8Array | null | undefined) => (value ? Buffer.from(value) : undefined);
    return {
      kind,
      caption: ('caption' in file ? file.caption : undefined) ?? undefined,
      mimetype: file.mimetype ?? undefined,
      fileName: ('fileName' in file ? file.fileName : undefined) ?? undefined,
      isVoice: 'ptt' in file && file.ptt === true,
      directPath: file.directPath ?? undefined,
      mediaKey: buffer(file.mediaKey),
      sha256: buffer(file.fileSha256),
      encryptedSha256: buffer(file.fileEncSha256),
    };
  }
  return undefined;
}
