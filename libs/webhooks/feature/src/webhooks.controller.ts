import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type OwnerId } from '@relance/kernel';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
  CurrentOwner,
  IdParam,
  type Page,
  PageQuery,
  RequestId,
} from '@relance/platform';
import {
  NewWebhookView,
  WebhookBody,
  WebhookDeliveryView,
  WebhookPatchBody,
  WebhookRemovedView,
  WebhookTestView,
  WebhookView,
} from './webhook.dto.ts';
import { WebhookService } from './webhook.service.ts';

/** An owner's own endpoints. */
@ApiTags('webhooks')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhookService) {}

  @Get()
  @ApiOperation({ summary: 'Your webhook endpoints, newest first' })
  @ApiPage('webhooks', WebhookView)
  list(@CurrentOwner() ownerId: OwnerId, @Query() query: PageQuery): Promise<Page<'webhooks', WebhookView>> {
    return this.webhooks.list({ ownerId }, query);
  }

  @Post()
  @ApiOperation({ summary: 'Adds an endpoint; the answer shows its signing secret, once' })
  @ApiEnvelope(NewWebhookView, { status: 201 })
  @ApiProblems(422)
  create(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() body: WebhookBody,
  ): Promise<NewWebhookView> {
    return this.webhooks.create({ scope: { ownerId }, actor, requestId }, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One endpoint' })
  @ApiEnvelope(WebhookView)
  @ApiProblems(404)
  read(@CurrentOwner() ownerId: OwnerId, @IdParam() id: string): Promise<WebhookView> {
    return this.webhooks.read({ ownerId }, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes the address or the events, or switches the endpoint on or off' })
  @ApiEnvelope(WebhookView)
  @ApiProblems(404)
  update(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
    @Body() body: WebhookPatchBody,
  ): Promise<WebhookView> {
    return this.webhooks.update({ scope: { ownerId }, actor, requestId }, id, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes an endpoint and the list of its deliveries' })
  @ApiEnvelope(WebhookRemovedView)
  @ApiProblems(404)
  remove(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
  ): Promise<WebhookRemovedView> {
    return this.webhooks.remove({ scope: { ownerId }, actor, requestId }, id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Sends a `webhook.test` event now and answers the outcome; a failure does not count towards switching the endpoint off',
  })
  @ApiEnvelope(WebhookTestView)
  @ApiProblems(404)
  test(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
  ): Promise<WebhookTestView> {
    return this.webhooks.test({ scope: { ownerId }, actor, requestId }, id);
  }

  @Get(':id/deliveries')
  @ApiOperation({ summary: 'Deliveries to an endpoint in the last 30 days, newest first' })
  @ApiPage('deliveries', WebhookDeliveryView)
  @ApiProblems(404)
  deliveries(
    @CurrentOwner() ownerId: OwnerId,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<Page<'deliveries', WebhookDeliveryView>> {
    return this.webhooks.listDeliveries({ ownerId }, id, query);
  }

  @Post(':id/deliveries/:deliveryId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends an event once more under the same `webhook-id`' })
  @ApiEnvelope(WebhookDeliveryView)
  @ApiProblems(404, 409)
  replay(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
    @IdParam('deliveryId') deliveryId: string,
  ): Promise<WebhookDeliveryView> {
    return this.webhooks.replay({ scope: { ownerId }, actor, requestId }, id, deliveryId);
  }
}
