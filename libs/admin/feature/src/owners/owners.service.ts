import { Inject, Injectable } from '@nestjs/common';
import { OWNER_COUNTS, type OwnerCountsReader, SETTINGS_STORE, type SettingsStore } from '@relance/campaigns-domain';
import { CampaignListQuery, CampaignReader, settingsView } from '@relance/campaigns-management';
import { DomainError, type OwnerId } from '@relance/kernel';
import {
  OWNER_DIRECTORY,
  type OwnerDirectory,
  type Page,
  USER_DIRECTORY,
  type UserDirectory,
  toPage,
} from '@relance/platform';
import { type Language, type Session } from '@relance/whatsapp-session-domain';
import { SessionPresenter, SessionReader } from '@relance/whatsapp-session-feature';
import { ReadSessions } from '../sessions/read-sessions.ts';
import { type OwnerDetailView, type OwnerListQuery, type OwnerProfileView } from './owners.dto.ts';

const LAST_CAMPAIGNS = 5;

/** Owners in one list, wherever they come from: accounts, tokens of a user app, sessions. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly sessions: ReadSessions,
    private readonly reader: SessionReader,
    private readonly presenter: SessionPresenter,
    private readonly campaigns: CampaignReader,
    @Inject(OWNER_DIRECTORY) private readonly directory: OwnerDirectory,
    @Inject(USER_DIRECTORY) private readonly people: UserDirectory,
    @Inject(OWNER_COUNTS) private readonly counts: OwnerCountsReader,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
  ) {}

  async page(query: OwnerListQuery, language: Language): Promise<Page<'owners', OwnerProfileView>> {
    const { sessions, ...rest } = await this.sessions.find(query);
    return toPage('owners', await this.profiles(sessions, language), rest);
  }

  /** 404 for an id that nobody was ever seen with. */
  async one(id: OwnerId, language: Language): Promise<OwnerDetailView> {
    const [profile] = await this.profiles(await this.reader.anyOwnerFind([id]), language);
    if (!profile || !(await this.isKnown(id, profile))) {
      throw new DomainError('not_found', 'OWNER_NOT_FOUND', 'There is no such owner.');
    }
    const newest = Object.assign(new CampaignListQuery(), { limit: LAST_CAMPAIGNS });
    const [settings, { campaigns }] = await Promise.all([
      this.settings.read(id),
      this.campaigns.list(newest, { ownerId: id }),
    ]);
    return { ...profile, settings: settingsView(settings), lastCampaigns: campaigns };
  }

  private async isKnown(id: OwnerId, profile: OwnerProfileView): Promise<boolean> {
    if (profile.contacts > 0 || profile.campaigns.total > 0 || profile.lastSeenAt !== null) return true;
    return this.directory.has(id);
  }

  private async profiles(sessions: readonly Session[], language: Language): Promise<OwnerProfileView[]> {
    const ids = sessions.map(({ ownerId: id }) => id);
    const [views, people, seen, counts] = await Promise.all([
      this.presenter.many(sessions, language),
      this.people.owners(ids),
      this.people.lastSeen(ids),
      this.counts.anyOwnerCounts(ids),
    ]);
    return ids.flatMap((id, index) => {
      const session = views[index];
      if (!session) return [];
      const person = people.get(id);
      const { campaigns = { active: 0, total: 0 }, contacts = 0 } = counts.get(id) ?? {};
      return {
        id,
        name: person?.name ?? null,
        email: person?.email ?? null,
        session,
        campaigns: { ...campaigns },
        contacts,
        lastSeenAt: seen.get(id)?.toISOString() ?? null,
      };
    });
  }
}
