import { LOGGER } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { type Logger } from 'pino';
import { IntegrityRecount } from './integrity-recount.ts';

/** The nightly recount. */
@Injectable()
export class IntegrityJob {
  constructor(
    private readonly integrity: IntegrityRecount,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('0 20 3 * * *')
  async nightly(): Promise<void> {
    try {
      const report = await this.integrity.run();
      if (report && report.differences > 0) {
        this.logger.error(
          { event: 'integrity.differences', differences: report.differences },
          'recount found differences',
        );
      }
    } catch (error) {
      this.logger.error({ event: 'integrity.recount_failed', err: error }, 'recount failed; the next one is tomorrow');
    }
  }
}
