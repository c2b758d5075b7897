import { ownerId } from '@relance/kernel';
import { FleetGuard } from './fleet-guard.ts';
import { NOW } from './testing/builders.ts';

const owner = (n: number) => ownerId(`owner-${n}`);
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

function aFleet(size: number): FleetGuard {
  const guard = new FleetGuard();
  for (let n = 1; n <= size; n += 1) guard.opened(owner(n), at(-600));
  return guard;
}

describe('the fleet guard', () => {
  it('trips at the third of four lost with one cause within a minute, and names them', () => {
    const guard = aFleet(4);
    expect(guard.lost(owner(1), 'transient', at(0))).toBeNull();
    expect(guard.lost(owner(2), 'transient', at(10))).toBeNull();
    expect(guard.lost(owner(3), 'transient', at(20))).toEqual({
      since: at(0),
      owners: [owner(1), owner(2), owner(3)],
      cause: 'transient',
    });
    expect(guard.holds(at(79))).toBe(true);
    expect(guard.holds(at(80))).toBe(false);
  });

  it('does not trip below half of what was open', () => {
    const guard = aFleet(7);
    for (const n of [1, 2, 3]) expect(guard.lost(owner(n), 'transient', at(n))).toBeNull();
    expect(guard.holds(at(4))).toBe(false);
    expect(guard.lost(owner(4), 'transient', at(5))).not.toBeNull();
  });

  it('does not trip for two, however few there are', () => {
    const guard = aFleet(2);
    guard.lost(owner(1), 'transient', at(0));
    expect(guard.lost(owner(2), 'transient', at(1))).toBeNull();
  });

  it('does not add up different causes, nor one owner’s repeated losses, nor what lies a minute apart', () => {
    const mixed = aFleet(4);
    mixed.lost(owner(1), 'transient', at(0));
    mixed.lost(owner(2), 'stream_error', at(1));
    expect(mixed.lost(owner(3), 'transient', at(2))).toBeNull();

    const one = aFleet(4);
    for (const second of [0, 5, 10]) {
      expect(one.lost(owner(1), 'transient', at(second))).toBeNull();
      one.opened(owner(1), at(second + 1));
    }

    const slow = aFleet(4);
    slow.lost(owner(1), 'transient', at(0));
    slow.lost(owner(2), 'transient', at(50));
    expect(slow.lost(owner(3), 'transient', at(70))).toBeNull();
  });

  it('holds on while losses go on, without naming a second trip', () => {
    const guard = aFleet(6);
    for (const n of [1, 2]) guard.lost(owner(n), 'transient', at(n));
    expect(guard.lost(owner(3), 'transient', at(3))).not.toBeNull();
    expect(guard.lost(owner(4), 'transient', at(40))).toBeNull();
    expect(guard.holds(at(99))).toBe(true);
    expect(guard.holds(at(101))).toBe(false);
  });

  it('counts sessions that ended for their own reasons as gone', () => {
    const guard = aFleet(8);
    for (const n of [5, 6, 7]) guard.ended(owner(n));
    guard.lost(owner(1), 'transient', at(0));
    guard.lost(owner(2), 'transient', at(1));
    expect(guard.lost(owner(3), 'transient', at(2))).not.toBeNull();
  });
});
