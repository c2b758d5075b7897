import fc from 'fast-check';
import { isOpen, nextDayDue, nextOpening } from './send-window.ts';
import { type SendWindow, type Weekday } from '../settings/settings.ts';
import { clockChanges, wallTime } from './zone-clock.ts';
import { recipientZone, zonedCountries } from './recipient-zone.ts';
import { addDays, localDay } from './local-day.ts';

const everyDay: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const day = (from: string, to: string, days: Weekday[] = everyDay): SendWindow => ({ days, from, to });
const office = [day('08:00', '20:00')];
const MINUTE = 60_000;

describe('isOpen', () => {
  it.each([
    ['the first minute is in', office, '2026-03-02T08:00:00Z', true],
    ['the last minute is in', office, '2026-03-02T19:59:59Z', true],
    ['the end is out', office, '2026-03-02T20:00:00Z', false],
    ['a weekday that is not named is out', [day('08:00', '20:00', [1])], '2026-03-03T10:00:00Z', false],
    ['an overnight window is open before midnight', [day('22:00', '06:00', [1])], '2026-03-02T23:00:00Z', true],
    ['and after it, on the next weekday', [day('22:00', '06:00', [1])], '2026-03-03T05:59:00Z', true],
    ['but not on the morning of its own weekday', [day('22:00', '06:00', [1])], '2026-03-02T05:00:00Z', false],
    ['Sunday night reaches into Monday', [day('22:00', '06:00', [7])], '2026-03-02T05:00:00Z', true],
    ['10.5.4 until 24:00 the last minute is in', [day('20:00', '24:00')], '2026-03-02T23:59:59Z', true],
    ['10.5.4 until 24:00 midnight is out', [day('20:00', '24:00')], '2026-03-03T00:00:00Z', false],
    ['from = to is the whole day', [day('00:00', '00:00')], '2026-03-02T13:37:00Z', true],
    ['the second of two windows counts', [day('08:00', '10:00'), day('18:00', '20:00')], '2026-03-02T18:30:00Z', true],
    ['between two windows is out', [day('08:00', '10:00'), day('18:00', '20:00')], '2026-03-02T12:00:00Z', false],
  ])('%s', (_name, windows, at, expected) => {
    expect(isOpen(windows, 'UTC', new Date(at))).toBe(expected);
  });

  it('goes by the wall clock of the zone', () => {
    expect(isOpen(office, 'Africa/Douala', new Date('2026-03-02T07:30:00Z'))).toBe(true);
    expect(isOpen(office, 'America/New_York', new Date('2026-03-02T07:30:00Z'))).toBe(false);
  });
});

