import { decodeCursor, encodeCursor, filterHash, type PageQuery } from '@relance/platform';

const HASH = filterHash({ list: 'session-events' });

/** A cursor of the timeline is a place in it. New events push older ones on; a reader sees one twice, never misses one. */
export const cursorAt = (reached: number): string => encodeCursor(HASH, [reached]);

/** Where a page of the timeline begins. */
export function placeOf({ page, cursor, limit }: PageQuery): { readonly skip: number; readonly page: number } {
  if (cursor === undefined) return { skip: ((page ?? 1) - 1) * limit, page: page ?? 1 };
  const [reached] = decodeCursor(HASH, cursor);
  return { skip: Math.max(0, Number(reached) || 0), page: 1 };
}
