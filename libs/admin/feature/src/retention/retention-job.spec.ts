import { retentionCutoffs } from './retention-job.ts';

const keep = { textDays: 90, sessionEventDays: 14, targetMonths: 24, auditMonths: 24 };
const machine = new Date('2026-11-29T12:00:00Z');
const DAY_MS = 86_400_000;

describe('retention', () => {
  it('counts days and calendar months back from now where both clocks show the same', () => {
    expect(retentionCutoffs(keep, { product: machine, machine, rate: 1 })).toEqual({
      texts: new Date('2026-08-31T12:00:00Z'),
      outgoing: new Date('2026-08-31T12:00:00Z'),
      sessionEvents: new Date('2026-11-15T12:00:00Z'),
      targets: new Date('2024-11-29T12:00:00Z'),
      audit: new Date('2024-11-29T12:00:00Z'),
    });
  });

  it('keeps what the machine’s clock dates for as many product days, also once the product’s clock is far ahead', () => {
    const rate = 10_080;
    const product = new Date(machine.getTime() + 400 * DAY_MS);
    const { sessionEvents, audit, texts, outgoing } = retentionCutoffs(keep, { product, machine, rate });
    expect(sessionEvents).toEqual(new Date(machine.getTime() - (14 * DAY_MS) / rate));
    expect(machine.getTime() - audit.getTime()).toBeCloseTo((731 * DAY_MS) / rate, -5);
    expect(texts).toEqual(new Date(product.getTime() - 90 * DAY_MS));
    expect(machine.getTime() - outgoing.getTime()).toBeCloseTo((90 * DAY_MS) / rate, 0);
  });
});
