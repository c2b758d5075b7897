import { isVisible, problem, type ValueProblem } from '@relance/kernel';
import { type Language } from '../contact/contact.ts';
import { foreignPlaceholders, isForeignFilter } from './foreign-placeholders.ts';
import { braceProblems, partsOf, placeholdersIn } from './placeholder.ts';
import { variableOf } from './variables.ts';

/** What is wrong with a text and, for a variable, which one. */
export type TextProblem = ValueProblem & { readonly variable?: string };

/** Something that may be meant as it stands: shown before sending, never a refusal. */
export type TextWarning = { readonly problem: string; readonly placeholder?: string };

/** WhatsApp's own limits, in UTF-16 units. */
export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;

const unknown = (name: string): TextProblem => ({ ...problem('UNKNOWN_VARIABLE', { name }), variable: name });

/** What is wrong with a text whoever's it is: its braces, its variables but for the attributes, its length. */
export function checkText(text: string): readonly TextProblem[] {
  const braces = braceProblems(text);
  const problems: TextProblem[] =
    braces.length > 0
      ? [...braces]
      : placeholdersIn(text).flatMap(({ name }) => (variableOf(name) === null ? [unknown(name)] : []));
  if (!isVisible(text)) problems.push(problem('MISSING.text'));
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) problems.push(problem('CONTROL_CHARACTERS'));
  if (text.length > TEXT_MAX) problems.push(problem('TOO_LONG', { max: TEXT_MAX }));
  return problems;
}

/** The keys of `{{attributes.…}}` in a text, in lower case. */
export const attributesIn = (text: string): readonly string[] => [
  ...new Set(
    placeholdersIn(text).flatMap(({ name }) => {
      const ref = variableOf(name);
      return ref?.kind === 'attribute' ? [ref.key] : [];
    }),
  ),
];

/** Variables of a text that are attributes no contact has: typing errors, refused like any unknown variable. */
export const unknownAttributes = (text: string, known: ReadonlySet<string>): readonly string[] =>
  attributesIn(text)
    .filter((key) => !known.has(key))
    .map((key) => `attributes.${key}`);

/** Other programs' placeholders are sent as they stand, and their filters are said as words: hardly what is meant. */
export const foreignWarnings = (text: string): readonly TextWarning[] => [
  ...foreignPlaceholders(text).map((placeholder) => ({
    problem: `${placeholder} is sent as it stands: a variable is written {{name}}`,
    placeholder,
  })),
  ...partsOf(text).flatMap((part) => {
    if (typeof part === 'string' || part.fallback === null || !isForeignFilter(part.fallback)) return [];
    const placeholder = part.source.slice(part.source.indexOf('|'), -2).trim();
    return [{ problem: `${placeholder} is sent as it stands where ${part.name} is not known`, placeholder }];
  }),
];

/** A text for people in the words of the interface's language: `fr`, day 3. */
export const placeOf = (language: Language, day: number): string => `${language}, day ${day}`;
