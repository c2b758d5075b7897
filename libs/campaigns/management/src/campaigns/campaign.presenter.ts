import {
  type Campaign,
  conversionRate,
  type DayMessage,
  estimatedEndOf,
  nextActions,
  noCounts,
  noDayFunnel,
  noMessages,
  progressOf,
  successRate,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { type OwnerSummary, PRODUCT_CLOCK, USER_DIRECTORY, type UserDirectory } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type CampaignNumbersView, type CampaignView, type CustomMessageView } from './campaign.view.ts';

/** Campaigns as clients see them; owners' names are asked once for all. */
@Injectable()
export class CampaignPresenter {
  constructor(
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async views(campaigns: readonly Campaign[]): Promise<CampaignView[]> {
    if (campaigns.length === 0) return [];
    const owners = await this.directory.owners([...new Set(campaigns.map(({ ownerId }) => ownerId))]);
    const now = this.clock.now();
    return campaigns.map((campaign) => campaignView(campaign, owners.get(campaign.ownerId), now));
  }

  async view(campaign: Campaign): Promise<CampaignView> {
    const [view] = await this.views([campaign]);
    if (!view) throw new Error('one campaign gives one view');
    return view;
  }
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export function campaignView(campaign: Campaign, owner: OwnerSummary | undefined, now: Date): CampaignView {
  const { statusReason: reason } = campaign;
  return {
    id: campaign.id,
    name: campaign.name,
    description: campaign.description,
    ownerId: campaign.ownerId,
    owner: { id: campaign.ownerId, name: owner?.name ?? null, email: owner?.email ?? null },
    type: campaign.type,
    status: campaign.status,
    statusReason: reason && {
      code: reason.code,
      note: reason.note,
      by: reason.by,
      at: reason.at.toISOString(),
      excluded: reason.code === 'nobody_to_enrol' ? { ...campaign.enrolment.split.excluded } : null,
    },
    targetFilter: campaign.targetFilter && (structuredClone(campaign.targetFilter) as CampaignView['targetFilter']),
    customMessages: campaign.customMessages.map(customMessageView),
    audienceMode: campaign.audienceMode,
    stopOnReply: campaign.stopOnReply,
    scheduledStartDate: instant(campaign.scheduledStartDate),
    runAfterCampaignId: campaign.runAfterCampaignId,
    startedAt: instant(campaign.startedAt),
    pausedAt: instant(campaign.pausedAt),
    completedAt: instant(campaign.completedAt),
    cancelledAt: instant(campaign.cancelledAt),
    createdAt: campaign.createdAt.toISOString(),
    updatedAt: campaign.updatedAt.toISOString(),
    maxMessagesPerDay: campaign.maxMessagesPerDay,
    priority: campaign.priority,
    ...numbersView(campaign),
    progress: progressOf(campaign),
    estimatedEndAt: instant(estimatedEndOf(campaign, now)),
    nextActions: nextActions(campaign.status, campaign.type),
    rev: campaign.rev,
  };
}

const customMessageView = ({ dayNumber, messageTemplate, mediaIds }: DayMessage): CustomMessageView => ({
  dayNumber,
  messageTemplate: { fr: messageTemplate.fr, en: messageTemplate.en },
  mediaIds: [...mediaIds],
});

type Numbers = Pick<Campaign, 'counts' | 'messages' | 'dayFunnel'>;

/** The numbers of a campaign that has none yet. */
export const noNumbers = (): Numbers => ({ counts: noCounts(), messages: noMessages(), dayFunnel: noDayFunnel() });

export const numbersView = ({ counts, messages, dayFunnel }: Numbers): CampaignNumbersView => ({
  counts: { ...counts, exitedBy: { ...counts.exitedBy } },
  messages: { ...messages },
  successRate: successRate(messages),
  conversionRate: conversionRate(counts),
  dayFunnel: [...dayFunnel],
});
