import { type Campaign, type CampaignAction, type Scope } from '@relance/campaigns-domain';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { Audited, type By, type Caller } from '../shared/audited.ts';
import { type CampaignBody, type CampaignPatchBody } from './campaign.dto.ts';
import { CampaignPresenter } from './campaign.presenter.ts';
import { type CampaignRemoved, type CampaignView, type StoppedAnswer } from './campaign.view.ts';
import { CampaignLifecycle, type LifecycleCommand, type Stopped } from './campaign-lifecycle.ts';
import { ReadCampaignPlan } from './campaign-plan.ts';
import { type Transitioned } from './campaign-transitions.ts';
import { WriteCampaign } from './write-campaign.ts';

/** Who acts, and why if they say so (at most 500 characters). */
export type ByWithReason = By & { readonly reason?: string | null };

/**
 * What people do with campaigns, owners inside their own scope and admins with `anyOwner`: the deed, its audit line, and the
 * view that answers. Throws 404 outside the scope and 409 with the current status and next actions when it is not possible.
 */
@Injectable()
export class CampaignControl {
  constructor(
    private readonly lifecycle: CampaignLifecycle,
    private readonly write: WriteCampaign,
    private readonly plan: ReadCampaignPlan,
    private readonly presenter: CampaignPresenter,
    private readonly audited: Audited,
  ) {}

  async create(caller: Caller, body: CampaignBody): Promise<CampaignView> {
    const campaign = await this.write.create(caller.ownerId, body);
    await this.note(caller, 'create', campaign, { after: { status: campaign.status } });
    return this.presenter.view(campaign);
  }

  async edit(id: CampaignId, caller: Caller, body: CampaignPatchBody): Promise<CampaignView> {
    const campaign = await this.write.edit(id, caller.ownerId, body);
    await this.note(caller, 'edit', campaign, { after: { status: campaign.status, fields: Object.keys(body) } });
    return this.presenter.view(campaign);
  }

  async clone(id: CampaignId, caller: Caller): Promise<CampaignView> {
    const copy = await this.write.clone(id, caller.ownerId);
    await this.note(caller, 'clone', copy, { after: { status: copy.status, clonedFrom: id } });
    return this.presenter.view(copy);
  }

  async remove(id: CampaignId, caller: Caller): Promise<CampaignRemoved> {
    const { removed, targets } = await this.write.remove(id, caller.ownerId);
    await this.note(caller, 'delete', removed, { before: { status: removed.status } });
    return { id, targetsDeleted: targets };
  }

  start(id: CampaignId, scope: Scope, by: By): Promise<CampaignView> {
    return this.moved(by, 'start', this.lifecycle.start(command(id, scope, by)));
  }

  resume(id: CampaignId, scope: Scope, by: ByWithReason): Promise<CampaignView> {
    return this.moved(by, 'resume', this.lifecycle.resume(command(id, scope, by)));
  }

  /** `date` is an ISO instant; 400 when it is past. */
  schedule(id: CampaignId, scope: Scope, by: By, date: string): Promise<CampaignView> {
    const startDate = this.plan.startDate(date);
    return this.moved(by, 'schedule', this.lifecycle.schedule({ ...command(id, scope, by), startDate }));
  }

  unschedule(id: CampaignId, scope: Scope, by: By): Promise<CampaignView> {
    return this.moved(by, 'unschedule', this.lifecycle.unschedule(command(id, scope, by)));
  }

  pause(id: CampaignId, scope: Scope, by: ByWithReason): Promise<StoppedAnswer> {
    return this.stopped(by, 'pause', this.lifecycle.pause(stop(id, scope, by)));
  }

  cancel(id: CampaignId, scope: Scope, by: ByWithReason): Promise<StoppedAnswer> {
    return this.stopped(by, 'cancel', this.lifecycle.cancel(stop(id, scope, by)));
  }

  private async moved(by: ByWithReason, action: CampaignAction, deed: Promise<Transitioned>): Promise<CampaignView> {
    const { before, campaign } = await deed;
    await this.note(by, action, campaign, {
      before: { status: before },
      after: { status: campaign.status },
      reason: by.reason || null,
    });
    return this.presenter.view(campaign);
  }

  private async stopped(by: ByWithReason, action: CampaignAction, deed: Promise<Stopped>): Promise<StoppedAnswer> {
    const done = await deed;
    return { campaign: await this.moved(by, action, Promise.resolve(done)), inFlight: done.inFlight };
  }

  private note(by: By, action: CampaignAction | 'create', campaign: Noted, change: Change): Promise<void> {
    const { id, name, ownerId } = campaign;
    const entity = { type: 'campaign', id, name };
    return this.audited.note(by, { action: `campaign.${action}`, entity, ownerId, ...change });
  }
}

type Noted = Pick<Campaign, 'id' | 'name'> & { readonly ownerId: OwnerId };
type Change = {
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  readonly reason?: string | null;
};

const command = (id: CampaignId, scope: Scope, { actor }: By): LifecycleCommand => ({ id, scope, by: actor.id });
const stop = (id: CampaignId, scope: Scope, by: ByWithReason) => ({
  ...command(id, scope, by),
  reason: by.reason ?? null,
});
