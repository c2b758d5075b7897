import { aCampaign } from '../../testing/builders.ts';
import { template } from '../../testing/owner-routes.ts';
import { daysWithoutText, endOf, forecast } from './forecast.ts';

describe('the forecast of a new campaign', () => {
  it.each([
    { people: 10, skippedDays: 0, perDay: 50, messages: 70, days: 7 },
    { people: 100, skippedDays: 0, perDay: 20, messages: 700, days: 35 },
    { people: 100, skippedDays: 2, perDay: 20, messages: 500, days: 25 },
    { people: 0, skippedDays: 0, perDay: 20, messages: 0, days: 7 },
  ])('$people people at $perDay a day: $messages messages over $days days', ({ messages, days, ...of }) => {
    expect(forecast(of)).toEqual({ messages, days });
  });

  it('ends on the day of the last message', () => {
    expect(endOf(new Date(2026, 11, 28, 9), 7)).toEqual(new Date(2027, 0, 3, 9));
  });

  it('skips a day that neither the campaign nor the set has a text for', () => {
    const set = [1, 2, 3].map((day) => ({ ...template(day), source: day === 1 ? ('installation' as const) : null }));
    const draft = aCampaign({
      customMessages: [{ dayNumber: 2, messageTemplate: { fr: 'x', en: null }, mediaIds: [] }],
    });
    expect(daysWithoutText(draft, set)).toEqual([3]);
  });
});
