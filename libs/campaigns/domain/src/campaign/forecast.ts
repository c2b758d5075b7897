import { type Campaign, DAYS_IN_SEQUENCE } from './campaign.ts';
import { type CalendarDay } from '../contact/contact.ts';
import { addDays } from '../sending/local-day.ts';

export type ForecastDay = { readonly date: CalendarDay; readonly messages: number };

/** Beyond this many days a forecast says nothing anyone would plan by. */
const HORIZON_DAYS = 90;

/**
 * How many messages will leave on each of the next days if nobody leaves early: each live target gets one a day, the campaign
 * at most its daily limit, those who fell behind first. `sentToday` is already taken from the first day's limit.
 */
export function forecast(
  { dayFunnel, maxMessagesPerDay }: Pick<Campaign, 'dayFunnel' | 'maxMessagesPerDay'>,
  from: { readonly today: CalendarDay; readonly sentToday: number },
): ForecastDay[] {
  const waiting = Array.from({ length: DAYS_IN_SEQUENCE }, (_, index) => dayFunnel[index] ?? 0);
  const days: ForecastDay[] = [];
  for (let offset = 0; offset < HORIZON_DAYS && waiting.some((people) => people > 0); offset += 1) {
    const room = Math.max(0, maxMessagesPerDay - (offset === 0 ? from.sentToday : 0));
    days.push({ date: addDays(from.today, offset), messages: sendOneDay(waiting, room) });
  }
  return days;
}

/** Moves as many people as there is room for to their next day, each once; answers how many. */
function sendOneDay(waiting: number[], room: number): number {
  let left = room;
  // Whoever moves up today is only added afterwards, so that nobody gets two messages on one day.
  const sent = waiting.map((people) => {
    const now = Math.min(people, left);
    left -= now;
    return now;
  });
  sent.forEach((now, index) => {
    waiting[index] = (waiting[index] ?? 0) - now + (sent[index - 1] ?? 0);
  });
  return room - left;
}
