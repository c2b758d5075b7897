import { type Language } from '../contact/contact.ts';
import { partsOf } from './placeholder.ts';
import { TEXT_MAX } from './text-rules.ts';
import { fill, type TemplateValues } from './variables.ts';

/** What is sent on one day of the sequence. English may be missing: French stands in. */
export type DayMessage = {
  /** 1 to 7. */
  readonly dayNumber: number;
  readonly messageTemplate: { readonly fr: string; readonly en: string | null };
  readonly mediaIds: readonly string[];
};

/** A day of the default set; an inactive day is skipped unless the campaign brings its own message. */
export type MessageTemplate = DayMessage & { readonly active: boolean; readonly updatedAt: Date };

/**
 * Fills a text in one pass: a value that itself contains braces or `$&` is put in literally and never looked at again.
 * Longer results than WhatsApp takes are cut at a whole character.
 */
export function render(text: string, values: TemplateValues, language: Language): string {
  return renderParts(text, values, language).text;
}

export type Rendered = {
  readonly text: string;
  /** Names of the placeholders whose value is missing, so that their fallback is said. */
  readonly fellBack: readonly string[];
};

/** The same, and which values were missing. */
export function renderParts(text: string, values: TemplateValues, language: Language): Rendered {
  const fellBack = new Set<string>();
  const rendered = partsOf(text).map((part) => {
    if (typeof part === 'string') return part;
    const filled = fill(part, values, language);
    if (filled?.isFallback) fellBack.add(part.name);
    return filled?.text ?? part.source;
  });
  return { text: cut(rendered.join(''), TEXT_MAX), fellBack: [...fellBack] };
}

/** At most `limit` UTF-16 units, never half of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHighSurrogate ? limit - 1 : limit);
}

/** The text of a message in a language and the language it really is in: English falls back to French. */
export function textFor(
  message: DayMessage,
  language: Language,
): { readonly text: string; readonly language: Language } {
  const { fr, en } = message.messageTemplate;
  return language === 'en' && en !== null && en !== '' ? { text: en, language } : { text: fr, language: 'fr' };
}
