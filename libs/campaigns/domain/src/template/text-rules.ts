import { isVisible } from '@relance/kernel';
import { type Language } from '../contact/contact.ts';
import { braceProblems, foreignPlaceholders, placeholdersIn } from './placeholder.ts';
import { variableOf } from './variables.ts';

/** What is wrong with a text, in words and, for a variable, which one. */
export type TextProblem = { readonly problem: string; readonly variable?: string };

/** Something that may be meant as it stands: shown before sending, never a refusal. */
export type TextWarning = { readonly problem: string; readonly placeholder?: string };

/** WhatsApp's own limits, in UTF-16 units. */
export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;

const unknown = (name: string): TextProblem => ({ problem: `unknown variable {{${name}}}`, variable: name });

/** What is wrong with a text whoever's it is: its braces, its variables but for the attributes, its length. */
export function checkText(text: string): readonly TextProblem[] {
  const braces = braceProblems(text);
  const problems: TextProblem[] =
    braces.length > 0
      ? braces.map((problem) => ({ problem }))
      : placeholdersIn(text).flatMap(({ name }) => (variableOf(name) === null ? [unknown(name)] : []));
  if (!isVisible(text)) problems.push({ problem: 'must not be empty' });
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text))
    problems.push({ problem: 'must not have control characters' });
  if (text.length > TEXT_MAX) problems.push({ problem: `must be at most ${TEXT_MAX} characters` });
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

/** Attributes that a text names and no contact has: a typing error, refused like any unknown variable. */
export const unknownAttributes = (text: string, known: ReadonlySet<string>): readonly TextProblem[] =>
  attributesIn(text)
    .filter((key) => !known.has(key))
    .map((key) => unknown(`attributes.${key}`));

/** Other programs' placeholders are sent as they stand, which is hardly meant. */
export const foreignWarnings = (text: string): readonly TextWarning[] =>
  foreignPlaceholders(text).map((placeholder) => ({
    problem: `${placeholder} is sent as it stands: a variable is written {{name}}`,
    placeholder,
  }));

/** A text for people in the words of the interface's language: `fr`, day 3. */
export const placeOf = (language: Language, day: number): string => `${language}, day ${day}`;
