import {
  type AnalyticsStore,
  type HourFigures,
  type HoursQuery,
  noDayFigures,
  noFigures,
} from '@relance/campaigns-domain';
import { describe, expect, it } from 'vitest';
import { PastDays } from './past-days.ts';

const hour = (at: string, sentOnFirstDay: number): HourFigures => ({
  at: new Date(at),
  campaignId: null,
  figures: noFigures(),
  days: Array.from({ length: 7 }, (_, day) => ({ ...noDayFigures(), sent: day === 0 ? sentOnFirstDay : 0 })),
  exits: {},
});

/** A store of these hours that notes what it was asked. */
function storeOf(hours: HourFigures[]) {
  const asked: HoursQuery[] = [];
  const store: Pick<AnalyticsStore, 'hours'> = {
    async *hours(query) {
      asked.push(query);
      yield* hours.filter(({ at }) => (!query.from || at >= query.from) && (!query.until || at < query.until));
    },
  };
  return { asked, store: store as AnalyticsStore };
}

describe('the days of the sequence before yesterday', () => {
  it('are added up until the beginning of yesterday, and only their days are read', async () => {
    const { store, asked } = storeOf([
      hour('2026-11-27T10:00:00Z', 3),
      hour('2026-11-28T23:00:00Z', 4),
      hour('2026-11-29T00:00:00Z', 50),
    ]);
    const past = await new PastDays(store).upTo(new Date('2026-11-30T12:30:00Z'));
    expect(past.until).toEqual(new Date('2026-11-29T00:00:00Z'));
    expect(past.days.map(({ sent }) => sent)).toEqual([7, 0, 0, 0, 0, 0, 0]);
    expect(asked).toEqual([{ from: null, until: past.until, of: 'together', parts: ['days'] }]);
  });

  it('are read once an hour: within it a correction of an old hour is not seen, after it it is', async () => {
    const hours = [hour('2026-11-27T10:00:00Z', 3)];
    const { store, asked } = storeOf(hours);
    const past = new PastDays(store);
    await past.upTo(new Date('2026-11-30T12:00:00Z'));
    hours.push(hour('2026-11-28T10:00:00Z', 5));
    expect((await past.upTo(new Date('2026-11-30T12:59:59Z'))).days[0]?.sent).toBe(3);
    expect(asked).toHaveLength(1);
    expect((await past.upTo(new Date('2026-11-30T13:00:00Z'))).days[0]?.sent).toBe(8);
  });

  it('are read anew when a day has passed, so that yesterday moves on', async () => {
    const { store, asked } = storeOf([hour('2026-11-29T10:00:00Z', 6)]);
    const past = new PastDays(store);
    expect((await past.upTo(new Date('2026-11-30T23:59:00Z'))).days[0]?.sent).toBe(0);
    expect((await past.upTo(new Date('2026-12-01T00:01:00Z'))).days[0]?.sent).toBe(6);
    expect(asked).toHaveLength(2);
  });
});
