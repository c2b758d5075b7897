/** Whose endpoints a question is about: one owner's, or those of the whole installation. */
export type WebhookScope = { readonly ownerId: string } | 'installation';

/** Why the product switches an endpoint off: nothing but failures for too long, or its receiver answered 410 Gone. */
export const webhookDisabledCauses = ['failing', 'gone'] as const;
export type WebhookDisabledCause = (typeof webhookDisabledCauses)[number];

/** An address of another program that wants to be told of events. */
export type Webhook = {
  readonly id: string;
  /** Null: told of every owner's events. */
  readonly ownerId: string | null;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  /** Why it was switched off by the product; null when it was not. */
  readonly disabledReason: string | null;
  /** The same as a word; null also where an earlier version switched it off. */
  readonly disabledCause: WebhookDisabledCause | null;
  /** The first failure since the last success, on the product's clock. */
  readonly failingSince: Date | null;
  /** Its receiver asked to be left alone until then (Retry-After), on the product's clock; null when it did not. */
  readonly restsUntil: Date | null;
  readonly createdAt: Date;
};

export type WebhookDelivery = {
  readonly id: string;
  readonly webhookId: string;
  /** The `webhook-id` header: the same in each attempt and in a replay. */
  readonly messageId: string;
  readonly type: string;
  readonly subject: string;
  readonly seq: number;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly settledAt: Date | null;
};

/** What came of one attempt. */
export type WebhookAttempt =
  | { readonly ok: true; readonly status: number; readonly durationMs: number }
  | {
      readonly ok: false;
      readonly status: number | null;
      readonly error: string;
      readonly durationMs: number;
      /** How long the receiver asks to be left alone (Retry-After of a 429 or 503), in ms; absent when it did not ask. */
      readonly retryAfterMs?: number;
    };

/** The body that receivers get. */
export const webhookPayload = (
  delivery: Pick<WebhookDelivery, 'type' | 'at' | 'data'>,
): { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, unknown>> } => ({
  type: delivery.type,
  timestamp: delivery.at.toISOString(),
  data: delivery.data,
});
