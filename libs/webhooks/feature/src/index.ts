export { WebhooksModule, type WebhooksModuleNeeds } from './webhooks.module.ts';
