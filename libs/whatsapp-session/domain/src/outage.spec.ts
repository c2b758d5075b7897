import fc from 'fast-check';
import { ownerId } from '@relance/kernel';
import { type CloseCause } from './close-cause.ts';
import { isOutage, OUTAGE_MIN_LOSSES, ownersLost, suspicionsOf, type ConnectionLoss } from './outage.ts';
import { NOW } from './testing/builders.ts';

const owner = (n: number) => ownerId(`owner-${n}`);
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const loss = (n: number, second: number, cause: CloseCause = 'transient', openedAt = -600): ConnectionLoss => ({
  ownerId: owner(n),
  cause,
  openedAt: at(openedAt),
  at: at(second),
});
const isEvent = (losses: readonly ConnectionLoss[], stillOpen: number): boolean =>
  suspicionsOf(losses, 'transient').some((suspicion) => isOutage(suspicion, stillOpen));

describe('the outage detector', () => {
  it('trips at the third of four lost with one cause, and names them and the beginning', () => {
    const losses = [loss(1, 0), loss(2, 10)];
    expect(suspicionsOf(losses, 'transient')).toEqual([]);
    const more = [...losses, loss(3, 20)];
    expect(suspicionsOf(more, 'transient')).toEqual([{ since: at(0), lost: 3, lostInAll: 3 }]);
    expect(ownersLost(more, 'transient', at(0))).toEqual([owner(1), owner(2), owner(3)]);
    expect(isEvent(more, 1)).toBe(true);
  });

  it('does not outage below half of what was open', () => {
    const three = [1, 2, 3].map((n) => loss(n, n));
    expect(isEvent(three, 4)).toBe(false);
    expect(isEvent([...three, loss(4, 4)], 4)).toBe(true);
  });

  it('does not outage for two, however few there are', () => {
    expect(isEvent([loss(1, 0), loss(2, 1)], 0)).toBe(false);
  });

  it('does not add up different causes, nor one owner’s repeated losses', () => {
    expect(isEvent([loss(1, 0), loss(2, 1, 'stream_error'), loss(3, 2)], 1)).toBe(false);
    expect(isEvent([loss(1, 0), loss(1, 5), loss(1, 10)], 1)).toBe(false);
  });

  it('counts those lost for another reason as open then', () => {
    const others = [4, 5, 6, 7].map((n) => loss(n, n, 'stream_error'));
    expect(isEvent([...[1, 2, 3].map((n) => loss(n, 0)), ...others], 0)).toBe(false);
  });

  it('looks only at sessions that were open when it began, and lets each loss be the beginning', () => {
    expect(isEvent([loss(1, 0), loss(2, 5), loss(3, 10, 'transient', 2)], 0)).toBe(false);
    // One account's own trouble a little earlier does not hide that four newer ones fell together.
    const together = [2, 3, 4, 5].map((n) => loss(n, 40 + n, 'transient', 30));
    expect(isEvent([loss(1, 0), ...together], 1)).toBe(true);
  });

  it('finds what counting one by one finds, of any losses', () => {
    const anyLoss = fc
      .record({
        n: fc.integer({ min: 1, max: 6 }),
        opened: fc.integer({ min: -5, max: 20 }),
        open: fc.integer({ min: 0, max: 12 }),
        cause: fc.constantFrom<CloseCause>('transient', 'stream_error'),
      })
      .map(({ n, opened, open, cause }) => loss(n, opened + open, cause, opened));
    fc.assert(
      fc.property(fc.array(anyLoss, { maxLength: 14 }), (losses) => {
        const times = [...new Set(losses.flatMap(({ cause, at: time }) => (cause === 'transient' ? +time : [])))];
        const counted = times
          .sort((a, b) => a - b)
          .map((time) => {
            const since = new Date(time);
            const then = losses.filter((one) => one.openedAt <= since && one.at >= since);
            const lostInAll = new Set(then.map(({ ownerId: id }) => id)).size;
            return { since, lost: ownersLost(losses, 'transient', since).length, lostInAll };
          });
        expect(suspicionsOf(losses, 'transient')).toEqual(counted.filter(({ lost }) => lost >= OUTAGE_MIN_LOSSES));
      }),
    );
  });
});
