/** One field that differs between two states; `before` or `after` is undefined where it was not there. */
export type FieldChange = { path: string; before: unknown; after: unknown };

/**
 * What changed from one state to another, field by field, in the order of the later one. Lists are compared whole. A masked text is told
 * even where both look the same: only of one that changed are there two.
 */
export function changesBetween(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isPlain(before) && isPlain(after)) {
    const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return names.flatMap((name) => changesBetween(before[name], after[name], path ? `${path}.${name}` : name));
  }
  if (path === '' && (isPlain(before) || isPlain(after))) return changesBetween(before ?? {}, after ?? {}, path);
  return same(before, after) && !isMasked(after) ? [] : [{ path, before, after }];
}

/** What a value is put into: words for nothing, true and false, and how an instant is written. */
export type ValueWords = { none: string; yes: string; no: string; instant: (iso: string) => string };

/** An instant as the API writes it: `2026-11-29T02:54:00.000Z`. */
const isInstant = (text: string) => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text);

/** A value as a person reads it, short enough for a line. */
export function valueInWords(value: unknown, { none, yes, no, instant }: ValueWords): string {
  if (value === undefined || value === null || value === '') return none;
  if (typeof value === 'boolean') return value ? yes : no;
  if (typeof value === 'string' && isInstant(value)) return instant(value);
  if (Array.isArray(value) && value.every((part) => typeof part !== 'object')) return value.join(', ') || none;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `A…`, as the API masks what belongs to a person. */
function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('…');
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
