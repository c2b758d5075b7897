import { type Media, mediaKindOf, type MediaStore } from '@relance/campaigns-domain';
import { type OutboundMedia } from '@relance/messaging';

/** A stored file as the messenger sends it; its bytes are read when they have to be uploaded. */
export const outboundMedia = (file: Media, store: Pick<MediaStore, 'readAll'>): OutboundMedia => ({
  id: file.id,
  kind: mediaKindOf(file.type),
  mimeType: file.type,
  name: file.name,
  read: () => store.readAll(file.id),
});
