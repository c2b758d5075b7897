import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CampaignActions, StoppedAnswer } from '@relance/campaigns-management';
import { type CampaignId, documentId } from '@relance/kernel';
import { type Actor, ApiEnvelope, ApiProblems, Audience, CurrentActor, IdParam, RequestId } from '@relance/platform';
import { ActionReasonBody, CancelReasonBody } from '../reason.dto.ts';

const campaignId = (id: string): CampaignId => documentId<'CampaignId'>(id);

/** All campaigns of all owners, for steering. Each action is written down with its reason. */
@ApiTags('Admin campaigns')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403, 404, 409)
@Controller('admin/campaigns')
export class AdminCampaignActionsController {
  constructor(private readonly actions: CampaignActions) {}

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pauses a campaign: nothing more is sent; messages on their way are counted in inFlight' })
  @ApiEnvelope(StoppedAnswer)
  pause(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { reason }: ActionReasonBody,
  ): Promise<StoppedAnswer> {
    return this.actions.pause(campaignId(id), 'anyOwner', { actor, requestId, reason: reason || null });
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Resumes a paused campaign where it stopped' })
  @ApiEnvelope(StoppedAnswer)
  async resume(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { reason }: ActionReasonBody,
  ): Promise<StoppedAnswer> {
    const by = { actor, requestId, reason: reason || null };
    // What was on its way when it was paused has been settled or will be by its receipts: nothing is held back.
    return { campaign: await this.actions.resume(campaignId(id), 'anyOwner', by), inFlight: 0 };
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a campaign for good; its live targets leave it' })
  @ApiEnvelope(StoppedAnswer)
  cancel(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { reason }: CancelReasonBody,
  ): Promise<StoppedAnswer> {
    return this.actions.cancel(campaignId(id), 'anyOwner', { actor, requestId, reason });
  }
}
