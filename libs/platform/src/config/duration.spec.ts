import { durationMs } from './duration.ts';

describe('durations', () => {
  it.each([
    ['PT10M', 600_000],
    ['PT48H', 172_800_000],
    ['P1DT1S', 86_401_000],
    ['PT0S', 0],
  ])('reads %s as %d ms', (text, expected) => expect(durationMs(text)).toBe(expected));

  it.each(['', 'P', 'PT', 'P1DT', '10M', 'PT10', 'P1M'])('refuses "%s"', (text) => expect(durationMs(text)).toBeNull());
});
