import { generateWAMessage, proto, type AnyMessageContent, type WASocket } from '@whiskeysockets/baileys';
import { type OutboundMedia } from '@relance/messaging';
import { type BoundedCache } from '../bounded-cache.ts';

/** WhatsApp keeps an uploaded file for weeks; half a day is enough for a campaign's wave and far from any expiry. */
export const UPLOAD_LIFE_MS = 12 * 3_600_000;
/** Uploads of an account that are remembered: a few hundred bytes each. */
export const UPLOADS_MAX = 100;

type MediaRequest = {
  readonly socket: WASocket;
  readonly jid: string;
  readonly messageId: string;
  readonly media: OutboundMedia;
  readonly caption: string;
  /** Of this account, outliving sockets. */
  readonly uploads: BoundedCache;
};

/**
 * The message that shows a file, uploaded unless this account's upload of it is still known. Baileys' own cache of uploads is
 * used: it goes by address, so a known file is given as an address under its id and an unknown one by its bytes.
 */
export async function mediaMessage({
  socket,
  jid,
  messageId,
  media,
  caption,
  uploads,
}: MediaRequest): Promise<proto.IMessage> {
  const url = `relance:${media.id}`;
  const key = `${baileysKind(media)}:${url}`;
  const isKnown = uploads.get(key) !== undefined;
  const source = isKnown ? { url } : Buffer.from(await media.read());
  const { message } = await generateWAMessage(jid, contentOf(media, source, caption), {
    userJid: socket.user?.id ?? '',
    messageId,
    upload: socket.waUploadToServer,
    mediaCache: uploads,
  });
  if (!message) throw new Error('a media message has content');
  if (!isKnown) uploads.set(key, withoutWords(message));
  return message;
}

/** What is remembered of an upload: the file, not what was said beside it nor the secret of that one message. */
function withoutWords(message: proto.IMessage): Uint8Array {
  const bare = proto.Message.decode(proto.Message.encode(message).finish());
  bare.messageContextInfo = null;
  for (const file of [bare.imageMessage, bare.videoMessage, bare.documentMessage]) if (file) file.caption = null;
  return proto.Message.encode(bare).finish();
}

const baileysKind = ({ kind }: OutboundMedia): 'image' | 'video' | 'document' | 'audio' =>
  kind === 'voice' ? 'audio' : kind;

type Source = Buffer | { readonly url: string };

function contentOf({ kind, mimeType, name }: OutboundMedia, source: Source, caption: string): AnyMessageContent {
  const words = caption === '' ? {} : { caption };
  switch (kind) {
    case 'image':
      return { image: source, mimetype: mimeType, ...words };
    case 'video':
      return { video: source, mimetype: mimeType, ...words };
    case 'document':
      return { document: source, mimetype: mimeType, fileName: name, ...words };
    case 'voice':
      return { audio: source, mimetype: 'audio/ogg; codecs=opus', ptt: true };
    case 'audio':
      return { audio: source, mimetype: mimeType };
  }
}

/** Messages with a file are kept whole for those who ask for them again; texts cannot begin with this character. */
const ENCODED = '\u0001';

/** What is kept of an outgoing message until it is no longer asked for. */
export const keptMessage = (message: proto.IMessage): string =>
  ENCODED + Buffer.from(proto.Message.encode(message).finish()).toString('base64');

/** The message that was kept: a text, or one with a file. */
export function messageOfKept(kept: string): proto.IMessage {
  if (!kept.startsWith(ENCODED)) return { extendedTextMessage: { text: kept } };
  return proto.Message.decode(Buffer.from(kept.slice(ENCODED.length), 'base64'));
}
