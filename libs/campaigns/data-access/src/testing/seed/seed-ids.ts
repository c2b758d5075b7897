import { createHash } from 'node:crypto';
import { Types } from 'mongoose';

/** Makes ids that rise with the time they stand for, and that are the same in each run with one seed. */
export class SeedIds {
  private readonly machine: string;
  private count = 0;

  constructor(seed: number) {
    this.machine = createHash('sha256').update(`seed ${seed}`).digest('hex').slice(0, 10);
  }

  /** An id of this instant (to the second), as MongoDB's own ids are built. */
  at(instant: Date): Types.ObjectId {
    const seconds = Math.floor(instant.getTime() / 1000)
      .toString(16)
      .padStart(8, '0');
    const count = (this.count & 0xffffff).toString(16).padStart(6, '0');
    this.count += 1;
    return new Types.ObjectId(`${seconds}${this.machine}${count}`);
  }
}
