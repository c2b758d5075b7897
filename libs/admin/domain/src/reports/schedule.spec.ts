import { firstReported, lastOccurrence, nextOccurrence, periodOf, reportRetryAt, joinedPeriods } from './schedule.ts';
import { type ReportSchedule } from './report.ts';

const daily: ReportSchedule = { frequency: 'daily', weekday: null, day: null, hour: 7, timeZone: 'Africa/Douala' };
const weekly: ReportSchedule = { ...daily, frequency: 'weekly', weekday: 1, timeZone: 'Europe/Paris' };
const monthly: ReportSchedule = { ...daily, frequency: 'monthly', day: 31, timeZone: 'America/New_York' };
const at = (text: string) => new Date(text);

describe('the next sending of a report', () => {
  it.each([
    ['daily, later today', daily, '2026-03-02T05:59:59Z', '2026-03-02T06:00:00.000Z'],
    ['daily, tomorrow', daily, '2026-03-02T06:00:00Z', '2026-03-03T06:00:00.000Z'],
    ['weekly', weekly, '2026-03-02T06:00:00Z', '2026-03-09T06:00:00.000Z'],
    ['weekly, behind the change to summer time', weekly, '2026-03-24T06:00:00Z', '2026-03-30T05:00:00.000Z'],
    ['monthly, on the last day of a short month', monthly, '2026-02-01T00:00:00Z', '2026-02-28T12:00:00.000Z'],
    ['monthly, on the 31st', monthly, '2026-03-01T00:00:00Z', '2026-03-31T11:00:00.000Z'],
    [
      'at an hour that the clock skips',
      { ...daily, hour: 2, timeZone: 'Europe/Paris' },
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
  ] as const)('%s', (_, schedule, now, expected) => {
    expect(nextOccurrence(schedule, at(now)).at.toISOString()).toBe(expected);
    expect(lastOccurrence(schedule, at(expected)).at.toISOString()).toBe(expected);
    expect(lastOccurrence(schedule, at(now)).at.getTime()).toBeLessThanOrEqual(at(now).getTime());
  });
});

describe('what a sending reports', () => {
  it('is the local day, week or month before', () => {
    expect(periodOf(daily, lastOccurrence(daily, at('2026-03-02T06:00:00Z')), null)).toEqual({
      from: at('2026-02-28T23:00:00Z'),
      until: at('2026-03-01T23:00:00Z'),
      label: '2026-03-01',
    });
    expect(periodOf(weekly, lastOccurrence(weekly, at('2026-03-30T06:00:00Z')), null)).toEqual({
      from: at('2026-03-22T23:00:00Z'),
      until: at('2026-03-29T22:00:00Z'),
      label: '2026-03-23/2026-03-29',
    });
  });

  it('begins where the last one ended when sendings were missed', () => {
    const period = periodOf(daily, lastOccurrence(daily, at('2026-03-05T08:00:00Z')), at('2026-02-28T23:00:00Z'));
    expect(period).toEqual({
      from: at('2026-02-28T23:00:00Z'),
      until: at('2026-03-04T23:00:00Z'),
      label: '2026-03-01/2026-03-04',
    });
  });

  it('leaves no gap and no overlap over two years, in any zone', () => {
    for (const schedule of [daily, weekly, monthly]) {
      let covered: Date | null = null;
      for (let now = at('2026-01-01T00:00:00Z'); now < at('2028-01-01T00:00:00Z');) {
        const occurrence = nextOccurrence(schedule, now);
        const period = periodOf(schedule, occurrence, covered);
        if (covered) expect(period.from).toEqual(covered);
        covered = period.until;
        now = occurrence.at;
      }
    }
  });
});

describe('the first report of a schedule', () => {
  it.each([
    ['daily', daily, '2026-03-02T06:30:00Z', '2026-03-01T23:00:00.000Z'],
    ['weekly, in the week of summer time', weekly, '2026-03-30T06:00:00Z', '2026-03-29T22:00:00.000Z'],
    ['monthly', monthly, '2026-03-01T00:00:00Z', '2026-02-28T05:00:00.000Z'],
  ] as const)('%s, begins where its period begins, however late it is sent', (_, schedule, made, from) => {
    const first = firstReported(schedule, at(made));
    expect(first.toISOString()).toBe(from);
    const late = lastOccurrence(schedule, new Date(at(made).getTime() + 100 * 86_400_000));
    expect(periodOf(schedule, late, first).from).toEqual(first);
  });
});

describe('a report that the mail server did not take', () => {
  it('is tried again for 24 hours, later each time, and is given up then', () => {
    const start = at('2026-03-02T06:00:00Z');
    const waits: number[] = [];
    let now = start;
    for (let next = reportRetryAt(1, now); next; next = reportRetryAt(waits.length + 1, now)) {
      waits.push(next.getTime() - now.getTime());
      now = next;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(now.getTime() - start.getTime()).toBe(86_400_000);
  });
});

describe('a period that was given up', () => {
  it.each([
    ['2026-03-01', '2026-03-02', '2026-03-01/2026-03-02'],
    ['2026-02-23/2026-03-01', '2026-03-02/2026-03-08', '2026-02-23/2026-03-08'],
  ])('%s is named with the one it is reported with', (earlier, later, joined) => {
    expect(joinedPeriods(earlier, later)).toBe(joined);
  });
});
