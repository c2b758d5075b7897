import fc from 'fast-check';
import { forecast } from './forecast.ts';

const today = '2026-03-02';

describe('a forecast', () => {
  it('gives everybody a message a day until the seventh', () => {
    const days = forecast({ dayFunnel: [0, 0, 0, 0, 0, 2, 1], maxMessagesPerDay: 50 }, { today, sentToday: 0 });
    expect(days).toEqual([
      { date: '2026-03-02', messages: 3 },
      { date: '2026-03-03', messages: 2 },
    ]);
  });

  it('keeps to the daily limit, of which today’s part may be used up', () => {
    const days = forecast({ dayFunnel: [0, 0, 0, 0, 0, 0, 5], maxMessagesPerDay: 2 }, { today, sentToday: 1 });
    expect(days.map(({ messages }) => messages)).toEqual([1, 2, 2]);
  });

  it('is empty when nobody waits', () => {
    expect(forecast({ dayFunnel: [0, 0, 0, 0, 0, 0, 0], maxMessagesPerDay: 5 }, { today, sentToday: 0 })).toEqual([]);
  });

  it('never exceeds the limit and sends exactly what is due, if the horizon is long enough', () => {
    const funnel = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(funnel, fc.integer({ min: 20, max: 100 }), (dayFunnel, maxMessagesPerDay) => {
        const days = forecast({ dayFunnel, maxMessagesPerDay }, { today, sentToday: 0 });
        const due = dayFunnel.reduce((sum, people, index) => sum + people * (7 - index), 0);
        expect(days.reduce((sum, { messages }) => sum + messages, 0)).toBe(due);
        expect(Math.max(0, ...days.map(({ messages }) => messages))).toBeLessThanOrEqual(maxMessagesPerDay);
      }),
    );
  });
});
