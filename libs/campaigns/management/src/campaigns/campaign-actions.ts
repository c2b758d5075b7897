import { type Beside, type Campaign, type CampaignAction, type Scope } from '@relance/campaigns-domain';
import { type CampaignId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { Audited, type By, type Caller } from '../shared/audited.ts';
import { type CampaignBody, type CampaignPatchBody, type CloneBody } from './campaign.dto.ts';
import { CampaignPresenter } from './campaign.presenter.ts';
import { type CampaignRemoved, type CampaignView, type StoppedAnswer } from './campaign.view.ts';
import { CampaignLifecycle, type StopCommand, type Stopped } from './campaign-lifecycle.ts';
import { CampaignStartPlan } from './campaign-start-plan.ts';
import { type Note, type Transitioned } from '@relance/campaigns-core';
import { CampaignDrafts } from './campaign-drafts.ts';

/** Who acts, and why if they say so (at most 500 characters). */
export type ByWithReason = By & { readonly reason?: string | null };

/**
 * What people do with campaigns, owners inside their own scope and admins with `anyOwner`: the deed with its audit line
 * (both are saved or neither is), and the view that answers. Throws 404 outside the scope and 409 with the current status and next actions when it is not possible.
 */
@Injectable()
export class CampaignActions {
  constructor(
    private readonly lifecycle: CampaignLifecycle,
    private readonly write: CampaignDrafts,
    private readonly plan: CampaignStartPlan,
    private readonly presenter: CampaignPresenter,
    private readonly audited: Audited,
  ) {}

  async create(caller: Caller, body: CampaignBody): Promise<CampaignView> {
    const note = this.noteOf(caller, 'create', ({ status }) => ({ after: { status } }));
    return this.presenter.view(await this.write.create(caller.ownerId, body, note));
  }

  async edit(id: CampaignId, caller: Caller, body: CampaignPatchBody): Promise<CampaignView> {
    const fields = Object.keys(body);
    const note = this.noteOf(caller, 'edit', ({ status }) => ({ after: { status, fields } }));
    return this.presenter.view(await this.write.edit(id, caller.ownerId, body, note));
  }

  async clone(id: CampaignId, caller: Caller, body: CloneBody): Promise<CampaignView> {
    const note = this.noteOf(caller, 'clone', ({ status }) => ({ after: { status, clonedFrom: id } }));
    return this.presenter.view(await this.write.clone(id, caller.ownerId, body, note));
  }

  async remove(id: CampaignId, caller: Caller): Promise<CampaignRemoved> {
    const note = this.noteOf(caller, 'delete', ({ status }) => ({ before: { status } }));
    const { targets } = await this.write.remove(id, caller.ownerId, note);
    return { id, targetsDeleted: targets };
  }

  async start(id: CampaignId, scope: Scope, by: By): Promise<CampaignView> {
    return this.view(await this.lifecycle.start(this.command(id, scope, by, 'start')));
  }

  async resume(id: CampaignId, scope: Scope, by: ByWithReason): Promise<CampaignView> {
    return this.view(await this.lifecycle.resume(this.command(id, scope, by, 'resume')));
  }

  /** `date` is an ISO instant; 400 when it is past. */
  async schedule(id: CampaignId, scope: Scope, by: By, date: string): Promise<CampaignView> {
    const startDate = this.plan.startDate(date);
    return this.view(await this.lifecycle.schedule({ ...this.command(id, scope, by, 'schedule'), startDate }));
  }

  async unschedule(id: CampaignId, scope: Scope, by: By): Promise<CampaignView> {
    return this.view(await this.lifecycle.unschedule(this.command(id, scope, by, 'unschedule')));
  }

  async pause(id: CampaignId, scope: Scope, by: ByWithReason): Promise<StoppedAnswer> {
    return this.stopped(await this.lifecycle.pause(this.command(id, scope, by, 'pause')));
  }

  async cancel(id: CampaignId, scope: Scope, by: ByWithReason): Promise<StoppedAnswer> {
    return this.stopped(await this.lifecycle.cancel(this.command(id, scope, by, 'cancel')));
  }

  private view({ campaign }: Transitioned): Promise<CampaignView> {
    return this.presenter.view(campaign);
  }

  private async stopped(done: Stopped): Promise<StoppedAnswer> {
    return { campaign: await this.view(done), inFlight: done.inFlight };
  }

  private command(id: CampaignId, scope: Scope, by: ByWithReason, action: CampaignAction): StopCommand {
    const reason = by.reason || null;
    const note: Note = ({ before, campaign }, transaction) => {
      const change = { before: { status: before }, after: { status: campaign.status }, reason };
      return this.noteOf(by, action, () => change)(campaign, transaction);
    };
    return { id, scope, by: by.actor.id, reason, note };
  }

  /** The line of a deed, saved in the deed's transaction. */
  private noteOf(by: By, action: CampaignAction | 'create', changeOf: (campaign: Campaign) => Change): Beside {
    return (campaign, transaction) => {
      const { id, name, ownerId } = campaign;
      const entity = { type: 'campaign', id, name };
      const line = { action: `campaign.${action}`, entity, ownerId, ...changeOf(campaign) };
      return this.audited.note(by, line, transaction);
    };
  }
}

type Change = {
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  readonly reason?: string | null;
};
