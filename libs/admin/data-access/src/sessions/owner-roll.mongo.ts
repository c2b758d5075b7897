import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import { type OwnerRoll, type OwnerRollQuery } from '@relance/platform';
import { type Connection, type PipelineStage } from 'mongoose';
import { searchFilter } from './owner-search.ts';

/** Written by the sessions' store; read here for the list alone. */
const SESSIONS = 'whatsapp_sessions';
const OWNERS = 'owners';

const SESSION_ROWS: PipelineStage.Project = {
  $project: { _id: '$ownerId', state: 1, strikes: 1, pushName: 1, phone: '$linkedPhoneMasked', since: '$createdAt' },
};
const OWNER_ROWS: PipelineStage.Project = {
  $project: { name: 1, email: 1, isMember: 1, since: { $ifNull: ['$firstSeenAt', '$seenAt'] } },
};
/** The two rows of one owner become one; `$max` and `$min` pass over what one of them lacks. */
const ONE_ROW_AN_OWNER: PipelineStage.Group = {
  $group: {
    _id: '$_id',
    state: { $max: '$state' },
    strikes: { $max: '$strikes' },
    pushName: { $max: '$pushName' },
    phone: { $max: '$phone' },
    name: { $max: '$name' },
    email: { $max: '$email' },
    isMember: { $max: '$isMember' },
    since: { $min: '$since' },
  },
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
} as const satisfies Record<OwnerRollQuery['order'], Record<string, 1 | -1>>;

/** Owners and sessions in one list, by one pass over both. */
@Injectable()
export class MongoOwnerRoll implements OwnerRoll {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async page(query: OwnerRollQuery): Promise<{ ids: OwnerId[]; total: number }> {
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
function rowsFor({ state, minFailures = 0, text, order }: OwnerRollQuery): PipelineStage[] {
  const ofSessions = {
    ...(state !== undefined && { state }),
    ...(minFailures > 0 && { strikes: { $gte: minFailures } }),
  };
  const needsSession = (state !== undefined && state !== 'none') || minFailures > 0;
  const wanted: PipelineStage.Match = { $match: { $and: [ofSessions, text === undefined ? {} : searchFilter(text)] } };
  if (needsSession && text === undefined && order !== 'name') return [{ $match: ofSessions }, SESSION_ROWS];
  return [
    SESSION_ROWS,
    { $unionWith: { coll: OWNERS, pipeline: [OWNER_ROWS] } },
    ONE_ROW_AN_OWNER,
    NO_STAFF,
    FILLED,
    wanted,
  ];
}
