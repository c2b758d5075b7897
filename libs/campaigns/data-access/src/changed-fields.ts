type Fields = Readonly<Record<string, unknown>>;

/** The top-level fields of `after` that differ from `before`: what an update has to set. */
export function changedFields(before: Fields, after: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  );
}
