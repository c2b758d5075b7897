import {
  type AuditDraft,
  type Campaign,
  CAMPAIGN_NAME_MAX,
  type CampaignEdit,
  type DayMessage,
  draftCampaign,
  SETTINGS_STORE,
  type SettingsStore,
  ownerScoped,
} from '@relance/campaigns-domain';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { PreviewAudience } from '../audience/preview-audience.ts';
import { CampaignTransitions } from '@relance/campaigns-core';
import { MessageRules } from '../templates/message-rules.ts';
import { textsOf } from '../templates/template.service.ts';
import { type CampaignBody, type CampaignPatchBody, type CloneBody, type CustomMessageBody } from './campaign.dto.ts';
import { CampaignStartPlan, statusOfPlan } from './campaign-start-plan.ts';

import { filterOf } from './filter.dto.ts';

const COPY_SUFFIX = ' (2)';
const noPlan = { scheduledStartDate: null, runAfterCampaignId: null } as const;

/** Makes, changes and copies campaigns; what a body says is checked here. */
@Injectable()
export class CampaignDrafts {
  constructor(
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    private readonly plan: CampaignStartPlan,
    private readonly audience: PreviewAudience,
    private readonly transitions: CampaignTransitions,
    private readonly rules: MessageRules,
  ) {}

  /** A draft, or scheduled when a start is given. 422 when the filter finds more people than the limit. */
  async create(ownerId: OwnerId, body: CampaignBody, audit?: AuditDraft): Promise<Campaign> {
    const plan = await this.plan.read(ownerId, body, { id: null, ...noPlan });
    await this.assertSendable(ownerId, body.customMessages);
    const targetFilter = filterOf(body.targetFilter);
    await this.audience.assertWithinLimit(ownerId, targetFilter);
    const { maxMessagesPerDay } = await this.settings.read(ownerId);
    const fresh = draftCampaign(ownerId, {
      ...plan,
      name: body.name,
      description: body.description || null,
      status: statusOfPlan(plan),
      targetFilter,
      audienceMode: body.audienceMode ?? 'frozen',
      stopOnReply: body.stopOnReply ?? false,
      customMessages: messagesOf(body.customMessages),
      priority: body.priority ?? 0,
      maxMessagesPerDay: body.maxMessagesPerDay ?? maxMessagesPerDay,
    });
    return this.transitions.create(fresh, audit);
  }

  /** 409 unless draft or scheduled; a start given or taken away moves it between the two. */
  async edit(id: CampaignId, ownerId: OwnerId, body: CampaignPatchBody, audit?: AuditDraft): Promise<Campaign> {
    const current = await this.transitions.existing(id, ownerScoped(ownerId));
    this.transitions.assertPossible(current, { type: 'edit', by: ownerId });
    const plan = await this.plan.read(ownerId, body, current);
    await this.assertSendable(ownerId, body.customMessages);
    if (body.targetFilter) await this.audience.assertWithinLimit(ownerId, filterOf(body.targetFilter));
    const change: CampaignEdit = { ...editedFields(body), ...plan, status: statusOfPlan(plan) };
    const edited = await this.transitions.edit(current, change, ownerId, audit);
    // The status changed in between: the second look says to what.
    return edited ?? this.edit(id, ownerId, body, audit);
  }

  private assertSendable(ownerId: OwnerId, messages: readonly CustomMessageBody[] = []): Promise<void> {
    const checked = messages.map(({ messageTemplate: texts, mediaIds = [] }, index) => ({
      path: `customMessages.${index}.`,
      texts,
      mediaIds,
    }));
    return this.rules.assertSendable(ownerId, checked);
  }

  /** A new draft with the same messages and, unless said otherwise, the same audience; without start and history. */
  async clone(
    id: CampaignId,
    ownerId: OwnerId,
    { name, withAudience = true }: CloneBody,
    audit?: AuditDraft,
  ): Promise<Campaign> {
    const original = await this.transitions.existing(id, ownerScoped(ownerId));
    this.transitions.assertPossible(original, { type: 'clone', by: ownerId });
    const copy = draftCampaign(ownerId, {
      name: name ?? `${original.name.slice(0, CAMPAIGN_NAME_MAX - COPY_SUFFIX.length)}${COPY_SUFFIX}`,
      description: original.description,
      ...(withAudience && { targetFilter: original.targetFilter, audienceMode: original.audienceMode }),
      stopOnReply: original.stopOnReply,
      customMessages: original.customMessages,
      priority: original.priority,
      maxMessagesPerDay: original.maxMessagesPerDay,
    });
    return this.transitions.create(copy, audit);
  }
}

const messagesOf = (bodies: readonly CustomMessageBody[] = []): DayMessage[] =>
  bodies
    .map(({ dayNumber, messageTemplate, mediaIds }) => ({
      dayNumber,
      messageTemplate: textsOf(messageTemplate),
      mediaIds: (mediaIds ?? []).map((id) => id.toLowerCase()),
    }))
    .sort((a, b) => a.dayNumber - b.dayNumber);

function editedFields(body: CampaignPatchBody): CampaignEdit {
  const { name, description, targetFilter, audienceMode, stopOnReply, customMessages, maxMessagesPerDay, priority } =
    body;
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description || null }),
    ...(targetFilter && { targetFilter: filterOf(targetFilter) }),
    ...(audienceMode && { audienceMode }),
    ...(stopOnReply !== undefined && { stopOnReply }),
    ...(customMessages && { customMessages: messagesOf(customMessages) }),
    ...(maxMessagesPerDay !== undefined && { maxMessagesPerDay }),
    ...(priority !== undefined && { priority }),
  };
}
