import { type AuditEntry, type CampaignView } from '@relance/console-data-access';

/** `action` is the last word of an event's key: create, start, pause … */
export type TimelineItem = { id: string; at: string; action: string; actor: string | null; reason: string | null };

/** `campaign.pause` and `pause` are the same action. */
export function actionOf(action: string): string {
  return action.split('.').at(-1) ?? action;
}

/**
 * What happened to a campaign, newest first: the actions of people from the audit, and its own stamps where no
 * action within a minute tells the same (a pause by the system, a completion).
 */
export function timelineOf(campaign: CampaignView, entries: readonly AuditEntry[]): TimelineItem[] {
  const actions = entries.map((entry): TimelineItem => ({
    id: entry.id,
    at: entry.at,
    action: actionOf(entry.action),
    actor: entry.actor.email ?? entry.actor.name ?? entry.actor.id,
    reason: entry.reason,
  }));
  const { status, statusReason } = campaign;
  const why = (of: string) => (status === of ? (statusReason?.note ?? null) : null);
  const stamps: [string, string | null, string | null][] = [
    ['create', campaign.createdAt, null],
    ['start', campaign.startedAt, null],
    ['pause', campaign.pausedAt, why('paused')],
    ['complete', campaign.completedAt, why('completed')],
    ['cancel', campaign.cancelledAt, why('cancelled')],
  ];
  const told = (action: string, at: string) =>
    entries.some(
      (entry) => actionOf(entry.action) === action && Math.abs(Date.parse(entry.at) - Date.parse(at)) < 60_000,
    );
  const own = stamps.flatMap(([action, at, reason]) =>
    at && !told(action, at) ? [{ id: action, at, action, actor: null, reason }] : [],
  );
  return [...actions, ...own].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The status inside an audit line's before or after, which holds the changed part of the document. */
export function statusIn(part: unknown): string | null {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null || !('status' in part)) return null;
  return typeof part.status === 'string' ? part.status : null;
}
