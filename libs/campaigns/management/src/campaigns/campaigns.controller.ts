import { ownerScoped } from '@relance/campaigns-domain';
import { type CampaignId, documentId, maskPhone, type OwnerId } from '@relance/kernel';
import { ApiEnvelope, ApiPage, ApiProblems, Audience, CurrentOwner, IdParam, type Page } from '@relance/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MessageProblems } from '../templates/message-problems.interceptor.ts';
import { type AudiencePreview, PreviewAudience } from '../audience/preview-audience.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { type Caller } from '../shared/audited.ts';
import { CampaignBody, CampaignListQuery, CampaignPatchBody, PreviewBody } from './campaign.dto.ts';
import {
  CampaignRemoved,
  CampaignStatsView,
  CampaignView,
  DefaultStatsView,
  ForecastView,
  OwnCampaignsStatsView,
  PreviewAnswer,
} from './campaign.view.ts';
import { CampaignActions } from './campaign-actions.ts';
import { CampaignReader } from './campaign-reader.ts';
import { filterOf } from './filter.dto.ts';

const campaignId = (id: string): CampaignId => documentId<'CampaignId'>(id);

@ApiTags('campaigns')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@UseInterceptors(MessageProblems)
@Controller('campaigns')
export class CampaignsController {
  constructor(
    private readonly reader: CampaignReader,
    private readonly actions: CampaignActions,
    private readonly audience: PreviewAudience,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Whom a filter finds now, and why some of them would not be enrolled' })
  @ApiEnvelope(PreviewAnswer)
  @ApiProblems(503)
  async preview(@CurrentOwner() ownerId: OwnerId, @Body() body: PreviewBody): Promise<PreviewAnswer> {
    await this.audience.refresh(ownerId);
    return previewAnswer(await this.audience.run(ownerId, filterOf(body.targetFilter)));
  }

  @Get()
  @ApiOperation({ summary: 'Your campaigns, newest first' })
  @ApiPage('campaigns', CampaignView)
  list(@CurrentOwner() ownerId: OwnerId, @Query() query: CampaignListQuery): Promise<Page<'campaigns', CampaignView>> {
    return this.reader.list(query, ownerScoped(ownerId));
  }

  @Post()
  @ApiOperation({ summary: 'Creates a draft, or a scheduled campaign when a start is given' })
  @ApiEnvelope(CampaignView, { status: 201 })
  @ApiProblems(422)
  create(@CurrentCaller() caller: Caller, @Body() body: CampaignBody): Promise<CampaignView> {
    return this.actions.create(caller, body);
  }

  @Get('stats')
  @ApiOperation({ summary: 'How many campaigns of each status you have' })
  @ApiEnvelope(OwnCampaignsStatsView)
  ownStats(@CurrentOwner() ownerId: OwnerId): Promise<OwnCampaignsStatsView> {
    return this.reader.ownStats(ownerId);
  }

  @Get('default/stats')
  @ApiOperation({ summary: "The default campaign's numbers" })
  @ApiEnvelope(DefaultStatsView)
  defaultStats(@CurrentOwner() ownerId: OwnerId): Promise<DefaultStatsView> {
    return this.reader.defaultStats(ownerId);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One campaign' })
  @ApiEnvelope(CampaignView)
  @ApiProblems(404)
  read(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<CampaignView> {
    return this.reader.get(campaignId(id), ownerScoped(ownerId));
  }

  @Get(':id/stats')
  @ApiOperation({ summary: 'Numbers by status, by day of the sequence and by the hour of the last week' })
  @ApiEnvelope(CampaignStatsView)
  @ApiProblems(404)
  stats(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<CampaignStatsView> {
    return this.reader.campaignStats(campaignId(id), ownerScoped(ownerId));
  }

  @Get(':id/forecast')
  @ApiOperation({ summary: 'What will be sent on the next days, and when the campaign will be finished' })
  @ApiEnvelope(ForecastView)
  @ApiProblems(404)
  forecast(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<ForecastView> {
    return this.reader.forecast(campaignId(id), ownerScoped(ownerId));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes any part of a draft or scheduled campaign' })
  @ApiEnvelope(CampaignView)
  @ApiProblems(404, 409, 422)
  edit(@CurrentCaller() caller: Caller, @IdParam() id: string, @Body() body: CampaignPatchBody): Promise<CampaignView> {
    return this.actions.edit(campaignId(id), caller, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes a draft, completed or cancelled campaign with its targets' })
  @ApiEnvelope(CampaignRemoved)
  @ApiProblems(404, 409)
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<CampaignRemoved> {
    return this.actions.remove(campaignId(id), caller);
  }
}

function previewAnswer({ matched, toEnrol, excluded, limit, samples, estimated }: AudiencePreview): PreviewAnswer {
  return {
    totalCount: toEnrol,
    matched,
    toEnrol,
    excluded: { ...excluded },
    limit,
    overLimit: toEnrol > limit,
    estimated,
    samples: samples.map(({ name, phone, country, language }) => ({
      name,
      phoneMasked: maskPhone(phone),
      country,
      language,
    })),
  };
}
