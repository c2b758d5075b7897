import { type SeededSource } from '../crypto/seeded-source.ts';

const PREFIX = '2';
const LONGEST_PHONE = 15;

/**
 * A person's LID is their number with every digit turned by a secret of the seed: it says nothing of the number, and
 * the way back works also for a client that remembers LIDs of an earlier run with the same seed.
 */
export class LidCipher {
  private readonly turns: Buffer;

  constructor(source: SeededSource) {
    this.turns = source.derive('lid', LONGEST_PHONE);
  }

  lidOf(phone: string): string {
    return PREFIX + this.turn(phone, 1);
  }

  /** Undefined for what is no LID of this seed. */
  phoneOf(lid: string): string | undefined {
    if (!/^2\d{5,15}$/.test(lid)) return undefined;
    return this.turn(lid.slice(PREFIX.length), -1);
  }

  private turn(digits: string, direction: 1 | -1): string {
    return [...digits]
      .map((digit, index) => (Number(digit) + 10 + direction * ((this.turns[index] ?? 0) % 10)) % 10)
      .join('');
  }
}