describe('nextOpening', () => {
  it('is now when a window is open', () => {
    const now = new Date('2026-03-02T10:00:00Z');
    expect(nextOpening(office, 'UTC', now)).toEqual(now);
  });

  it.each([
    ['in the evening it is tomorrow morning', office, 'Europe/Paris', '2026-03-02T20:00:00Z', '2026-03-03T07:00:00Z'],
    [
      'on Friday evening it is Monday',
      [day('08:00', '20:00', [1, 2, 3, 4, 5])],
      'UTC',
      '2026-03-06T21:00:00Z',
      '2026-03-09T08:00:00Z',
    ],
    [
      'a start inside the skipped hour opens when the hour is over',
      [day('02:30', '04:00')],
      'Europe/Paris',
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'a start in the repeated hour opens the first time',
      [day('02:30', '04:00')],
      'Europe/Paris',
      '2026-10-24T23:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
  ])('%s', (_name, windows, zone, from, expected) => {
    expect(nextOpening(windows, zone, new Date(from))?.toISOString()).toBe(new Date(expected).toISOString());
  });

  it('is never without a weekday', () => {
    expect(nextOpening([day('08:00', '20:00', [])], 'UTC', new Date('2026-03-02T00:00:00Z'))).toBeNull();
  });
});

const zones = [
  'Europe/Paris',
  'Europe/London',
  'Europe/Kyiv',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Havana',
  'America/St_Johns',
  'Asia/Tehran',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Amman',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Asia/Kathmandu',
];
const decade = { from: Date.UTC(2017, 0, 1), until: Date.UTC(2027, 0, 1) };

describe('around every change of the clock in ten years and twenty zones', () => {
  const changes = zones.flatMap((zone) => clockChanges(decade.from, decade.until, zone).map((at) => ({ zone, at })));

  it('there are changes to try', () => {
    expect(changes.length).toBeGreaterThan(250);
  });

  const time = fc
    .integer({ min: 0, max: 95 })
    .map(
      (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
    );
  const window = fc.record({ days: fc.subarray(everyDay, { minLength: 1 }), from: time, to: time });

  it('the next opening is what a scan of every quarter of an hour finds', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: changes.length - 1 }),
        fc.integer({ min: -36 * 4, max: 12 * 4 }),
        fc.array(window, { minLength: 1, maxLength: 3 }),
        (index, quarters, windows) => {
          const { zone, at } = changes[index] ?? { zone: 'UTC', at: 0 };
          const from = at + quarters * 15 * MINUTE;
          const found = nextOpening(windows, zone, new Date(from))?.getTime();
          // Offsets are multiples of a quarter of an hour in all these zones, and so are the windows' times.
          let scanned = from;
          while (!isOpen(windows, zone, new Date(scanned))) scanned += 15 * MINUTE;
          expect(found).toBe(scanned);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('the next day falls due on the next local day whenever that day has a window, and inside it', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: changes.length - 1 }),
        fc.integer({ min: -60 * 60, max: 24 * 60 }),
        fc.integer({ min: 0, max: 30 * 24 * 60 }),
        (index, minutes, joinedBefore) => {
          const { zone, at } = changes[index] ?? { zone: 'UTC', at: 0 };
          const leftAt = new Date(at + minutes * MINUTE);
          const enrolledAt = new Date(leftAt.getTime() - joinedBefore * MINUTE);
          const due = nextDayDue({ leftAt, enrolledAt }, office, zone);
          expect(localDay(due, zone)).toBe(addDays(localDay(leftAt, zone), 1));
          expect(isOpen(office, zone, due)).toBe(true);
          const anchor = wallTime(enrolledAt, zone).minute;
          const isInside = anchor >= 8 * 60 && anchor < 20 * 60;
          expect(wallTime(due, zone).minute).toBe(isInside ? anchor : 8 * 60);
        },
      ),
      { numRuns: 250 },
    );
  });
});

describe('nextDayDue', () => {
  it('keeps the entry hour over the change to summer time', () => {
    const entry = { leftAt: new Date('2026-03-28T09:15:00Z'), enrolledAt: new Date('2026-03-28T09:15:00Z') };
    expect(nextDayDue(entry, office, 'Europe/Paris').toISOString()).toBe('2026-03-29T08:15:00.000Z');
  });

  it('does not drift when a message left late', () => {
    const entry = { leftAt: new Date('2026-03-03T19:50:00Z'), enrolledAt: new Date('2026-03-02T09:15:00Z') };
    expect(nextDayDue(entry, office, 'UTC').toISOString()).toBe('2026-03-04T09:15:00.000Z');
  });

  it('moves to no hour after midnight of a window that opened the evening before: the next message would leave in the same night', () => {
    const nights = [day('22:00', '06:00', [6]), day('08:00', '09:00', [1])];
    const at = (hour: string) => ({
      leftAt: new Date('2026-03-07T22:05:00Z'),
      enrolledAt: new Date(`2026-03-02T${hour}:00Z`),
    });
    expect(nextDayDue(at('15:00'), nights, 'UTC').toISOString()).toBe('2026-03-09T08:00:00.000Z');
    expect(nextDayDue(at('03:00'), nights, 'UTC').toISOString()).toBe('2026-03-08T03:00:00.000Z');
  });

  it('skips days without a window', () => {
    const weekdays = [day('08:00', '20:00', [1, 2, 3, 4, 5])];
    const entry = { leftAt: new Date('2026-03-06T09:15:00Z'), enrolledAt: new Date('2026-03-02T09:15:00Z') };
    expect(nextDayDue(entry, weekdays, 'UTC').toISOString()).toBe('2026-03-09T08:00:00.000Z');
  });
});

describe('recipientZone', () => {
  it('knows a zone that this runtime knows for every country', () => {
    expect(zonedCountries().length).toBeGreaterThan(240);
    for (const country of zonedCountries()) {
      const zone = recipientZone(country, 'nowhere');
      expect(() => wallTime(new Date(0), zone)).not.toThrow();
    }
  });

  it('falls back to the owner’s zone', () => {
    expect(recipientZone(null, 'Africa/Douala')).toBe('Africa/Douala');
    expect(recipientZone('XX', 'Africa/Douala')).toBe('Africa/Douala');
    expect(recipientZone('cm', 'UTC')).toBe('Africa/Douala');
  });
});
