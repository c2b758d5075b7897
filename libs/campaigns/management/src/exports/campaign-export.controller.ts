import { targetStatuses, type TargetStatus } from '@relance/campaigns-domain';
import { documentId } from '@relance/kernel';
import { ApiProblems, Audience, CsvAnswer, CsvQuery, IdParam, sendCsv } from '@relance/platform';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { PhoneAccessLog } from '../shared/phone-access-log.ts';
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
  constructor(
    private readonly exports: CampaignExports,
    private readonly phones: PhoneAccessLog,
  ) {}

  @Get(':id/export.csv')
  @ApiOperation({ summary: 'The targets of a campaign with what became of each day, as CSV' })
  @CsvAnswer('One line for each target.')
  async targets(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Query() query: OwnTargetExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const statuses = query.status ? [query.status] : null;
    const file = await this.exports.fileOfCampaign(documentId<'CampaignId'>(id), { ownerId: caller.ownerId }, statuses);
    await this.phones.note(caller, { through: 'campaign_export', entity: { type: 'campaign', id, name: null } });
    await sendCsv(response, file, query);
  }
}
