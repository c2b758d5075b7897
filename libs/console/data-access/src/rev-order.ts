/** What the console adds to a row while its own change is on the way. */
export type Pending = { pendingAction?: string };
type Revised = { rev: number } & Pending;

/**
 * Which of two readings of one thing to show. The higher `rev` wins, because answers may arrive out of order;
 * a row whose change is on the way stays as the person left it until the server has answered that change.
 */
export function newer<T extends Revised>(cached: T | undefined, incoming: T): T {
  if (!cached) return incoming;
  if (cached.pendingAction) return cached;
  return incoming.rev >= cached.rev ? incoming : cached;
}

/** A fetched list against the readings already in the cache. */
export function newerRows<T extends Revised>(
  rows: readonly T[],
  cached: readonly T[],
  key: (row: T) => string = (row) => (row as unknown as { id: string }).id, // every lifecycle document has an id
): T[] {
  const known = new Map(cached.map((row) => [key(row), row]));
  return rows.map((row) => newer(known.get(key(row)), row));
}
