import { type Fault, type FaultScope } from './fault.ts';

/** A fault in force, with how often it triggered. */
export interface StandingFault {
  readonly number: number;
  readonly fault: Fault;
  /** Chances it still lets pass. */
  skips: number;
  /** Strikes it has left; undefined: no end. */
  left: number | undefined;
  triggered: number;
}

/** The faults that wait for their chance. The first that fits triggers, in the order they were given. */
export class FaultBoard {
  private readonly standing: StandingFault[] = [];
  private given = 0;

  add(fault: Fault): StandingFault {
    this.given += 1;
    const standing = { number: this.given, fault, skips: fault.after ?? 0, left: fault.count, triggered: 0 };
    this.standing.push(standing);
    return standing;
  }

  /** The fault of that kind that hits this chance, counted down; undefined: all goes well. */
  trigger(kind: Fault['kind'], scope: FaultScope): Fault | undefined {
    for (const standing of this.standing) {
      if (standing.fault.kind !== kind || !fits(standing.fault, scope) || standing.left === 0) continue;
      if (standing.skips > 0) {
        standing.skips -= 1;
        continue;
      }
      standing.triggered += 1;
      if (standing.left !== undefined) standing.left -= 1;
      return standing.fault;
    }
    return undefined;
  }

  /** Whether such a fault is in force, without counting. */
  has(kind: Fault['kind'], matches: (fault: Fault) => boolean = () => true): boolean {
    return this.standing.some(
      (standing) => standing.fault.kind === kind && standing.left !== 0 && matches(standing.fault),
    );
  }

  /** Removes all faults, or all of one kind; answers how many. */
  clear(kind?: string): number {
    const before = this.standing.length;
    const kept = kind === undefined ? [] : this.standing.filter((standing) => standing.fault.kind !== kind);
    this.standing.splice(0, before, ...kept);
    return before - kept.length;
  }

  list(): readonly StandingFault[] {
    return this.standing;
  }
}

const fits = (fault: Fault, scope: FaultScope): boolean =>
  (fault.account === undefined || fault.account === scope.account) &&
  (fault.to === undefined || fault.to === scope.to) &&
  (fault.xmlns === undefined || fault.xmlns === scope.xmlns);
