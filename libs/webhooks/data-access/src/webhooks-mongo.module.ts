import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { WEBHOOK_DELIVERY_STORE, WEBHOOK_STORE } from '@relance/webhooks-domain';
import { MongoWebhookDeliveryStore } from './webhook-delivery.store.ts';
import { WEBHOOK_DELIVERY_MODEL, WEBHOOK_MODEL, webhookDeliverySchema, webhookSchema } from './webhook.schemas.ts';
import { MongoWebhookStore } from './webhook.store.ts';

const ports = [
  { provide: WEBHOOK_STORE, useClass: MongoWebhookStore },
  { provide: WEBHOOK_DELIVERY_STORE, useClass: MongoWebhookDeliveryStore },
];

/** The webhooks' ports on MongoDB. Needs the platform's MongoModule. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: WEBHOOK_MODEL, schema: webhookSchema },
      { name: WEBHOOK_DELIVERY_MODEL, schema: webhookDeliverySchema },
    ]),
  ],
  providers: ports,
  exports: ports,
})
export class WebhooksMongoModule {}
