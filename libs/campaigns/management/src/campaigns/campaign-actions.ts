import {
  type AuditDraft,
  type CampaignAction,
  type CampaignEvent,
  type OwnerScope,
  ownerScoped,
  type Scope,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type CampaignId } from '@relance/kernel';
import { CampaignTransitions, SendingSignals, type Transitioned } from '@relance/campaigns-core';
import { Inject, Injectable } from '@nestjs/common';
import { PreviewAudience } from '../audience/preview-audience.ts';
import { type By, type Caller } from '../shared/audited.ts';
import { type CampaignBody, type CampaignPatchBody, type CloneBody } from './campaign.dto.ts';
import { CampaignDrafts } from './campaign-drafts.ts';
import { CampaignPresenter } from './campaign.presenter.ts';
import { CampaignStartPlan } from './campaign-start-plan.ts';
import { type CampaignRemoved, type CampaignView, type StoppedAnswer } from './campaign.view.ts';

/** Who acts, and why if they say so (at most 500 characters). */
export type ByWithReason = By & { readonly reason?: string | null };

/**
 * What people do with campaigns, owners inside their own scope and admins with `anyOwner`: the change with its audit line (both are
 * saved or neither is), and the view that answers. Throws 404 outside the scope and 409 with the current status and next actions when
 * it is not possible.
 */
@Injectable()
export class CampaignActions {
  constructor(
    private readonly transitions: CampaignTransitions,
    private readonly drafts: CampaignDrafts,
    private readonly plan: CampaignStartPlan,
    private readonly audience: PreviewAudience,
    private readonly presenter: CampaignPresenter,
    private readonly signals: SendingSignals,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
  ) {}

  async create(caller: Caller, body: CampaignBody): Promise<CampaignView> {
    return this.presenter.view(await this.drafts.create(caller.ownerId, body, auditOf(caller, 'create')));
  }

  async edit(id: CampaignId, caller: Caller, body: CampaignPatchBody): Promise<CampaignView> {
    return this.presenter.view(await this.drafts.edit(id, caller.ownerId, body, auditOf(caller, 'edit')));
  }

  async clone(id: CampaignId, caller: Caller, body: CloneBody): Promise<CampaignView> {
    const audit = auditOf(caller, 'clone', { clonedFrom: id });
    return this.presenter.view(await this.drafts.clone(id, caller.ownerId, body, audit));
  }

  async remove(id: CampaignId, caller: Caller): Promise<CampaignRemoved> {
    const { ownerId } = caller;
    const targetsDeleted = await this.transitions.remove(id, ownerScoped(ownerId), ownerId, auditOf(caller, 'delete'));
    return { id, targetsDeleted };
  }

  /** Enrols at once. 422 when the audience has outgrown the owner's limit. */
  async start(id: CampaignId, scope: OwnerScope, by: By): Promise<CampaignView> {
    const event = { type: 'start', by: by.actor.id } as const;
    const campaign = await this.transitions.existing(id, scope);
    this.transitions.assertPossible(campaign, event);
    await this.audience.refresh(campaign.ownerId);
    await this.audience.assertWithinLimit(campaign.ownerId, campaign.targetFilter ?? {});
    return this.view(await this.apply(id, scope, by, event));
  }

  async resume(id: CampaignId, scope: Scope, by: ByWithReason): Promise<CampaignView> {
    return this.view(await this.apply(id, scope, by, { type: 'resume', by: by.actor.id }));
  }

  /** `date` is an ISO instant; 400 when it is past. */
  async schedule(id: CampaignId, scope: OwnerScope, by: By, date: string): Promise<CampaignView> {
    const startDate = this.plan.startDate(date);
    const { runAfterCampaignId } = await this.transitions.existing(id, scope);
    const event = { type: 'schedule', by: by.actor.id, startDate, runAfterCampaignId } as const;
    return this.view(await this.apply(id, scope, by, event));
  }

  async unschedule(id: CampaignId, scope: OwnerScope, by: By): Promise<CampaignView> {
    return this.view(await this.apply(id, scope, by, { type: 'unschedule', by: by.actor.id }));
  }

  async pause(id: CampaignId, scope: Scope, by: ByWithReason): Promise<StoppedAnswer> {
    return this.stopped(await this.apply(id, scope, by, { type: 'pause', by: by.actor.id, note: by.reason || null }));
  }

  /** The status changes first and stops everything; then live targets leave with reason `manual`. */
  async cancel(id: CampaignId, scope: Scope, by: ByWithReason): Promise<StoppedAnswer> {
    return this.stopped(await this.apply(id, scope, by, { type: 'cancel', by: by.actor.id, note: by.reason || null }));
  }

  private apply(
    id: CampaignId,
    scope: Scope,
    by: ByWithReason,
    event: CampaignEvent & { readonly type: CampaignAction },
  ): Promise<Transitioned> {
    return this.transitions.apply(id, scope, event, { ...auditOf(by, event.type), reason: by.reason || null });
  }

  private view({ campaign }: Transitioned): Promise<CampaignView> {
    return this.presenter.view(campaign);
  }

  /** With how many messages are on their way in this moment; nothing follows them. */
  private async stopped(done: Transitioned): Promise<StoppedAnswer> {
    await this.signals.storeWaiting();
    const inFlight = await this.targets.countSending(done.campaign.id);
    return { campaign: await this.view(done), inFlight };
  }
}

const auditOf = (
  { actor: { id, email, role }, requestId }: By,
  action: CampaignAction | 'create',
  details?: Readonly<Record<string, unknown>>,
): AuditDraft => ({
  actor: { id, email, role },
  requestId,
  action: `campaign.${action}`,
  ...(details && { details }),
});
