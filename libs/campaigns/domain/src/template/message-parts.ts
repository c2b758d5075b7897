import { carriesCaption, type Media } from '../media/media.ts';
import { CAPTION_MAX } from './text-rules.ts';

/** One WhatsApp message of a day: a text, or a file with or without a caption. */
export type MessagePart<File = Media> = { readonly text: string; readonly media: File | null };

/**
 * How a day's text and files become WhatsApp messages: the first file carries the text as its caption when it can and the text is
 * short enough; else the text follows the files as a message of its own.
 */
export function messageParts<File extends Pick<Media, 'type'>>(
  text: string,
  media: readonly File[],
): readonly MessagePart<File>[] {
  const [first] = media;
  if (!first) return [{ text, media: null }];
  const isCaption = text.length <= CAPTION_MAX && carriesCaption(first.type);
  const files = media.map((file, index) => ({ text: isCaption && index === 0 ? text : '', media: file }));
  return isCaption ? files : [...files, { text, media: null }];
}
