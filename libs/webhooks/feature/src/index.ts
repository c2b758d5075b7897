export { WebhooksHttpModule, WebhooksModule, type WebhooksModuleNeeds } from './webhooks.module.ts';
