import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import {
  type Page,
  RELANCE_CONFIG,
  type RelanceConfig,
  SYSTEM_CLOCK,
  USER_DIRECTORY,
  type UserDirectory,
  decodeCursor,
  encodeCursor,
  filterHash,
  toPage,
} from '@relance/platform';
import { type Language, SESSION_STATES, type Session } from '@relance/whatsapp-session-domain';
import { SessionPresenter, SessionReader } from '@relance/whatsapp-session-feature';
import { type AdminSessionListQuery, type AdminSessionView, type SessionStatsView } from './admin-sessions.dto.ts';

const DAY_MS = 86_400_000;

/** Sessions of all owners as admins see them. */
@Injectable()
export class ReadSessions {
  constructor(
    private readonly reader: SessionReader,
    private readonly presenter: SessionPresenter,
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
    const { sessions, total } = await this.reader.anyOwnerList({
      ...(state && { state }),
      ...(minFailures !== undefined && { minFailures }),
      ...(q && { ownerPrefix: q }),
      oldestFirst: sort === 'createdAt',
      skip,
      limit,
    });
    const reached = skip + sessions.length;
    const nextCursor = reached < total && sessions.length > 0 ? encodeCursor(hash, [reached]) : null;
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
    const [byState, failures, near, at] = await Promise.all([
      this.reader.anyOwnerCountByState(),
      this.reader.anyOwnerFailures(since),
      this.countFrom(limit - 1),
      this.countFrom(limit),
    ]);
    const byCause = new Map<string, number>();
    for (const { cause, count } of failures) byCause.set(cause, (byCause.get(cause) ?? 0) + count);
    return {
      total: [...byState.values()].reduce((sum, count) => sum + count, 0),
      byState: Object.fromEntries(SESSION_STATES.map((state) => [state, byState.get(state) ?? 0])),
      failures24h: [...byCause].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count),
      nearLimit: near - at,
    };
  }

  private async countFrom(minFailures: number): Promise<number> {
    return (await this.reader.anyOwnerList({ minFailures, skip: 0, limit: 1 })).total;
  }

  private async views(sessions: readonly Session[], language: Language): Promise<AdminSessionView[]> {
    const ids = sessions.map(({ ownerId }) => ownerId);
    const [views, owners] = await Promise.all([this.presenter.many(sessions, language), this.directory.owners(ids)]);
    return views.map((view, index) => {
      const id = ids[index] ?? '';
      return { ...view, ownerId: id, owner: { ...(owners.get(id) ?? { id, name: null, email: null }) } };
    });
  }
}
