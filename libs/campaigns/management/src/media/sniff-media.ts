import { isMediaType, type MediaType } from '@relance/campaigns-domain';
import { fileTypeFromBuffer } from 'file-type';

/** What file-type says more exactly than messages need. */
const aliases: Readonly<Record<string, MediaType>> = {
  'image/apng': 'image/png',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/opus': 'audio/ogg',
};

/** The type of a file by its bytes, whatever its name says; null when it is empty or none that can be sent. */
export async function sniffMedia(bytes: Uint8Array): Promise<MediaType | null> {
  const found = bytes.byteLength === 0 ? undefined : await fileTypeFromBuffer(bytes);
  if (!found) return null;
  const type = aliases[found.mime] ?? found.mime;
  return isMediaType(type) ? type : null;
}
