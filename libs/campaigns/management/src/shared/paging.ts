import { type PageOf, type PageRequest, type Sort } from '@relance/campaigns-domain';
import {
  cursorId,
  decodeCursor,
  encodeCursor,
  filterHash,
  type Page,
  type PageQuery,
  toPage,
  validationFailed,
} from '@relance/platform';

/** Page numbers reach this many rows deep; beyond, a cursor must be used. */
const DEEPEST_ROW = 10_000;

/** What fixes a list besides its page: a cursor of one list is refused by another. */
type Fixed = Readonly<Record<string, unknown>>;

/** What a list was asked for, in one of the orders that it has. */
type Asked<Order extends Sort = Sort> = Omit<PageQuery, 'sort'> & { readonly sort: Order };

const hashOf = (query: Asked, fixed: Fixed): string => filterHash({ ...fixed, sort: query.sort });

/** Reads page, limit, sort and cursor of a list's query. 400 for a page too deep or a foreign cursor. */
export function pageRequest<Order extends Sort>(query: Asked<Order>, fixed: Fixed): PageRequest<Order> {
  const { limit, sort, page = 1 } = query;
  if (page * limit > DEEPEST_ROW && page > 1) {
    const problem = `reaches ${DEEPEST_ROW} rows deep; use nextCursor from there`;
    throw validationFailed([{ field: 'page', problem }]);
  }
  return { limit, page, sort, after: query.cursor ? positionOf(query, query.cursor, fixed) : null };
}

/** The value is a name, an instant, or nothing where the list is sorted by id alone. */
function positionOf(query: Asked, cursor: string, fixed: Fixed): { value: string; id: string } {
  const [value, id] = decodeCursor(hashOf(query, fixed), cursor);
  const isValue =
    typeof value === 'string' && (query.sort === 'name' || value === '' || !Number.isNaN(Date.parse(value)));
  if (!isValue) throw validationFailed([{ field: 'cursor', problem: 'is not one of ours' }]);
  return { value, id: cursorId(id) };
}

/** The list answer under its noun, with the cursor of the next page. */
export function pageAnswer<Key extends string, Row>(
  key: Key,
  rows: readonly Row[],
  found: Pick<PageOf<unknown>, 'total' | 'next' | 'isTotalAtLeast'>,
  asked: { readonly query: Asked; readonly fixed: Fixed },
): Page<Key, Row> {
  const { query, fixed } = asked;
  const nextCursor = found.next ? encodeCursor(hashOf(query, fixed), [found.next.value, found.next.id]) : null;
  const isTotalAtLeast = found.isTotalAtLeast ?? false;
  return toPage(key, rows, { total: found.total, isTotalAtLeast, page: query.page, limit: query.limit, nextCursor });
}
