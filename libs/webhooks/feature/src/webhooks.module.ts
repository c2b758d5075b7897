import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { AdminWebhooksController } from './admin-webhooks.controller.ts';
import { WebhookDispatcher } from './delivery/webhook-dispatcher.ts';
import { WebhookSender } from './delivery/webhook-sender.ts';
import { WebhookService } from './webhook.service.ts';
import { WebhooksController } from './webhooks.controller.ts';

export type WebhooksModuleNeeds = {
  /** Provides WEBHOOK_STORE and WEBHOOK_DELIVERY_STORE. */
  readonly stores: Type | DynamicModule;
};

const sender = {
  provide: WebhookSender,
  inject: [RELANCE_CONFIG],
  useFactory: ({ webhooksAllowPrivate }: RelanceConfig) => new WebhookSender({ allowPrivate: webhooksAllowPrivate }),
};

/** Tells other programs of events: their endpoints' routes, and in a worker the loop that posts. */
@Module({})
export class WebhooksModule {
  static on({ stores }: WebhooksModuleNeeds): DynamicModule {
    return {
      module: WebhooksModule,
      imports: [stores],
      controllers: [WebhooksController, AdminWebhooksController],
      providers: [WebhookService, WebhookDispatcher, sender],
    };
  }
}
