import { type CampaignId } from '@relance/kernel';
import {
  type Campaign,
  type CampaignActor,
  type CampaignReasonCode,
  type CampaignStatus,
  type CampaignType,
  type StatusReason,
} from './campaign.ts';

/** What a person may do with a campaign; travels as `nextActions` in every view. */
export const campaignActions = [
  'start',
  'schedule',
  'unschedule',
  'pause',
  'resume',
  'cancel',
  'edit',
  'delete',
  'clone',
] as const;
export type CampaignAction = (typeof campaignActions)[number];

/** Everything that may happen to a campaign: the actions, and its natural end. */
export type CampaignEventType = CampaignAction | 'complete';

export type CampaignEvent =
  | { readonly type: 'start'; readonly by: CampaignActor; readonly code?: CampaignReasonCode }
  | {
      readonly type: 'schedule';
      readonly by: CampaignActor;
      readonly startDate: Date | null;
      readonly runAfterCampaignId: CampaignId | null;
    }
  | { readonly type: 'unschedule'; readonly by: CampaignActor }
  | {
      readonly type: 'pause';
      readonly by: CampaignActor;
      readonly note: string | null;
      readonly code?: CampaignReasonCode;
    }
  | { readonly type: 'resume'; readonly by: CampaignActor }
  | { readonly type: 'cancel'; readonly by: CampaignActor; readonly note: string | null }
  | { readonly type: 'edit'; readonly by: CampaignActor }
  | { readonly type: 'delete'; readonly by: CampaignActor }
  | { readonly type: 'clone'; readonly by: CampaignActor }
  | { readonly type: 'complete'; readonly by: CampaignActor; readonly code: CompletionCode };

type Row = {
  readonly from: readonly CampaignStatus[];
  /** Null: the status stays as it is. `deleted` is no status: the document is gone. */
  readonly to: CampaignStatus | 'deleted' | null;
  readonly types: readonly CampaignType[];
};

const filteredOnly: readonly CampaignType[] = ['filtered'];
const everyType: readonly CampaignType[] = ['default', 'filtered'];

/** The lifecycle as data. The default campaign lives for ever: it is only paused and resumed. */
export const campaignTable = {
  start: { from: ['draft', 'scheduled'], to: 'active', types: filteredOnly },
  schedule: { from: ['draft', 'scheduled'], to: 'scheduled', types: filteredOnly },
  unschedule: { from: ['scheduled'], to: 'draft', types: filteredOnly },
  pause: { from: ['active'], to: 'paused', types: everyType },
  resume: { from: ['paused'], to: 'active', types: everyType },
  cancel: { from: ['draft', 'scheduled', 'active', 'paused'], to: 'cancelled', types: filteredOnly },
  edit: { from: ['draft', 'scheduled'], to: null, types: filteredOnly },
  delete: { from: ['draft', 'completed', 'cancelled'], to: 'deleted', types: filteredOnly },
  clone: { from: ['draft', 'scheduled', 'active', 'paused', 'completed', 'cancelled'], to: null, types: filteredOnly },
  complete: { from: ['active', 'paused'], to: 'completed', types: filteredOnly },
} as const satisfies Record<CampaignEventType, Row>;

/** What must be done after the status was saved; each is safe to repeat. */
export type CampaignEffect =
  | { readonly type: 'enrol_audience' } // judge the contacts from where the enrolment stopped
  | { readonly type: 'exit_live_targets'; readonly reason: 'manual' }
  | { readonly type: 'start_children' } // campaigns that wait for this one's end
  | { readonly type: 'remove_targets' };

/** Fields that a transition writes besides rev and epoch. */
export type CampaignChange = {
  readonly status: CampaignStatus;
  readonly statusReason: StatusReason | null;
} & Partial<
  Pick<Campaign, 'startedAt' | 'pausedAt' | 'completedAt' | 'cancelledAt' | 'scheduledStartDate' | 'runAfterCampaignId'>
>;

export type CampaignState = Pick<Campaign, 'status' | 'type'>;

export type CampaignDecision =
  | {
      readonly accepted: true;
      /** The status that the conditional update must find. */
      readonly from: CampaignStatus;
      /** Null when nothing is written to the document (edit, clone, delete write their own). */
      readonly change: CampaignChange | null;
      readonly effects: readonly CampaignEffect[];
    }
  | {
      readonly accepted: false;
      readonly code: 'CAMPAIGN_TRANSITION_REFUSED';
      readonly currentStatus: CampaignStatus;
      readonly event: CampaignEventType;
      readonly nextActions: readonly CampaignAction[];
    };

