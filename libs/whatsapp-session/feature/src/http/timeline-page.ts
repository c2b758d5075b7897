import {
  cursorDate,
  cursorId,
  decodeCursor,
  encodeCursor,
  filterHash,
  type PageQuery,
  skippedBy,
  toPage,
  type Page,
} from '@relance/platform';
import { type TimelineEntry, type TimelinePage } from '@relance/whatsapp-session-domain';

const HASH = filterHash({ list: 'session-events' });

/** Which lines a request asks for. */
export function timelinePageOf({ page, cursor, limit }: PageQuery): TimelinePage {
  if (cursor === undefined) return { limit, skip: skippedBy({ page: page ?? 1, limit }) };
  const [at, id] = decodeCursor(HASH, cursor);
  return { limit, after: { at: cursorDate(at), id: cursorId(id) } };
}

/** The answer's page; its cursor names the last line, so new lines neither repeat nor hide older ones. */
export function timelineAnswer<View>(
  query: PageQuery,
  {
    rows,
    total,
    hasMore,
  }: { readonly rows: readonly TimelineEntry[]; readonly total: number; readonly hasMore: boolean },
  view: (entry: TimelineEntry) => View,
): Page<'events', View> {
  const last = rows.at(-1);
  const nextCursor = hasMore && last ? encodeCursor(HASH, [last.at.toISOString(), last.id]) : null;
  return toPage('events', rows.map(view), { total, page: query.page, limit: query.limit, nextCursor });
}
