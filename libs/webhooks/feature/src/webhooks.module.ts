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

/** Tells other programs of events: their endpoints, and in a worker the loop that posts. No routes. */
@Module({})
export class WebhooksModule {
  static on({ stores }: WebhooksModuleNeeds): DynamicModule {
    return {
      module: WebhooksModule,
      imports: [stores],
      providers: [WebhookService, WebhookDispatcher, sender],
      exports: [WebhookService],
    };
  }
}

/** The routes of webhook endpoints: loaded by processes of the api role. */
@Module({})
export class WebhooksHttpModule {
  static on(webhooks: DynamicModule): DynamicModule {
    return {
      module: WebhooksHttpModule,
      imports: [webhooks],
      controllers: [WebhooksController, AdminWebhooksController],
    };
  }
}
