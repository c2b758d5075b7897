import { type MediaId, type OwnerId } from '@relance/kernel';

/** Whose file it is: one owner's, or the installation's, which every owner may read and send. */
export type MediaOwner = OwnerId | 'installation';
export const INSTALLATION = 'installation' as const;

/** The MIME types that WhatsApp shows and this product stores, and how each is sent. */
export const mediaTypes = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'video/mp4': 'video',
  'application/pdf': 'document',
  'audio/ogg': 'voice',
  'audio/mpeg': 'audio',
} as const satisfies Readonly<Record<string, MediaKind>>;
export type MediaType = keyof typeof mediaTypes;

/** `voice` is played as a voice note; `audio` as a file with a player. */
export type MediaKind = 'image' | 'video' | 'document' | 'voice' | 'audio';

export const isMediaType = (type: string): type is MediaType => Object.hasOwn(mediaTypes, type);
export const mediaKindOf = (type: MediaType): MediaKind => mediaTypes[type];

/** Audio has no caption in WhatsApp: a text beside it is a message of its own. */
export const carriesCaption = (type: MediaType): boolean => !['voice', 'audio'].includes(mediaTypes[type]);

export const MEDIA_BYTES_MAX = 16 * 1024 * 1024;
export const MEDIA_NAME_MAX = 200;
/** Files of one day's message. */
export const MEDIA_PER_MESSAGE_MAX = 5;

/** A stored file, without its bytes. */
export type Media = {
  readonly id: MediaId;
  readonly owner: MediaOwner;
  readonly name: string;
  readonly type: MediaType;
  readonly bytes: number;
  /** SHA-256 of the bytes, hex: the same bytes of one owner are one file. */
  readonly hash: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly createdAt: Date;
};

/** How many campaigns and message days name a file. */
export type MediaUsage = { readonly campaigns: number; readonly templates: number };

/** Where a file is used, for the refusal to delete it. */
export type MediaUse =
  | { readonly kind: 'campaign'; readonly id: string; readonly name: string }
  | { readonly kind: 'template'; readonly day: number; readonly set: 'owner' | 'installation' };
