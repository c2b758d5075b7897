import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStatus,
  campaignStatuses,
  type CampaignStore,
  type CampaignType,
  campaignTypes,
  defaultPauseSource,
  estimatedEndOf,
  forecast,
  noPerDay,
  type OwnerScope,
  type Scope,
  senderDay,
  SENDER_DAY_STORE,
  type SenderDayStore,
  SETTINGS_STORE,
  type SettingsStore,
  STATISTICS_STORE,
  type StatisticsStore,
  type StatusMatrix,
  successRate,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock, type OwnerId } from '@relance/kernel';
import { type Page, PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { pageAnswer, pageRequest } from '../shared/paging.ts';
import { notFound } from '@relance/campaigns-core';
import { type CampaignListQuery } from './campaign.dto.ts';
import { CampaignPresenter, noNumbers, numbersView } from './campaign.presenter.ts';
import {
  type CampaignStatsView,
  type CampaignView,
  type CountsView,
  type DefaultStatsView,
  type ForecastView,
  type MessagesView,
  type OwnCampaignsStatsView,
} from './campaign.view.ts';
import { campaignQuery } from './campaign-query.ts';

/** Charts show one week by the hour. */
const HOURLY_MS = 7 * 24 * 3_600_000;
/** A look at the tiles takes in so many changed campaigns at most; the clock leaves far fewer behind. */
const CHANGES = 500;

/** What the admin's tiles show. */
export type AllCampaignsStats = {
  readonly total: number;
  readonly byStatus: Record<CampaignStatus, number>;
  readonly byType: Record<CampaignType, number>;
  readonly targets: CountsView;
  readonly messages: MessagesView;
  readonly successRate: number;
  readonly conversions: number;
};

/** Questions about campaigns, inside a scope; `anyOwner` only on the admin side. */
@Injectable()
export class CampaignReader {
  private counting: Promise<number> | null = null;

  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(SENDER_DAY_STORE) private readonly days: SenderDayStore,
    @Inject(STATISTICS_STORE) private readonly statistics: StatisticsStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly presenter: CampaignPresenter,
  ) {}

  /** 404 outside the scope. */
  async get(id: CampaignId, scope: Scope): Promise<CampaignView> {
    return this.presenter.view(await this.one(id, scope));
  }

  /** A page of campaigns; with scope `anyOwner` perhaps only one owner's. */
  async list(query: CampaignListQuery, scope: Scope, ownerId?: OwnerId): Promise<Page<'campaigns', CampaignView>> {
    const fixed = campaignQuery(scope, query, ownerId);
    const found = await this.campaigns.list(fixed, pageRequest(query, fixed));
    return pageAnswer('campaigns', await this.presenter.views(found.rows), found, { query, fixed });
  }

  /** Numbers by status, by day of the sequence and by the hour of the last week. */
  async campaignStats(id: CampaignId, scope: Scope): Promise<CampaignStatsView> {
    return this.statsOf(await this.one(id, scope));
  }

  /** What will leave on the next days at the campaign's limit. */
  async forecast(id: CampaignId, scope: OwnerScope): Promise<ForecastView> {
    const campaign = await this.one(id, scope);
    const { timeZone } = await this.settings.read(campaign.ownerId);
    const now = this.clock.now();
    const today = senderDay(now, timeZone);
    const day = await this.days.read(campaign.ownerId, today);
    const perDay = forecast(campaign, { today, sentToday: day.byCampaign[id] ?? 0 });
    return {
      estimatedEndAt: estimatedEndOf(campaign, now)?.toISOString() ?? null,
      remainingMessages: perDay.reduce((sum, { messages }) => sum + messages, 0),
      perDay,
    };
  }

  /** The default campaign's numbers; zeros for an owner who never saved settings. */
  async defaultStats(ownerId: OwnerId): Promise<DefaultStatsView> {
    const [campaign, settings, running] = await Promise.all([
      this.campaigns.findDefault(ownerId),
      this.settings.read(ownerId),
      this.campaigns.runningFilteredOf([ownerId]),
    ]);
    const pauseSource = defaultPauseSource({
      isPausedByOwner: settings.defaultCampaignPaused,
      allowsSimultaneous: settings.allowSimultaneousCampaigns,
      runningFiltered: running.get(ownerId) ?? 0,
    });
    const stats = campaign ? await this.statsOf(campaign) : noStats();
    return { id: campaign?.id ?? null, pauseSource, ...stats };
  }

  /** How many campaigns there are and their numbers together, over all owners: from one document, after the last changes. */
  async stats(): Promise<AllCampaignsStats> {
    this.counting ??= this.campaigns.countChanges(CHANGES).finally(() => (this.counting = null));
    await this.counting;
    const { matrix, counts, messages } = await this.campaigns.overview();
    const byStatus = sumsByStatus(matrix);
    return {
      total: sumOf(byStatus),
      byStatus,
      byType: sumsByType(matrix),
      targets: { ...counts, exitedBy: { ...counts.exitedBy } },
      messages: { ...messages },
      successRate: successRate(messages),
      conversions: counts.converted,
    };
  }

  /** How many campaigns of each status one owner has. */
  async ownStats(ownerId: OwnerId): Promise<OwnCampaignsStatsView> {
    const byStatus = await this.campaigns.statusCountsOf(ownerId);
    return { total: sumOf(byStatus), byStatus };
  }

  private async one(id: CampaignId, scope: Scope): Promise<Campaign> {
    const campaign = await this.campaigns.find(id, scope);
    if (!campaign) throw notFound('campaign');
    return campaign;
  }

  private async statsOf(campaign: Campaign): Promise<CampaignStatsView> {
    const now = this.clock.now();
    const hourly = await this.statistics.hourly(campaign.id, new Date(now.getTime() - HOURLY_MS), now);
    return {
      ...numbersView(campaign),
      perDay: perDayView(campaign.perDay),
      hourly: hourly.map(({ at, ...figures }) => ({ at: at.toISOString(), ...figures })),
    };
  }
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const sumsByStatus = (matrix: StatusMatrix): Record<CampaignStatus, number> =>
  Object.fromEntries(
    campaignStatuses.map((status) => [status, matrix[status].default + matrix[status].filtered]),
  ) as Record<CampaignStatus, number>; // every status is a key

const sumsByType = (matrix: StatusMatrix): Record<CampaignType, number> =>
  Object.fromEntries(
    campaignTypes.map((type) => [type, campaignStatuses.reduce((sum, status) => sum + matrix[status][type], 0)]),
  ) as Record<CampaignType, number>; // every type is a key

const perDayView = (perDay: Campaign['perDay']): CampaignStatsView['perDay'] =>
  perDay.map((figures, index) => ({ day: index + 1, ...figures }));

const noStats = (): CampaignStatsView => ({ ...numbersView(noNumbers()), perDay: perDayView(noPerDay()), hourly: [] });
