import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import {
  OWNER_DIRECTORY,
  type OwnerDirectory,
  type OwnerDirectoryQuery,
  type Page,
  RELANCE_CONFIG,
  type RelanceConfig,
  SYSTEM_CLOCK,
  type Sort,
  USER_DIRECTORY,
  type UserDirectory,
  decodeCursor,
  encodeCursor,
  filterHash,
  toPage,
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

/** Sessions of all owners, also of those who have none yet, as admins see them. */
@Injectable()
export class ReadSessions {
  constructor(
    private readonly reader: SessionReader,
    private readonly presenter: SessionPresenter,
    @Inject(OWNER_DIRECTORY) private readonly roll: OwnerDirectory,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async page(query: AdminSessionListQuery, language: Language): Promise<Page<'sessions', AdminSessionView>> {
    const { state, minFailures, q, sort, limit } = query;
    const hash = filterHash({ list: 'sessions', state, minFailures, q, sort });
    const page = query.page ?? 1;
    // A cursor is a place in the list: rows that join before it push others on, so one may be seen twice.
    const skip = query.cursor ? Math.max(0, Number(decodeCursor(hash, query.cursor)[0]) || 0) : (page - 1) * limit;
    const { ids, total } = await this.roll.page({
      ...(state && { state }),
      ...(minFailures !== undefined && { minFailures }),
      ...(q && { text: q }),
      order: ORDERS[sort],
      skip,
      limit,
    });
    const sessions = await this.reader.anyOwnerFind(ids);
    const reached = skip + ids.length;
    const nextCursor = reached < total && ids.length > 0 ? encodeCursor(hash, [reached]) : null;
    return toPage('sessions', await this.views(sessions, language), { total, page, limit, nextCursor });
  }

  async one(ownerId: OwnerId, language: Language): Promise<AdminSessionView> {
    const [view] = await this.views([await this.reader.find(ownerId)], language);
    if (!view) throw new Error('one session gives one view');
    return view;
  }

  async stats(): Promise<SessionStatsView> {
    const limit = this.config.whatsapp.maxFailures;
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    const [counted, ends, none, withFailures, near, at] = await Promise.all([
      this.reader.anyOwnerCountByState(),
      this.reader.anyOwnerFailures(since),
      this.count({ state: 'none' }),
      this.count({ minFailures: 1 }),
      this.count({ minFailures: Math.max(1, limit - 1) }),
      this.count({ minFailures: limit }),
    ]);
    const byState = Object.fromEntries(SESSION_STATES.map((state) => [state, counted.get(state) ?? 0]));
    byState['none'] = none;
    const failures = ends.filter(({ cause }) => isFailure(cause));
    return {
      total: Object.values(byState).reduce((sum, count) => sum + count, 0),
      byState,
      failures24h: byCause(failures),
      failuresByHour: failures.map(({ hour, ...what }) => ({ hour: hour.toISOString(), ...what })),
      withFailures,
      nearLimit: near - at,
    };
  }

  private async count(which: Pick<OwnerDirectoryQuery, 'state' | 'minFailures'>): Promise<number> {
    return (await this.roll.page({ ...which, order: 'newest', skip: 0, limit: 1 })).total;
  }

  private async views(sessions: readonly Session[], language: Language): Promise<AdminSessionView[]> {
    const ids = sessions.map(({ ownerId }) => ownerId);
    const linkers = sessions.flatMap(({ numberLinkedBy }) => numberLinkedBy ?? []);
    const everybody = [...new Set([...ids, ...linkers])];
    const [views, owners] = await Promise.all([
      this.presenter.many(sessions, language),
      this.directory.owners(everybody),
    ]);
    const ownerOf = (id: OwnerId | '') => ({ ...(owners.get(id as OwnerId) ?? { id, name: null, email: null }) });
    return views.map((view, index) => {
      const id = ids[index] ?? '';
      const linker = sessions[index]?.numberLinkedBy ?? null;
      return { ...view, ownerId: id, owner: ownerOf(id), numberLinkedBy: linker === null ? null : ownerOf(linker) };
    });
  }
}

function byCause(failures: readonly FailureCount[]): FailuresView[] {
  const counts = new Map<CloseCause, number>();
  for (const { cause, count } of failures) counts.set(cause, (counts.get(cause) ?? 0) + count);
  return [...counts].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count);
}
