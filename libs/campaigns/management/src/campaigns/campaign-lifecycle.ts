import { decide, type Scope, TARGET_STORE, type TargetStore } from '@relance/campaigns-domain';
import { type CampaignId, type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { PreviewAudience } from '../audience/preview-audience.ts';
import {
  SendingSignals,
  CampaignTransitions,
  type Note,
  type Transitioned,
  transitionRefused,
} from '@relance/campaigns-core';

/** Which campaign, inside whose things, by whom. Only the admin side says scope `anyOwner`. */
export type LifecycleCommand = {
  readonly id: CampaignId;
  readonly scope: Scope;
  readonly by: string;
  readonly note?: Note;
};
/** A stop may say why, in at most 500 characters. */
export type StopCommand = LifecycleCommand & { readonly reason?: string | null };
export type Stopped = Transitioned & {
  /** Messages on their way in this moment; nothing follows them. */
  readonly inFlight: number;
};

/**
 * The lifecycle's steps. Each throws 404 outside the scope and 409 with the current status
 * and next actions when it is not possible now. The caller's note is saved with the change or neither is.
 */
@Injectable()
export class CampaignLifecycle {
  constructor(
    private readonly transitions: CampaignTransitions,
    private readonly audience: PreviewAudience,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly signals: SendingSignals,
  ) {}

  /** Enrols at once. 422 when the audience has outgrown the owner's limit. */
  async start({ id, scope, by, note }: LifecycleCommand): Promise<Transitioned> {
    const event = { type: 'start', by } as const;
    const campaign = await this.transitions.existing(id, scope);
    const decision = decide(campaign, event, this.clock.now());
    if (!decision.accepted) throw transitionRefused(decision);
    await this.audience.refresh(campaign.ownerId);
    await this.audience.assertWithinLimit(campaign.ownerId, campaign.targetFilter ?? {});
    return this.transitions.apply(id, scope, event, note);
  }

  async schedule({
    id,
    scope,
    by,
    note,
    startDate,
  }: LifecycleCommand & { readonly startDate: Date }): Promise<Transitioned> {
    const { runAfterCampaignId } = await this.transitions.existing(id, scope);
    return this.transitions.apply(id, scope, { type: 'schedule', by, startDate, runAfterCampaignId }, note);
  }

  unschedule({ id, scope, by, note }: LifecycleCommand): Promise<Transitioned> {
    return this.transitions.apply(id, scope, { type: 'unschedule', by }, note);
  }

  async pause({ id, scope, by, note, reason }: StopCommand): Promise<Stopped> {
    return this.stopped(await this.transitions.apply(id, scope, { type: 'pause', by, note: reason || null }, note));
  }

  resume({ id, scope, by, note }: LifecycleCommand): Promise<Transitioned> {
    return this.transitions.apply(id, scope, { type: 'resume', by }, note);
  }

  /** The status changes first and stops everything; then live targets leave with reason `manual`. */
  async cancel({ id, scope, by, note, reason }: StopCommand): Promise<Stopped> {
    return this.stopped(await this.transitions.apply(id, scope, { type: 'cancel', by, note: reason || null }, note));
  }

  private async stopped(transitioned: Transitioned): Promise<Stopped> {
    await this.signals.storeWaiting();
    return { ...transitioned, inFlight: await this.targets.countSending(transitioned.campaign.id) };
  }
}
