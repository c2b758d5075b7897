import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
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

/** Endpoints that are told of every owner's events. */
@ApiTags('Admin webhooks')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403)
@Controller('admin/webhooks')
export class AdminWebhooksController {
  constructor(private readonly webhooks: WebhookService) {}

  @Audience('support')
  @Get()
  @ApiOperation({ summary: 'The installation’s webhook endpoints, newest first' })
  @ApiPage('webhooks', WebhookView)
  list(@Query() query: PageQuery): Promise<Page<'webhooks', WebhookView>> {
    return this.webhooks.list('installation', query);
  }

  @Post()
  @ApiOperation({ summary: 'Adds an endpoint; the answer shows its signing secret, once' })
  @ApiEnvelope(NewWebhookView, { status: 201 })
  @ApiProblems(422)
  create(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() body: WebhookBody,
  ): Promise<NewWebhookView> {
    return this.webhooks.create({ scope: 'installation', actor, requestId }, body);
  }

  @Audience('support')
  @Get(':id')
  @ApiOperation({ summary: 'One endpoint' })
  @ApiEnvelope(WebhookView)
  @ApiProblems(404)
  read(@IdParam() id: string): Promise<WebhookView> {
    return this.webhooks.read('installation', id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes the address or the events, or switches the endpoint on or off' })
  @ApiEnvelope(WebhookView)
  @ApiProblems(404)
  update(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
    @Body() body: WebhookPatchBody,
  ): Promise<WebhookView> {
    return this.webhooks.update({ scope: 'installation', actor, requestId }, id, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes an endpoint and the list of its deliveries' })
  @ApiEnvelope(WebhookRemovedView)
  @ApiProblems(404)
  remove(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
  ): Promise<WebhookRemovedView> {
    return this.webhooks.remove({ scope: 'installation', actor, requestId }, id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Sends a `webhook.test` event now and answers the outcome; a failure does not count towards switching the endpoint off',
  })
  @ApiEnvelope(WebhookTestView)
  @ApiProblems(404)
  test(@CurrentActor() actor: Actor, @RequestId() requestId: string, @IdParam() id: string): Promise<WebhookTestView> {
    return this.webhooks.test({ scope: 'installation', actor, requestId }, id);
  }

  @Audience('support')
  @Get(':id/deliveries')
  @ApiOperation({ summary: 'Deliveries to an endpoint in the last 30 days, newest first' })
  @ApiPage('deliveries', WebhookDeliveryView)
  @ApiProblems(404)
  deliveries(@IdParam() id: string, @Query() query: PageQuery): Promise<Page<'deliveries', WebhookDeliveryView>> {
    return this.webhooks.listDeliveries('installation', id, query);
  }

  @Post(':id/deliveries/:deliveryId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends an event once more under the same `webhook-id`' })
  @ApiEnvelope(WebhookDeliveryView)
  @ApiProblems(404, 409)
  replay(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
    @IdParam('deliveryId') deliveryId: string,
  ): Promise<WebhookDeliveryView> {
    return this.webhooks.replay({ scope: 'installation', actor, requestId }, id, deliveryId);
  }
}
