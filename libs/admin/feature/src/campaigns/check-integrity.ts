import { Inject, Injectable } from '@nestjs/common';
import { IntegrityAuditor, type IntegrityReport } from '@relance/campaigns-sending';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';

/** Recounts at most once at a time, and not again while the last recount is fresh enough for the asker. */
@Injectable()
export class CheckIntegrity {
  private running: Promise<IntegrityReport> | null = null;

  constructor(
    private readonly auditor: IntegrityAuditor,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async report(maxAgeMs: number): Promise<IntegrityReport> {
    const last = this.auditor.lastReport();
    if (last && this.clock.now().getTime() - last.checkedAt.getTime() <= maxAgeMs) return last;
    this.running ??= this.auditor.recount().finally(() => (this.running = null));
    return this.running;
  }
}
