import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import {
  MAX_SKIPPED,
  OWNER_SESSIONS,
  type OwnerDirectory,
  type OwnerDirectoryQuery,
  type OwnerPosition,
  type OwnerSessionDocument,
  readOwnerCounts,
  readPage,
} from '@relance/platform';
import { type Filter, type Sort } from 'mongodb';
import { type Connection } from 'mongoose';
import { searchFilter } from './owner-search.ts';

/** Up to so many owners with a word are sorted; of more the list itself is followed. */
const FEW = 100;

type Row = Pick<OwnerSessionDocument, '_id' | 'isLinked' | 'since' | 'called'>;
type Where = Filter<OwnerSessionDocument>;

/** Owners and their sessions in one list, each page from an index of `owner_sessions`. */
@Injectable()
export class MongoOwnerDirectory implements OwnerDirectory {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async page(query: OwnerDirectoryQuery): ReturnType<OwnerDirectory['page']> {
    const { skip = 0, limit, after } = query;
    const filter = filterOf(query, query.text === undefined ? {} : await this.found(query.text));
    const { rows, total, hasMore } = await readPage(
      this.rows(),
      {
        filter,
        behind: after ? behind(query, after) : null,
        sort: sortOf(query),
        skip,
        limit,
        projection: { isLinked: 1, since: 1, called: 1 },
      },
      query.text === undefined ? this.counted(query) : this.rows().countDocuments(filter, { limit: MAX_SKIPPED + 1 }),
    );
    const last = rows.at(-1);
    // The ids of this collection are owners' ids.
    const ids = rows.map(({ _id }) => _id as OwnerId);
    return { ids, total, next: hasMore && last ? positionOf(query, last) : null };
  }

  /** How many there are of a state and so many strikes: the stored numbers know. */
  private async counted({ state, minFailures = 0 }: OwnerDirectoryQuery): Promise<number> {
    const cells = await this.counts();
    const asked = cells.filter((cell) => (state === undefined || cell.state === state) && cell.strikes >= minFailures);
    return asked.reduce((sum, { count }) => sum + count, 0);
  }

  async has(id: OwnerId): Promise<boolean> {
    return (await this.rows().findOne({ _id: id, listed: true }, { projection: { _id: 1 } })) !== null;
  }

  counts(): ReturnType<OwnerDirectory['counts']> {
    return readOwnerCounts(this.connection);
  }

  /**
   * Who a search finds. Of a rare word the owners themselves, so that nobody looks through all for them; of one that many have
   * the condition on each, as a page in the list's order comes upon them soon.
   */
  private async found(text: string): Promise<Where> {
    const { $or: parts } = searchFilter(text);
    const few = await Promise.all(
      parts.map((part) =>
        this.rows()
          .find(part as Where, { projection: { _id: 1 } })
          .limit(FEW)
          .toArray(),
      ),
    );
    if (few.some((ids) => ids.length === FEW)) return { $or: parts } as Where;
    return { _id: { $in: [...new Set(few.flat().map(({ _id }) => _id))] } };
  }

  private rows() {
    return this.connection.collection<OwnerSessionDocument>(OWNER_SESSIONS);
  }
}

function filterOf({ state, minFailures = 0 }: OwnerDirectoryQuery, found: Where): Where {
  return {
    listed: true,
    ...(state !== undefined && { state }),
    ...(minFailures > 0 && { strikes: { $gte: minFailures } }),
    ...found,
  };
}

/** Within one state all are linked or none is. */
const byLink = ({ order, state }: OwnerDirectoryQuery): boolean => order === 'newest' && state === undefined;

function sortOf(query: OwnerDirectoryQuery): Sort {
  switch (query.order) {
    case 'newest':
      return byLink(query) ? { isLinked: -1, since: -1, _id: -1 } : { since: -1, _id: -1 };
    case 'oldest':
      return { since: 1, _id: 1 };
    case 'name':
      return { called: 1, _id: 1 };
  }
}

const positionOf = ({ order }: OwnerDirectoryQuery, row: Row): OwnerPosition => ({
  isLinked: row.isLinked,
  value: order === 'name' ? row.called : row.since.toISOString(),
  id: row._id,
});

/** Rows behind a position; the outer range bounds the index, the inner choice drops what was seen of the same value. */
function behind(query: OwnerDirectoryQuery, { isLinked, value, id }: OwnerPosition): Where {
  const field = query.order === 'name' ? 'called' : 'since';
  const at = query.order === 'name' ? value : new Date(value);
  const [beyond, orAt] = query.order === 'newest' ? ['$lt', '$lte'] : ['$gt', '$gte'];
  const within: Where = { [field]: { [orAt]: at }, $or: [{ [field]: { [beyond]: at } }, { _id: { [beyond]: id } }] };
  if (!byLink(query)) return within;
  return isLinked ? { $or: [{ isLinked: true, ...within }, { isLinked: false }] } : { isLinked: false, ...within };
}
