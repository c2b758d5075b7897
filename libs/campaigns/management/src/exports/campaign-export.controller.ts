import { targetStatuses, type TargetStatus } from '@relance/campaigns-domain';
import { documentId, type OwnerId } from '@relance/kernel';
import { ApiProblems, Audience, CsvAnswer, CsvQuery, CurrentOwner, IdParam, sendCsv } from '@relance/platform';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { IfGiven, IsOneOf } from '../shared/field-rules.ts';
import { CampaignExports } from './campaign-exports.ts';

export class OwnTargetExportQuery extends CsvQuery {
  @ApiPropertyOptional({ enum: targetStatuses })
  @IfGiven()
  @IsOneOf(targetStatuses)
  status?: TargetStatus;
}

@ApiTags('campaigns')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401, 404)
@Controller('campaigns')
export class CampaignExportController {
  constructor(private readonly exports: CampaignExports) {}

  @Get(':id/export.csv')
  @ApiOperation({ summary: 'The targets of a campaign with what became of each day, as CSV' })
  @CsvAnswer('One line for each target.')
  async targets(
    @CurrentOwner() ownerId: OwnerId,
    @IdParam() id: string,
    @Query() query: OwnTargetExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const statuses = query.status ? [query.status] : null;
    const file = await this.exports.fileOfCampaign(documentId<'CampaignId'>(id), { ownerId }, statuses);
    await sendCsv(response, file, query);
  }
}
