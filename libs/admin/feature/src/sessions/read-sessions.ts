import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import {
  OWNER_DIRECTORY,
  type OwnerDirectory,
  type OwnerDirectoryQuery,
  type OwnerPosition,
  type Page,
  type PageFacts,
  RELANCE_CONFIG,
  type RelanceConfig,
  SYSTEM_CLOCK,
  type Sort,
  USER_DIRECTORY,
  type UserDirectory,
  decodeCursor,
  encodeCursor,
  filterHash,
  skippedBy,
  toPage,
  validationFailed,
} from '@relance/platform';
import {
  type CloseCause,
  type FailureCount,
  isFailure,
  type Language,
  SESSION_STATES,
  type Session,
} from '@relance/whatsapp-session-domain';
import { SessionPresenter, SessionReader } from '@relance/whatsapp-session-feature';
import {
  type AdminSessionListQuery,
  type AdminSessionView,
  type FailuresView,
  type SessionStatsView,
} from './admin-sessions.dto.ts';

const DAY_MS = 86_400_000;
const ORDERS: Record<Sort, OwnerDirectoryQuery['order']> = {
  '-createdAt': 'newest',
  createdAt: 'oldest',
  name: 'name',
};

type FoundSessions = PageFacts & { readonly sessions: readonly Session[] };

/** Sessions of all owners, also of those who have none yet, as admins see them. */
@Injectable()
export class ReadSessions {
  constructor(
    private readonly reader: SessionReader,
    private readonly presenter: SessionPresenter,
    @Inject(OWNER_DIRECTORY) private readonly directory: OwnerDirectory,
    @Inject(USER_DIRECTORY) private readonly people: UserDirectory,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async page(query: AdminSessionListQuery, language: Language): Promise<Page<'sessions', AdminSessionView>> {
    const { sessions, ...rest } = await this.find(query);
    return toPage('sessions', await this.views(sessions, language), rest);
  }

  /** One page of them as they are stored; who has none yet stands for their owner. */
  async find(query: AdminSessionListQuery): Promise<FoundSessions> {
    const { state, minFailures, q, sort, limit } = query;
    const hash = filterHash({ list: 'sessions', state, minFailures, q, sort });
    const page = query.page ?? 1;
    const { ids, total, next } = await this.directory.page({
      ...(state && { state }),
      ...(minFailures !== undefined && { minFailures }),
      ...(q && { text: q }),
      order: ORDERS[sort],
      limit,
      ...(query.cursor
        ? { after: positionOf(decodeCursor(hash, query.cursor), sort) }
        : { skip: skippedBy({ page, limit }) }),
    });
    const sessions = await this.reader.anyOwnerFind(ids);
    const nextCursor = next && encodeCursor(hash, [Number(next.isLinked), next.value, next.id]);
    return { sessions, total, page, limit, nextCursor };
  }

  async one(ownerId: OwnerId, language: Language): Promise<AdminSessionView> {
    const [view] = await this.views([await this.reader.find(ownerId)], language);
    if (!view) throw new Error('one session gives one view');
    return view;
  }

  async stats(): Promise<SessionStatsView> {
    const limit = this.config.whatsapp.maxFailures;
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    const [counts, ends] = await Promise.all([this.directory.counts(), this.reader.anyOwnerFailures(since)]);
    const owners = (which: (row: { state: string; strikes: number }) => boolean) =>
      counts.filter(which).reduce((sum, { count }) => sum + count, 0);
    const states = [...new Set([...SESSION_STATES, 'none' as const])];
    const byState = Object.fromEntries(states.map((state) => [state, owners((row) => row.state === state)]));
    const failures = ends.filter(({ cause }) => isFailure(cause));
    return {
      total: Object.values(byState).reduce((sum, count) => sum + count, 0),
      byState,
      failures24h: byCause(failures),
      failuresByHour: failures.map(({ hour, ...what }) => ({ hour: hour.toISOString(), ...what })),
      withFailures: owners(({ strikes }) => strikes >= 1),
      nearLimit: owners(({ strikes }) => strikes >= Math.max(1, limit - 1) && strikes < limit),
    };
  }

  private async views(sessions: readonly Session[], language: Language): Promise<AdminSessionView[]> {
    const ids = sessions.map(({ ownerId }) => ownerId);
    const linkers = sessions.flatMap(({ numberLinkedBy }) => numberLinkedBy ?? []);
    const everybody = [...new Set([...ids, ...linkers])];
    const [views, owners] = await Promise.all([this.presenter.many(sessions, language), this.people.owners(everybody)]);
    const ownerOf = (id: OwnerId | '') => ({ ...(owners.get(id as OwnerId) ?? { id, name: null, email: null }) });
    return views.map((view, index) => {
      const id = ids[index] ?? '';
      const linker = sessions[index]?.numberLinkedBy ?? null;
      return { ...view, ownerId: id, owner: ownerOf(id), numberLinkedBy: linker === null ? null : ownerOf(linker) };
    });
  }
}

/** 400 when somebody changed the cursor. */
function positionOf([isLinked, value, id]: readonly (string | number | null)[], sort: Sort): OwnerPosition {
  const isPlain = (isLinked === 0 || isLinked === 1) && typeof value === 'string' && typeof id === 'string';
  if (!isPlain || (sort !== 'name' && Number.isNaN(Date.parse(value)))) {
    throw validationFailed([{ field: 'cursor', problem: 'is not one of ours' }]);
  }
  return { isLinked: isLinked === 1, value, id };
}

function byCause(failures: readonly FailureCount[]): FailuresView[] {
  const counts = new Map<CloseCause, number>();
  for (const { cause, count } of failures) counts.set(cause, (counts.get(cause) ?? 0) + count);
  return [...counts].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count);
}
