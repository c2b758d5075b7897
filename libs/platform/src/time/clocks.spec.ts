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

  it('never goes backwards, whatever the rates and the machine’s clock do', () => {
    const step = fc.record({
      rate: fc.integer({ min: 1, max: 10_000 }),
      realMs: fc.integer({ min: -10_000, max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let real = noon;
        let origin = nextOrigin(null, 1, noon);
        let shown = productInstant(origin, real);
        for (const { rate, realMs } of steps) {
          origin = nextOrigin(origin, rate, real);
          const clock = new ProductClock(origin, { now: () => real });
          expect(clock.now().getTime()).toBeGreaterThanOrEqual(shown.getTime());
          real = new Date(real.getTime() + realMs);
          shown = clock.now();
        }
      }),
    );
  });

  it('tells how long a real timer waits for an instant', () => {
    const time = new ProductTime(new FixedClock(noon), { clockRate: 60 });
    expect(time.realDelayMs(after(60_000))).toBe(1000);
    expect(time.realDelayMs(after(-1))).toBe(0);
  });
});