function rowAllows(event: CampaignEventType, status: CampaignStatus, type: CampaignType): boolean {
  const row: Row = campaignTable[event];
  return row.from.includes(status) && row.types.includes(type);
}

/** The actions that a person may take now, in the order of `campaignActions`. */
export function nextActions(status: CampaignStatus, type: CampaignType): CampaignAction[] {
  return campaignActions.filter((action) => rowAllows(action, status, type));
}

/** Decides one event. Pure: the caller saves `change` where the status is still one of `from`, then runs the effects. */
export function decide(state: CampaignState, event: CampaignEvent, now: Date): CampaignDecision {
  if (!rowAllows(event.type, state.status, state.type)) {
    return {
      accepted: false,
      code: 'CAMPAIGN_TRANSITION_REFUSED',
      currentStatus: state.status,
      event: event.type,
      nextActions: nextActions(state.status, state.type),
    };
  }
  return { accepted: true, from: state.status, change: changeOf(event, now), effects: effectsOf(event.type) };
}

function changeOf(event: CampaignEvent, now: Date): CampaignChange | null {
  const reason = (code: CampaignReasonCode, note: string | null = null): StatusReason => ({
    code,
    note,
    by: event.by,
    at: now,
  });
  switch (event.type) {
    case 'start':
      return { status: 'active', statusReason: reason(event.code ?? 'requested'), startedAt: now };
    case 'schedule':
      return {
        status: 'scheduled',
        statusReason: reason('requested'),
        scheduledStartDate: event.startDate,
        runAfterCampaignId: event.runAfterCampaignId,
      };
    case 'unschedule':
      return { status: 'draft', statusReason: null, scheduledStartDate: null, runAfterCampaignId: null };
    case 'pause':
      return { status: 'paused', statusReason: reason(event.code ?? 'requested', event.note), pausedAt: now };
    case 'resume':
      return { status: 'active', statusReason: reason('requested'), pausedAt: null };
    case 'cancel':
      return { status: 'cancelled', statusReason: reason('requested', event.note), cancelledAt: now };
    case 'complete':
      return { status: 'completed', statusReason: reason(event.code), completedAt: now, pausedAt: null };
    case 'edit':
    case 'delete':
    case 'clone':
      return null;
  }
}

function effectsOf(type: CampaignEventType): readonly CampaignEffect[] {
  switch (type) {
    case 'start':
    case 'resume':
      return [{ type: 'enrol_audience' }];
    case 'cancel':
      return [{ type: 'exit_live_targets', reason: 'manual' }, { type: 'start_children' }];
    case 'complete':
      return [{ type: 'start_children' }];
    case 'delete':
      return [{ type: 'remove_targets' }, { type: 'start_children' }];
    case 'schedule':
    case 'unschedule':
    case 'pause':
    case 'edit':
    case 'clone':
      return [];
  }
}

export type CompletionCode = 'no_match' | 'nobody_to_enrol' | 'sequence_finished';

/** Whether an active or paused campaign has come to its natural end, and with which reason; null while it goes on. */
export function completionOf(
  campaign: Pick<Campaign, 'type' | 'status' | 'audienceMode' | 'enrolment' | 'counts'>,
): CompletionCode | null {
  const { status, type, audienceMode, enrolment, counts } = campaign;
  if (type === 'default' || audienceMode === 'dynamic') return null;
  if (status !== 'active' && status !== 'paused') return null;
  if (!enrolment.isDone || counts.active + counts.sending + counts.unknown > 0) return null;
  if (counts.enrolled > 0) return 'sequence_finished';
  return enrolment.split.matched > 0 ? 'nobody_to_enrol' : 'no_match';
}

/** Why default enrolment rests: the owner's own pause comes before the automatic one. */
export function defaultPauseSource(facts: {
  readonly isPausedByOwner: boolean;
  readonly allowsSimultaneous: boolean;
  /** Filtered campaigns of the owner that are active or paused. */
  readonly runningFiltered: number;
}): 'manual' | 'campaign' | null {
  if (facts.isPausedByOwner) return 'manual';
  return !facts.allowsSimultaneous && facts.runningFiltered > 0 ? 'campaign' : null;
}
