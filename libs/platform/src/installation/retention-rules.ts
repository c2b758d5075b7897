import { Injectable } from '@nestjs/common';

/** Things dated before these instants are removed; each instant is of the clock that dates the things. */
export type RetentionCutoffs = {
  /** Of the product's clock. */
  readonly texts: Date;
  /** What is kept of messages for phones that could not read them, texts too. Of the machine's clock. */
  readonly outgoing: Date;
  /** Of the machine's clock. */
  readonly sessionEvents: Date;
  /** Of the product's clock. */
  readonly targets: Date;
  /** Of the machine's clock. */
  readonly audit: Date;
};

/** What one store removes when it is old enough: at most `limit` documents at a time; 0 when nothing was left. */
export type RetentionRule = {
  /** Names what is removed in the audit log. */
  readonly name: string;
  readonly remove: (before: RetentionCutoffs, limit: number) => Promise<number>;
};

/** What the daily retention job runs. Nest has no multi-providers, so stores add themselves. */
@Injectable()
export class RetentionRules {
  private readonly rules: RetentionRule[] = [];

  add(rule: RetentionRule): void {
    this.rules.push(rule);
  }

  all(): readonly RetentionRule[] {
    return this.rules;
  }
}

/** When the job ran last, so that it runs once a day however many processes there are and however often they start. */
export interface RetentionRuns {
  lastRunAt(): Promise<Date | null>;
  save(at: Date): Promise<void>;
}

export const RETENTION_RUNS = Symbol('RetentionRuns');
