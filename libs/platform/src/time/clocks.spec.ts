import { FixedClock } from '@relance/kernel/testing';
import fc from 'fast-check';
import { ProductClock, nextOrigin, productInstant } from './clocks.ts';
import { ProductTime } from './product-time.ts';

const noon = new Date('2026-01-01T12:00:00Z');
const after = (ms: number) => new Date(noon.getTime() + ms);

describe('the product’s clock', () => {
  it('is the machine’s at rate 1', () => {
    const real = new FixedClock(noon);
    const clock = new ProductClock(nextOrigin(null, 1, noon), real);
    real.advance(5000);
    expect(clock.now()).toEqual(after(5000));
  });

  it('makes a week of a minute at rate 10080', () => {
    const real = new FixedClock(noon);
    const clock = new ProductClock(nextOrigin(null, 10_080, noon), real);
    real.advance(60_000);
    expect(clock.now()).toEqual(after(7 * 86_400_000));
  });

  it('goes on after a restart as if it had never stopped', () => {
    const origin = nextOrigin(null, 60, noon);
    expect(nextOrigin(origin, 60, after(1000))).toBe(origin);
    expect(productInstant(origin, after(1000))).toEqual(after(60_000));
  });

  const rate = fc.integer({ min: 1, max: 10_000 });

  it('never goes backwards in one process, whatever the machine’s clock does', () => {
    fc.assert(
      fc.property(rate, fc.array(fc.integer({ min: -10_000, max: 10_000 })), (fast, steps) => {
        const real = new FixedClock(noon);
        const clock = new ProductClock(nextOrigin(null, fast, noon), real);
        let shown = clock.now();
        for (const realMs of steps) {
          real.advance(realMs);
          expect(clock.now().getTime()).toBeGreaterThanOrEqual(shown.getTime());
          shown = clock.now();
        }
      }),
    );
  });

  it('never goes backwards over restarts at other rates, while the machine’s clock goes forward', () => {
    const restart = fc.record({ rate, realMs: fc.integer({ min: 0, max: 10_000 }) });
    fc.assert(
      fc.property(fc.array(restart, { maxLength: 20 }), (restarts) => {
        let real = noon;
        let origin = nextOrigin(null, 1, noon);
        let shown = productInstant(origin, real);
        for (const { rate, realMs } of restarts) {
          origin = nextOrigin(origin, rate, real);
          expect(productInstant(origin, real).getTime()).toBeGreaterThanOrEqual(shown.getTime());
          real = new Date(real.getTime() + realMs);
          shown = productInstant(origin, real);
        }
      }),
    );
  });

  it('never goes back before the stored origin, whatever the rates and the machine’s clock do', () => {
    const restart = fc.record({ rate, realMs: fc.integer({ min: -10_000, max: 10_000 }) });
    fc.assert(
      fc.property(fc.array(restart, { maxLength: 20 }), (restarts) => {
        let real = noon;
        let origin = nextOrigin(null, 1, noon);
        for (const { rate, realMs } of restarts) {
          const next = nextOrigin(origin, rate, real);
          expect(next.productAt.getTime()).toBeGreaterThanOrEqual(origin.productAt.getTime());
          expect(productInstant(next, real).getTime()).toBeGreaterThanOrEqual(origin.productAt.getTime());
          origin = next;
          real = new Date(real.getTime() + realMs);
        }
      }),
    );
  });

  it('tells how long a real timer waits for an instant', () => {
    const time = new ProductTime(new FixedClock(noon), { clockRate: 60 });
    expect(time.realDelayMs(after(60_000))).toBe(1000);
    expect(time.realDelayMs(after(-1))).toBe(0);
  });

  it('tells what the product’s clock shows at a real instant to come, however fast it runs', () => {
    const inAMinute = new Date(Date.now() + 60_000);
    const shown = (clockRate: number) => new ProductTime(new FixedClock(noon), { clockRate }).at(inAMinute).getTime();
    for (const rate of [1, 60, 21_600]) {
      const ahead = (shown(rate) - noon.getTime()) / rate;
      expect(ahead).toBeGreaterThan(59_000);
      expect(ahead).toBeLessThanOrEqual(60_000);
    }
  });
});
