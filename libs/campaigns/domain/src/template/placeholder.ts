import { type CodedProblem, problem } from '@relance/kernel';

/** What stands between double braces: `{{name}}`, `{{ name }}`, `{{name|dear friend}}`. */
export type Placeholder = {
  /** As written, with its braces. */
  readonly source: string;
  /** The variable's name as written, without spaces around it. */
  readonly name: string;
  /** The words after the bar; null when there is no bar. */
  readonly fallback: string | null;
};

/** A text taken apart: what is said as it stands, and what is filled in. */
export type TextPart = string | Placeholder;

export const placeholderForm = /\{\{([^{}]*)\}\}/g;

function placeholderOf(source: string, inner: string): Placeholder {
  const bar = inner.indexOf('|');
  const name = (bar === -1 ? inner : inner.slice(0, bar)).trim();
  return { source, name, fallback: bar === -1 ? null : inner.slice(bar + 1).trim() };
}

/** Takes a text apart, in order. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholderForm)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(placeholderOf(match[0], match[1] ?? ''));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** The placeholders of a text in order of appearance, each variable once. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  const found = partsOf(text).filter((part) => typeof part !== 'string');
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/**
 * Braces that open or close nothing: a lone `{{` or `}}`, or three of them. Somebody meant a variable; sent as it stands it would
 * be seen by a customer.
 */
export function braceProblems(text: string): readonly CodedProblem[] {
  const three = [...text.matchAll(/\{{3,}[^{}]*\}{2,}|\{{2,}[^{}]*\}{3,}/g)].map(([found]) => found);
  if (three.length > 0) return [...new Set(three)].map((found) => problem('TOO_MANY_BRACES', { found }));
  const rest = partsOf(text).filter((part) => typeof part === 'string');
  return ['{{', '}}']
    .filter((braces) => rest.some((part) => part.includes(braces)))
    .map((braces) => problem('LONE_BRACES', { braces }));
}
