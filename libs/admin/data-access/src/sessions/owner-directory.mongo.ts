import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import { type OwnerDirectory, type OwnerDirectoryQuery } from '@relance/platform';
import { type Connection, type PipelineStage } from 'mongoose';
import { searchFilter } from './owner-search.ts';

/** Written by the sessions' store; read here for the list alone. */
const SESSIONS = 'whatsapp_sessions';
const OWNERS = 'owners';

/** What a row has besides its owner; names are read only for a search or an order by them. */
const SESSION_FACTS = { state: 1, strikes: 1, since: '$createdAt' } as const;
const SESSION_NAMES = { pushName: 1, phone: '$linkedPhoneMasked' } as const;
const OWNER_FACTS = { isMember: 1, since: { $ifNull: ['$firstSeenAt', '$seenAt'] } } as const;
const OWNER_NAMES = { name: 1, email: 1 } as const;

const sessionRows = (names: boolean): PipelineStage.Project => ({
  $project: { _id: '$ownerId', ...SESSION_FACTS, ...(names && SESSION_NAMES) },
});
const ownerRows = (names: boolean): PipelineStage.Project => ({
  $project: { ...OWNER_FACTS, ...(names && OWNER_NAMES) },
});
/** The two rows of one owner become one; `$max` and `$min` pass over what one of them lacks. */
const oneRowAnOwner = (names: boolean): PipelineStage.Group => {
  const fields = ['state', 'strikes', 'isMember', ...(names ? ['name', 'email', 'pushName', 'phone'] : [])];
  const kept = Object.fromEntries(fields.map((field) => [field, { $max: `$${field}` }]));
  return { $group: { _id: '$_id', since: { $min: '$since' }, ...kept } };
};
const NO_STAFF: PipelineStage.Match = { $match: { $or: [{ state: { $ne: null } }, { isMember: { $ne: false } }] } };
const FILLED: PipelineStage.Set = {
  $set: {
    state: { $ifNull: ['$state', 'none'] },
    isLinked: { $ne: [{ $ifNull: ['$state', 'none'] }, 'none'] },
    called: { $toLower: { $ifNull: ['$name', { $ifNull: ['$email', '$_id'] }] } },
  },
};
const ORDERS = {
  newest: { isLinked: -1, since: -1, _id: -1 },
  oldest: { since: 1, _id: 1 },
  name: { called: 1, _id: 1 },
} as const satisfies Record<OwnerDirectoryQuery['order'], Record<string, 1 | -1>>;

/** Owners and sessions in one list, by one pass over both. */
@Injectable()
export class MongoOwnerDirectory implements OwnerDirectory {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async page(query: OwnerDirectoryQuery): Promise<{ ids: OwnerId[]; total: number }> {
    const { skip, limit, order } = query;
    const [found] = await this.connection
      .collection(SESSIONS)
      .aggregate<{ rows: { _id: OwnerId }[]; total: { count: number }[] }>([
        ...rowsFor(query),
        {
          $facet: {
            rows: [{ $sort: ORDERS[order] }, { $skip: skip }, { $limit: limit }, { $project: { _id: 1 } }],
            total: [{ $count: 'count' }],
          },
        },
      ])
      .toArray();
    return { ids: found?.rows.map(({ _id }) => _id) ?? [], total: found?.total[0]?.count ?? 0 };
  }
}

/** Owners without a session are read only where they can be in the answer, or their names are asked for. */
function rowsFor({ state, minFailures = 0, text, order }: OwnerDirectoryQuery): PipelineStage[] {
  const names = text !== undefined || order === 'name';
  const ofSessions = {
    ...(state !== undefined && { state }),
    ...(minFailures > 0 && { strikes: { $gte: minFailures } }),
  };
  const needsSession = (state !== undefined && state !== 'none') || minFailures > 0;
  if (needsSession && !names) return [{ $match: ofSessions }, sessionRows(names)];
  return [
    sessionRows(names),
    { $unionWith: { coll: OWNERS, pipeline: [ownerRows(names)] } },
    oneRowAnOwner(names),
    NO_STAFF,
    FILLED,
    { $match: { $and: [ofSessions, text === undefined ? {} : searchFilter(text)] } },
  ];
}
