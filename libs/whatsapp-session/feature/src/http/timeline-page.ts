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

const hashOf = ({ sort }: PageQuery): string => filterHash({ list: 'session-events', sort });

/** Which lines a request asks for. */
export function timelinePageOf(query: PageQuery): TimelinePage {
  const { page, cursor, limit } = query;
  const oldestFirst = query.sort === 'createdAt';
  if (cursor === undefined) return { limit, oldestFirst, skip: skippedBy({ page: page ?? 1, limit }) };
  const [at, id] = decodeCursor(hashOf(query), cursor);
  return { limit, oldestFirst, after: { at: cursorDate(at), id: cursorId(id) } };
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
  const nextCursor = hasMore && last ? encodeCursor(hashOf(query), [last.at.toISOString(), last.id]) : null;
  return toPage('events', rows.map(view), { total, page: query.page, limit: query.limit, nextCursor });
}
