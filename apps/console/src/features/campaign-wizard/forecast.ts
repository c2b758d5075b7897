import { type CampaignView, type TemplateView } from '@relance/console-data-access';

/** Days of a sequence. */
const sequence = 7;

/** The days that neither the campaign nor the set it takes the others from has a text for. */
export function daysWithoutText(draft: Pick<CampaignView, 'customMessages'>, set: readonly TemplateView[]): number[] {
  const own = new Set(draft.customMessages.map(({ dayNumber }) => dayNumber));
  return set.filter(({ day, source, active }) => !own.has(day) && (source === null || !active)).map(({ day }) => day);
}

/** How many messages that is, and over how many days: nobody gets two on one day, and no more than `perDay` leave on one. */
export function forecast({ people, skippedDays, perDay }: { people: number; skippedDays: number; perDay: number }): {
  messages: number;
  days: number;
} {
  const messages = people * (sequence - skippedDays);
  return { messages, days: Math.max(sequence, Math.ceil(messages / Math.max(1, perDay))) };
}

/** The day on which the last message leaves, when the first one leaves at that instant. */
export const endOf = (start: Date, days: number): Date => {
  const end = new Date(start);
  end.setDate(end.getDate() + days - 1);
  return end;
};
