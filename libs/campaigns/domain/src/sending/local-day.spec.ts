import fc from 'fast-check';
import { addDays, isCalendarDay, isTimeZone, localDay, startOfLocalDay, yearsBefore } from './local-day.ts';

const zones = [
  'UTC',
  'Africa/Douala',
  'Europe/Paris',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Apia',
];

describe('a calendar day', () => {
  it.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00:00Z', false],
    ['', false],
  ])('"%s" is one: %s', (text, expected) => expect(isCalendarDay(text)).toBe(expected));

  it('begins an hour earlier in UTC when summer time has come', () => {
    expect(startOfLocalDay('2026-03-29', 'Europe/Paris').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfLocalDay('2026-03-30', 'Europe/Paris').toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfLocalDay('2026-10-26', 'Europe/Paris').toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });

  it('begins at one where midnight is skipped (Cairo, last Friday of April)', () => {
    const start = startOfLocalDay('2026-04-24', 'Africa/Cairo');
    expect(start.toISOString()).toBe('2026-04-23T22:00:00.000Z');
    expect(localDay(start, 'Africa/Cairo')).toBe('2026-04-24');
  });

  it('holds its first millisecond and not the one before, in every zone', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((offset) => addDays('2020-01-01', offset));
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const start = startOfLocalDay(day, zone);
        expect(localDay(start, zone)).toBe(day);
        expect(localDay(new Date(start.getTime() - 1), zone)).not.toBe(day);
      }),
      { numRuns: 300 },
    );
  });

  it('moves by days and years as text', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(yearsBefore('2024-02-29', 18)).toBe('2006-02-29');
  });
});

describe('a time zone', () => {
  it.each([
    ['Africa/Douala', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+01:00', false],
    ['', false],
  ])('"%s" is known: %s', (name, expected) => expect(isTimeZone(name)).toBe(expected));
});
