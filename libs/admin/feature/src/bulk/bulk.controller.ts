import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiEnvelope, ApiProblems, Audience, CurrentActor, IdParam, RequestId } from '@relance/platform';
import { type Response } from 'express';
import { CampaignBulkAnswer, BulkBody, BulkJobView } from './bulk.dto.ts';
import { BulkService } from './bulk.service.ts';

/** One action on many campaigns of all owners. */
@ApiTags('Admin campaigns')
@ApiBearerAuth()
@Controller('admin/campaigns/bulk')
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  @Post()
  @Audience('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pauses, resumes or cancels up to 1,000 campaigns by id, or those that a filter finds',
    description:
      'The set is fixed before the first action. More than 50 campaigns need the confirmToken of a dry run, which confirms ' +
      'exactly the set that it found; more than 100 are worked on in the background (202).',
  })
  @ApiEnvelope(CampaignBulkAnswer)
  @ApiEnvelope(CampaignBulkAnswer, { status: 202 })
  @ApiProblems(400, 401, 403, 409, 422)
  async run(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() body: BulkBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CampaignBulkAnswer> {
    const answer = await this.bulk.run(body, actor, requestId);
    if (answer.jobId !== undefined) response.status(202);
    return answer;
  }

  @Get(':jobId')
  @Audience('support')
  @ApiOperation({ summary: 'Progress of a bulk action, and the outcome for each campaign' })
  @ApiEnvelope(BulkJobView)
  @ApiProblems(400, 401, 403, 404)
  job(@IdParam('jobId') jobId: string): Promise<BulkJobView> {
    return this.bulk.job(jobId);
  }
}
