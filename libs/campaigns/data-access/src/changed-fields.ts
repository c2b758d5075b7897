type Fields = Readonly<Record<string, unknown>>;

/** The top-level fields of `after` that differ from `before`: what an update has to set. */
export function changedFields(before: Fields, after: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  );
}

/** MongoDB's code for a unique index that stood in the way. */
export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
