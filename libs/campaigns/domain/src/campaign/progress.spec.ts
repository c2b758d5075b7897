import { noCounts } from '../statistics/counts.ts';
import { estimatedEndOf, progressOf } from './progress.ts';

const now = new Date('2026-03-02T09:00:00Z');
const counts = (enrolled: number) => ({ ...noCounts(), enrolled });

describe('progress', () => {
  it.each([
    ['nobody is enrolled', 'draft', 0, [0, 0, 0, 0, 0, 0, 0], 0],
    ['everybody waits for day 1', 'active', 2, [2, 0, 0, 0, 0, 0, 0], 0],
    ['one of two is through', 'active', 2, [1, 0, 0, 0, 0, 0, 0], 50],
    ['the only one has one day left', 'active', 1, [0, 0, 0, 0, 0, 0, 1], 85.7],
    ['one of three thousand is on the last day: not yet 100', 'active', 3000, [0, 0, 0, 0, 0, 0, 1], 99.9],
    ['completed', 'completed', 0, [0, 0, 0, 0, 0, 0, 0], 100],
  ] as const)('when %s', (_, status, enrolled, dayFunnel, expected) => {
    expect(progressOf({ status, counts: counts(enrolled), dayFunnel })).toBe(expected);
  });
});

describe('the estimated end', () => {
  const campaign = { status: 'active', type: 'filtered', counts: counts(10), maxMessagesPerDay: 50 } as const;

  it('is when the last person has had every day', () => {
    const end = estimatedEndOf({ ...campaign, dayFunnel: [0, 3, 0, 0, 0, 0, 1] }, now);
    expect(end?.toISOString()).toBe('2026-03-08T09:00:00.000Z');
  });

  it('is when the backlog is through at the daily limit, if that is later', () => {
    const end = estimatedEndOf({ ...campaign, maxMessagesPerDay: 1, dayFunnel: [10, 0, 0, 0, 0, 0, 0] }, now);
    expect(end?.toISOString()).toBe('2026-05-11T09:00:00.000Z');
  });

  it.each([[{ status: 'paused' }], [{ type: 'default' }], [{ dayFunnel: [0, 0, 0, 0, 0, 0, 0] }]] as const)(
    'is not known with %j',
    (change) => {
      expect(estimatedEndOf({ ...campaign, dayFunnel: [1, 0, 0, 0, 0, 0, 0], ...change }, now)).toBeNull();
    },
  );
});
