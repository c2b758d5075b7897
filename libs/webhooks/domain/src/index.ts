export {
  webhookPayload,
  type Webhook,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDisabledCause,
  webhookDisabledCauses,
  type WebhookScope,
} from './webhook.ts';
export {
  DISABLE_AFTER_MS,
  isGone,
  isToBeDisabled,
  nextAttemptAt,
  restsUntil,
  retryDelaysMs,
  RETRY_AFTER_LIMIT_MS,
} from './retry-policy.ts';
export {
  WEBHOOK_STORE,
  type NewWebhook,
  type WebhookChange,
  type WebhookPage,
  type WebhookStore,
} from './ports/webhook-store.port.ts';
export { WEBHOOK_DELIVERY_STORE, type WebhookDeliveryStore } from './ports/webhook-delivery-store.port.ts';
