export { WebhooksMongoModule } from './webhooks-mongo.module.ts';
