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
  restrictionOf,
  SENDER_STATE_STORE,
  type SenderRestriction,
  type SenderStateStore,
  successRate,
} from '@relance/campaigns-domain';
import { type Clock, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { type OwnerSummary, PRODUCT_CLOCK, USER_DIRECTORY, type UserDirectory } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { whySentence } from '../targets/why.sentences.ts';
import {
  type CampaignNumbersView,
  type CampaignView,
  type CustomMessageView,
  type RestrictionView,
} from './campaign.view.ts';

/** Campaigns as clients see them; owners' names and what WhatsApp forbids them are asked once for all. */
@Injectable()
export class CampaignPresenter {
  constructor(
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SENDER_STATE_STORE) private readonly senders: SenderStateStore,
    @Inject(MESSENGER) private readonly messenger: Pick<Messenger, 'standings'>,
  ) {}

  async views(campaigns: readonly Campaign[]): Promise<CampaignView[]> {
    if (campaigns.length === 0) return [];
    const now = this.clock.now();
    const [owners, restrictions] = await Promise.all([
      this.directory.owners([...new Set(campaigns.map(({ ownerId }) => ownerId))]),
      this.restrictions(campaigns, now),
    ]);
    return campaigns.map((campaign) => {
      const owner = owners.get(campaign.ownerId);
      const restriction = isSending(campaign) ? (restrictions.get(campaign.ownerId) ?? null) : null;
      return campaignView(campaign, { owner, restriction }, now);
    });
  }

  /** Of the owners whose campaigns send: what a campaign that does not send waits for is something else. */
  private async restrictions(
    campaigns: readonly Campaign[],
    now: Date,
  ): Promise<ReadonlyMap<OwnerId, SenderRestriction | null>> {
    const ownerIds = [...new Set(campaigns.filter(isSending).map(({ ownerId }) => ownerId))];
    const [states, standings] = await Promise.all([
      this.senders.readMany(ownerIds),
      this.messenger.standings(ownerIds),
    ]);
    const unheld = { coldHeldUntil: null };
    return new Map(
      ownerIds.map((id) => [id, restrictionOf(standings.get(id) ?? null, states.get(id) ?? unheld, now)] as const),
    );
  }

  async view(campaign: Campaign): Promise<CampaignView> {
    const [view] = await this.views([campaign]);
    if (!view) throw new Error('one campaign gives one view');
    return view;
  }
}

const isSending = ({ status }: Campaign): boolean => status === 'active';
const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

type SenderSummary = { readonly owner: OwnerSummary | undefined; readonly restriction: SenderRestriction | null };

export function campaignView(campaign: Campaign, { owner, restriction }: SenderSummary, now: Date): CampaignView {
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
    restriction: restriction && restrictionView(restriction),
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

const restrictionView = ({ code, until }: SenderRestriction): RestrictionView => ({
  code,
  reason: { fr: whySentence(code, 'fr'), en: whySentence(code, 'en') },
  until: instant(until),
});

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
