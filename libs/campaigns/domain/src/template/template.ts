import { type Language } from '../contact/contact.ts';

/** What is sent on one day of the sequence. English may be missing: French stands in. */
export type DayMessage = {
  /** 1 to 7. */
  readonly dayNumber: number;
  readonly messageTemplate: { readonly fr: string; readonly en: string | null };
  readonly mediaIds: readonly string[];
};

/** A day of the default set; an inactive day is skipped unless the campaign brings its own message. */
export type MessageTemplate = DayMessage & { readonly active: boolean; readonly updatedAt: Date };

/** WhatsApp's own limits, in UTF-16 units. */
export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;

export const templateVariables = ['name', 'referrerName', 'day'] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/**
 * Contact attributes that a template may name besides the variables, written `{{city}}`. A closed list, so that a typing
 * error is refused when the text is saved and not discovered in somebody's chat.
 */
export const attributeVariables = [
  'firstName',
  'lastName',
  'company',
  'city',
  'product',
  'plan',
  'amount',
  'link',
] as const;
export type AttributeVariable = (typeof attributeVariables)[number];

/** What a text is rendered with. Missing values fall back by language. */
export type TemplateValues = {
  readonly name: string | null;
  readonly referrerName: string | null;
  readonly day: number;
  readonly attributes: Readonly<Record<string, string>>;
};

/** Said when a value is missing; never English inside a French text. */
const fallbacks: Readonly<Record<Language, Readonly<Record<TemplateVariable | AttributeVariable, string>>>> = {
  fr: {
    name: 'vous',
    referrerName: 'votre parrain',
    day: '',
    firstName: 'vous',
    lastName: '',
    company: 'votre entreprise',
    city: 'votre ville',
    product: 'notre offre',
    plan: 'votre formule',
    amount: '',
    link: '',
  },
  en: {
    name: 'there',
    referrerName: 'your referrer',
    day: '',
    firstName: 'there',
    lastName: '',
    company: 'your company',
    city: 'your city',
    product: 'our offer',
    plan: 'your plan',
    amount: '',
    link: '',
  },
};

const knownVariables: ReadonlySet<string> = new Set([...templateVariables, ...attributeVariables]);

/** Anything between double braces; spaces inside are allowed and mean nothing. */
const placeholder = /\{\{([^{}]*)\}\}/g;

/** The names of all placeholders of a text in order of appearance, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => (match[1] ?? '').trim()))];
}

/** Placeholders that nothing fills: such a text is refused on save. */
export const unknownPlaceholders = (text: string): string[] =>
  placeholdersOf(text).filter((name) => !knownVariables.has(name));

/** What is wrong with a text, in words for people; empty when it may be saved. */
export function textProblems(text: string, options: { readonly hasMedia: boolean }): string[] {
  const problems = unknownPlaceholders(text).map((name) => `unknown variable {{${name}}}`);
  const limit = options.hasMedia ? CAPTION_MAX : TEXT_MAX;
  if (text.trim() === '') problems.push('must not be empty');
  if (text.length > limit) problems.push(`must be at most ${limit} characters`);
  return problems;
}

function valueOf(variable: string, values: TemplateValues, language: Language): string {
  if (variable === 'day') return String(values.day);
  const given =
    variable === 'name'
      ? values.name
      : variable === 'referrerName'
        ? values.referrerName
        : Object.hasOwn(values.attributes, variable)
          ? values.attributes[variable]
          : null;
  const text = given?.trim();
  if (text) return text;
  // Only known variables reach this point: unknown ones are left as they stand.
  return fallbacks[language][variable as TemplateVariable | AttributeVariable];
}

/**
 * Fills a text in one pass: a value that itself contains braces or `$&` is put in literally and never looked at again.
 * Longer results than WhatsApp takes are cut at a whole character.
 */
export function render(text: string, values: TemplateValues, language: Language): string {
  const rendered = text.replace(placeholder, (whole, inner: string) => {
    const variable = inner.trim();
    return knownVariables.has(variable) ? valueOf(variable, values, language) : whole;
  });
  return cut(rendered, TEXT_MAX);
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

/**
 * The message of a day: the campaign's own one, else the active default one, else null (the day is skipped and the
 * sequence goes on).
 */
export function messageOfDay(
  day: number,
  customMessages: readonly DayMessage[],
  defaults: readonly MessageTemplate[],
): DayMessage | null {
  const custom = customMessages.find((message) => message.dayNumber === day);
  if (custom) return custom;
  return defaults.find((template) => template.dayNumber === day && template.active) ?? null;
}
