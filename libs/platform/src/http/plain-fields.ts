import { type FieldProblem, problem } from '@relance/kernel';
import { validationFailed } from './validation.pipe.ts';

/** No body of this API is nested deeper than six levels. */
const DEEPEST = 32;

/** Names that every object has (`__proto__`, `constructor`, `toString`): the reader of bodies leaves them out without a word. */
const LEFT_OUT: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

type Part = { readonly value: unknown; readonly path: string; readonly depth: number };

/**
 * Refuses (400) what would not reach the rules of a route: fields with names of every object's own, and nesting so deep that reading
 * it ends the stack. Of a body or a query; goes through it without recursion.
 */
export function assertPlainFields(given: unknown): void {
  const problems: FieldProblem[] = [];
  const open: Part[] = [{ value: given, path: '', depth: 0 }];
  for (let part = open.pop(); part; part = open.pop()) {
    const { value, path, depth } = part;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST)
      throw validationFailed([{ field: topOf(path), problem: `is nested deeper than ${DEEPEST} levels` }]);
    for (const [key, inside] of Object.entries(value)) {
      const field = path === '' ? key : `${path}.${key}`;
      if (LEFT_OUT.has(key)) problems.push({ field, ...problem('NOT_KNOWN_HERE') });
      else open.push({ value: inside, path: field, depth: depth + 1 });
    }
  }
  if (problems.length > 0) throw validationFailed(problems);
}

const topOf = (path: string): string => path.split('.')[0] ?? 'body';
