import { type OwnerScope, ownerScoped } from '@relance/campaigns-domain';
import { type CampaignId, documentId } from '@relance/kernel';
import { ApiEnvelope, ApiProblems, Audience, IdParam } from '@relance/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { type Caller } from '../shared/audited.ts';
import { CampaignReasonBody, CloneBody, ScheduleBody } from './campaign.dto.ts';
import { CampaignView, StoppedAnswer } from './campaign.view.ts';
import { CampaignActions } from './campaign-actions.ts';

const campaignId = (id: string): CampaignId => documentId<'CampaignId'>(id);
const own = ({ ownerId }: Caller): OwnerScope => ownerScoped(ownerId);

/** The buttons of one's own campaigns. What is not possible now answers 409 with the current status and what is. */
@ApiTags('campaigns')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401, 404, 409)
@Controller('campaigns/:id')
export class LifecycleController {
  constructor(private readonly actions: CampaignActions) {}

  @Post('start')
  @HttpCode(200)
  @ApiOperation({ summary: 'Starts a campaign and enrols at once; without a linked session it waits for one' })
  @ApiEnvelope(CampaignView)
  @ApiProblems(422)
  start(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<CampaignView> {
    return this.actions.start(campaignId(id), own(caller), caller);
  }

  @Post('schedule')
  @HttpCode(200)
  @ApiOperation({ summary: 'Schedules the start of a campaign' })
  @ApiEnvelope(CampaignView)
  schedule(@CurrentCaller() caller: Caller, @IdParam() id: string, @Body() body: ScheduleBody): Promise<CampaignView> {
    return this.actions.schedule(campaignId(id), own(caller), caller, body.scheduledStartDate);
  }

  @Post('unschedule')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes a scheduled campaign a draft again' })
  @ApiEnvelope(CampaignView)
  unschedule(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<CampaignView> {
    return this.actions.unschedule(campaignId(id), own(caller), caller);
  }

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pauses a campaign; answers how many messages are still on their way' })
  @ApiEnvelope(StoppedAnswer)
  pause(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: CampaignReasonBody,
  ): Promise<StoppedAnswer> {
    return this.actions.pause(campaignId(id), own(caller), { ...caller, reason: body.reason ?? null });
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Resumes a campaign where it stopped: no burst, no skipped day' })
  @ApiEnvelope(CampaignView)
  resume(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<CampaignView> {
    return this.actions.resume(campaignId(id), own(caller), caller);
  }

  @Post('cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a campaign for good; its live targets leave it' })
  @ApiEnvelope(StoppedAnswer)
  cancel(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: CampaignReasonBody,
  ): Promise<StoppedAnswer> {
    return this.actions.cancel(campaignId(id), own(caller), { ...caller, reason: body.reason ?? null });
  }

  @Post('clone')
  @ApiOperation({
    summary: 'Creates a draft with the same messages and, unless `withAudience` is false, the same audience',
  })
  @ApiEnvelope(CampaignView, { status: 201 })
  clone(@CurrentCaller() caller: Caller, @IdParam() id: string, @Body() body: CloneBody): Promise<CampaignView> {
    return this.actions.clone(campaignId(id), caller, body);
  }
}
