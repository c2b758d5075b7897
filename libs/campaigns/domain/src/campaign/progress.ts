import { type Campaign, DAYS_IN_SEQUENCE } from './campaign.ts';

type Progressing = Pick<Campaign, 'status' | 'counts' | 'dayFunnel'>;

/** Days of the sequence that live targets still have before them, each target by its own day. */
const daysAhead = (dayFunnel: readonly number[]): number =>
  dayFunnel.reduce((sum, people, index) => sum + people * (DAYS_IN_SEQUENCE - index), 0);

/** How much of the campaign's work is behind it, 0–100 with one decimal; 100 when completed. */
export function progressOf({ status, counts, dayFunnel }: Progressing): number {
  if (status === 'completed') return 100;
  if (counts.enrolled === 0) return 0;
  const whole = counts.enrolled * DAYS_IN_SEQUENCE;
  const share = Math.max(0, whole - daysAhead(dayFunnel)) / whole;
  // Rounded down, so that "100" is never shown while somebody is still on the way.
  return Math.floor(share * 1000) / 10;
}

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * When an active campaign will be through at its daily limit: whichever takes longer, the last person's days or the backlog.
 * Null when nothing runs.
 */
export function estimatedEndOf(
  campaign: Progressing & Pick<Campaign, 'type' | 'maxMessagesPerDay'>,
  now: Date,
): Date | null {
  const lowestDay = campaign.dayFunnel.findIndex((people) => people > 0);
  if (campaign.status !== 'active' || campaign.type === 'default' || lowestDay === -1) return null;
  const backlogDays = Math.ceil(daysAhead(campaign.dayFunnel) / Math.max(1, campaign.maxMessagesPerDay));
  const days = Math.max(DAYS_IN_SEQUENCE - lowestDay, backlogDays);
  return new Date(now.getTime() + days * MILLISECONDS_A_DAY);
}
