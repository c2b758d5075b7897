/** How the fields of a thing are written down, each as a value of JSON; a field without a function is left out. */
export type ShownFields<T> = { readonly [Field in keyof T]?: (value: T[Field]) => unknown };

/** Fields as they were and as they are. */
export type FieldChanges = {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

/**
 * The fields of `shown` (left out: all fields, as they are) that differ, as they were and as they are. They are compared by their own
 * values and written as `shown` says: of two texts that look the same once they are masked, the field is still named.
 */
export function changesOf<T extends object>(
  before: T,
  after: T,
  shown: ShownFields<T> = everyField(after),
): FieldChanges {
  const fields = Object.keys(shown).filter((field) => !isSame(before[field as keyof T], after[field as keyof T]));
  return { before: shownOf(before, shown, fields), after: shownOf(after, shown, fields) };
}

/** The named fields, all of `shown` unless said otherwise, each as `shown` says. */
export function shownOf<T extends object>(
  thing: T,
  shown: ShownFields<T>,
  fields: readonly string[] = Object.keys(shown),
): Readonly<Record<string, unknown>> {
  // The names come from `shown`, whose keys are fields of T.
  return Object.fromEntries((fields as (keyof T)[]).map((field) => [field, shown[field]?.(thing[field])]));
}

/** For fields that are written down as they are. */
export const asItIs = (value: unknown): unknown => value;

/** Every field as it is. */
const everyField = <T extends object>(thing: T): ShownFields<T> =>
  // True of each key of a T.
  Object.fromEntries(Object.keys(thing).map((field) => [field, asItIs])) as ShownFields<T>;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
