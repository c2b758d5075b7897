import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IntegrityRecount } from '@relance/campaigns-sending';
import { ApiEnvelope, ApiProblems, Audience, LOGGER } from '@relance/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { IntegrityView } from './admin-campaigns.dto.ts';

/** A request waits so long for a recount that it asked for; a longer one goes on without it. */
const WAIT_MS = 3_000;

/** Whether the stored counters are right. */
@ApiTags('Admin campaigns')
@ApiBearerAuth()
@Controller('admin/integrity')
export class IntegrityController {
  constructor(
    private readonly integrity: IntegrityRecount,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Audience('support')
  @ApiOperation({
    summary: 'Report of the last recount of all counters',
    description: 'Starts a recount and waits briefly for it; on a large installation the answer is the stored report.',
  })
  @ApiEnvelope(IntegrityView)
  @ApiProblems(401, 403)
  async read(): Promise<IntegrityView> {
    await this.recountBriefly();
    return this.view();
  }

  @Post('recount')
  @Audience('admin')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Starts a recount of all counters',
    description: 'The recount goes on in the background; the answer is the stored report as far as there is one.',
  })
  @ApiEnvelope(IntegrityView, { status: 202 })
  @ApiProblems(401, 403)
  async recount(): Promise<IntegrityView> {
    await this.recountBriefly();
    return this.view();
  }

  private async recountBriefly(): Promise<void> {
    const done = this.integrity.run().catch((error: unknown) => {
      this.logger.error({ event: 'integrity.recount_failed', err: error }, 'recount failed; the stored report stands');
    });
    const waiting = new AbortController();
    await Promise.race([
      done,
      sleep(WAIT_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined),
    ]);
    waiting.abort();
  }

  private async view(): Promise<IntegrityView> {
    const report = await this.integrity.latest();
    return {
      differences: report?.differences ?? 0,
      checkedAt: report?.checkedAt.toISOString() ?? null,
      items: (report?.items ?? []).map((item) => ({ ...item })),
    };
  }
}
