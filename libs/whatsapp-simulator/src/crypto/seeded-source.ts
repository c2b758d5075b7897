import { createHash, hkdfSync } from 'node:crypto';

/**
 * All chance of the simulator. `derive` is a pure function of seed and label (the same contact has the same keys in
 * every run with the same seed); `next` walks a sequence and so depends on the order of events.
 */
export class SeededSource {
  private readonly root: Buffer;
  private position = 0;
  private run = 1;

  constructor(seed: string | number) {
    this.root = createHash('sha256').update(`whatsapp simulator:${seed}`).digest();
  }

  /** `length` bytes that belong to the label. */
  derive(label: string, length = 32): Buffer {
    return Buffer.from(hkdfSync('sha256', this.root, Buffer.alloc(0), label, length));
  }

  /** Sets the sequence apart from those of other runs that share what was stored. */
  beginRun(run: number): void {
    this.run = run;
    this.position = 0;
  }

  /** The next `length` bytes of the run. */
  next(length: number): Buffer {
    this.position += 1;
    return this.derive(`sequence:${this.run}:${this.position}`, length);
  }

  /** A whole number in [0, bound). */
  int(bound: number): number {
    return this.next(6).readUIntBE(0, 6) % bound;
  }
}
