import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiEnvelope, ApiProblems, Audience } from '@relance/platform';
import { IntegrityView } from './admin-campaigns.dto.ts';
import { CheckIntegrity } from './check-integrity.ts';

/** A reload does not count again; a second look a few seconds later does. */
const RECOUNT_AGE_MS = 2_000;

/** Whether the stored counters are right. */
@ApiTags('Admin campaigns')
@ApiBearerAuth()
@Audience('support')
@Controller('admin/integrity')
export class IntegrityController {
  constructor(private readonly integrity: CheckIntegrity) {}

  @Get()
  @ApiOperation({ summary: 'Recounts all campaigns and names every counter that differs' })
  @ApiEnvelope(IntegrityView)
  @ApiProblems(401, 403)
  async read(): Promise<IntegrityView> {
    const { differences, checkedAt, items } = await this.integrity.report(RECOUNT_AGE_MS);
    return { differences, checkedAt: checkedAt.toISOString(), items: items.map((item) => ({ ...item })) };
  }
}
