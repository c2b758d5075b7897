import { type en } from './en/index.ts';

export type Language = 'fr' | 'en';
export const languages: readonly Language[] = ['fr', 'en'];

/** Each language by its own name, whatever the page is in. */
export const languageNames: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

/** The languages to choose from, French first. */
export const languageOptions = languages.map((value) => ({ value, label: languageNames[value] }));
/** Plural forms by Intl's categories; `other` also serves the rare ones. */
export type Plural = { one: string; other: string };
export type Entry = string | Plural;
export type MessageKey = keyof typeof en;
export type Dictionary = Record<MessageKey, Entry>;
export type Values = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: Values) => string;

/** English day-month order, so that a date reads the same in both languages. */
export const localeOf: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** `t('key', { count: 3 })`: numbers in the language's digits, plural by `count`. */
export function translator(language: Language, dictionary: Dictionary): Translate {
  const locale = localeOf[language];
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  const typeset = language === 'fr' ? withFrenchSpaces : (text: string) => text;
  const spelled = (value: string | number): string => (typeof value === 'number' ? digits.format(value) : value);
  return (key, values = {}) => {
    const entry = dictionary[key];
    const form = typeof entry === 'string' ? entry : pluralForm(entry, rules, values.count);
    return typeset(form).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : spelled(value);
    });
  };
}

/**
 * The spaces French puts before `: ; ? ! %`, before a unit and inside « » must not end a line. Dictionaries are written
 * with plain ones, which can be seen; only the sentence is set so, never a value that is filled in.
 */
function withFrenchSpaces(sentence: string): string {
  return sentence
    .replace(/ ([;?!%])/g, '\u202F$1')
    .replace(/ ([:»])/g, '\u00A0$1')
    .replace(/« /g, '«\u00A0')
    .replace(/([\d}]) (s|ms|min|h|Mo)\b/g, '$1\u00A0$2');
}

function pluralForm(entry: Plural, rules: Intl.PluralRules, count: string | number | undefined): string {
  return rules.select(Number(count ?? 0)) === 'one' ? entry.one : entry.other;
}

/** A word for a code of the API (`status.active`), or the code itself where this build knows no word. */
export function wordFor(t: Translate, dictionary: Dictionary, area: string, code: string, values?: Values): string {
  const key = `${area}.${code}`;
  return key in dictionary ? t(key as MessageKey, values) : code; // checked on the line above
}
