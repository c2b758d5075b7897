import {
  type AuditDraft,
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignEdit,
  type CampaignEffect,
  type CampaignEvent,
  type CampaignReasonCode,
  type CampaignStatus,
  type CampaignStore,
  completionOf,
  decide,
  type NewCampaign,
  type OwnerScope,
  ownerScoped,
  type Scope,
  SYSTEM_ACTOR,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { assertNever, type CampaignId, type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { EnrolAudience } from '../enrolment/enrol-audience.ts';
import { notFound, transitionRefused } from '../shared/refusals.ts';
import { SendingSignals } from '../signals/sending-signals.ts';

export type Transitioned = { readonly before: CampaignStatus; readonly campaign: Campaign };

const SLICE = 1000;
/** Somebody else changed the status in between; after so many times it is a refusal. */
const TRIES = 3;

/**
 * The only way in which campaigns change, for people and for the engine: decide, save where the status is still the same (with the audit
 * line, when somebody did it), then do what follows. Nothing else calls `decide` or writes to the store.
 */
@Injectable()
export class CampaignTransitions {
  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly enrolAudience: EnrolAudience,
    private readonly signals: SendingSignals,
  ) {}

  /** The campaign inside the scope; 404 otherwise. */
  async existing(id: CampaignId, scope: Scope): Promise<Campaign> {
    const campaign = await this.campaigns.find(id, scope);
    if (!campaign) throw notFound('campaign');
    return campaign;
  }

  /** 409 with current status and next actions when the event is not possible now. */
  assertPossible(campaign: Campaign, event: CampaignEvent): void {
    accepted(campaign, event, this.clock.now());
  }

  create(campaign: NewCampaign, audit?: AuditDraft): Promise<Campaign> {
    return this.campaigns.create(campaign, this.clock.now(), audit);
  }

  /** Changes fields. 409 when the status does not allow it; null when the status changed since the campaign was read. */
  async edit(campaign: Campaign, change: CampaignEdit, by: string, audit?: AuditDraft): Promise<Campaign | null> {
    const { id, ownerId } = campaign;
    const now = this.clock.now();
    const { from } = accepted(campaign, { type: 'edit', by }, now);
    return this.campaigns.edit(id, ownerScoped(ownerId), from, change, now, audit);
  }

  /**
   * 404 when not there, 409 unless draft, completed or cancelled. The campaign goes first, only in the status that allows it (a start
   * in the same moment wins or loses as a whole); its targets follow, after an interruption by the campaign scheduler.
   * Answers how many targets went with it.
   */
  async remove(id: CampaignId, scope: OwnerScope, by: string, audit?: AuditDraft): Promise<number> {
    const current = await this.existing(id, scope);
    const { from, effects } = accepted(current, { type: 'delete', by }, this.clock.now());
    const removed = await this.campaigns.remove(id, scope, from, audit);
    // The status changed in between: the second look says to what.
    if (!removed) return this.remove(id, scope, by, audit);
    const targets = await this.removeTargets(id);
    await this.perform(removed, effects);
    return targets;
  }

  /** 404 when not there, 409 with current status and next actions when not possible now. */
  async apply(id: CampaignId, scope: Scope, event: CampaignEvent, audit?: AuditDraft): Promise<Transitioned> {
    for (let attempt = 1; ; attempt += 1) {
      const state = await this.existing(id, scope);
      const now = this.clock.now();
      const { from, change, effects } = accepted(state, event, now);
      if (!change) throw new Error(`${event.type} changes no status`);
      const before = state.status;
      const save = () => this.campaigns.transition(id, scope, from, change, now, audit);
      const saved = await (before === 'active' ? this.signals.whileHeld(state.ownerId, save) : save());
      if (saved) {
        await this.perform(saved, effects);
        return { before, campaign: (await this.campaigns.find(id, scope)) ?? saved };
      }
      if (attempt === TRIES) {
        const refused = { currentStatus: state.status, event: event.type, nextActions: [] };
        throw transitionRefused(refused);
      }
    }
  }

  /** Completes a campaign that has come to its natural end; false while it goes on. */
  async completeIfDrained(id: CampaignId): Promise<boolean> {
    const campaign = await this.campaigns.find(id, 'anyOwner');
    const code = campaign && completionOf(campaign);
    if (!code) return false;
    const now = this.clock.now();
    const decision = decide(campaign, { type: 'complete', by: SYSTEM_ACTOR, code }, now);
    if (!decision.accepted || !decision.change) return false;
    const completed = await this.campaigns.complete(id, decision.from, decision.change, now);
    if (!completed) return false;
    await this.perform(completed, decision.effects);
    return true;
  }

  /** Goes on enrolling; an audience of nobody completes the campaign. */
  async enrol(id: CampaignId, signal?: AbortSignal): Promise<void> {
    await this.enrolAudience.run(id, signal);
    await this.completeIfDrained(id);
  }

  /** Starts a scheduled campaign on behalf of the clock or of its ended parent. False when it was not to be started. */
  async startBySystem(id: CampaignId, code: CampaignReasonCode): Promise<boolean> {
    const state = await this.campaigns.find(id, 'anyOwner');
    if (state?.status !== 'scheduled') return false;
    const now = this.clock.now();
    const decision = decide(state, { type: 'start', by: SYSTEM_ACTOR, code }, now);
    if (!decision.accepted || !decision.change) return false;
    const started = await this.campaigns.transition(id, 'anyOwner', decision.from, decision.change, now);
    if (!started) return false;
    await this.perform(started, decision.effects);
    return true;
  }

  /** Lets a cancelled campaign's people go, slice by slice; safe to repeat after a crash. */
  async exitLiveTargets(id: CampaignId): Promise<void> {
    for (let isDone = false; !isDone;) {
      const slice = await this.targets.exitLive(id, 'manual', { at: this.clock.now(), limit: SLICE });
      // What is in flight can not leave yet: the engine lets it go with its result.
      isDone = slice.isDone || slice.exited === 0;
    }
  }

  /** Removes the targets and deliveries of a removed campaign; how many targets. Safe to repeat after a crash. */
  async removeTargets(id: CampaignId): Promise<number> {
    let removed = 0;
    for (let slice = SLICE; slice > 0; removed += slice) slice = await this.targets.removeOf(id, SLICE);
    await this.campaigns.finishRemoval(id);
    return removed;
  }

  /** Everything that follows a saved change; each step may be repeated. */
  private async perform(campaign: Campaign, effects: readonly CampaignEffect[]): Promise<void> {
    for (const effect of effects) await this.performOne(campaign.id, effect);
  }

  private async performOne(id: CampaignId, effect: CampaignEffect): Promise<void> {
    switch (effect.type) {
      case 'enrol_audience':
        return this.enrol(id);
      case 'exit_live_targets':
        return this.exitLiveTargets(id);
      case 'start_children':
        return this.startChildren(id);
      case 'remove_targets':
        await this.removeTargets(id);
        return;
      default:
        return assertNever(effect);
    }
  }

  private async startChildren(id: CampaignId): Promise<void> {
    const now = this.clock.now();
    const children = await this.campaigns.childrenOf(id);
    const due = children.filter(({ scheduledStartDate: date }) => date === null || date <= now);
    for (const child of due) await this.startBySystem(child.id, 'parent_ended');
  }
}

/** What the machine decides. @throws 409 with current status and next actions when it refuses */
function accepted(campaign: Campaign, event: CampaignEvent, now: Date) {
  const decision = decide(campaign, event, now);
  if (!decision.accepted) throw transitionRefused(decision);
  return decision;
}
