import { type WebhookAttempt, type WebhookDelivery } from '../webhook.ts';
import { type WebhookPage } from './webhook-store.port.ts';

/** Events on their way to endpoints. `now` is the product's clock, `realNow` the machine's. */
export interface WebhookDeliveryStore {
  /** Due events, oldest first; none of the endpoints named. */
  due(
    at: { readonly now: Date; readonly realNow: Date },
    without: readonly string[],
    limit: number,
  ): Promise<readonly WebhookDelivery[]>;
  /** Whether any event is on its way, due or not. */
  hasOpen(): Promise<boolean>;
  /** Takes one for this process; false when another has it or it is settled. */
  claim(id: string, at: { readonly realNow: Date; readonly until: Date }): Promise<boolean>;
  /** An earlier event of the same subject that this endpoint has not been told of. */
  predecessor(delivery: WebhookDelivery): Promise<WebhookDelivery | null>;
  /** Gives a claimed event back until `dueAt`. */
  postpone(id: string, dueAt: Date): Promise<void>;
  /** Settled: told, or given up when `state` is failed. The next event of the subject becomes due. */
  settle(
    delivery: WebhookDelivery,
    state: 'delivered' | 'failed',
    attempt: WebhookAttempt,
    at: { readonly now: Date; readonly realNow: Date },
  ): Promise<void>;
  /** A failed attempt that is made again at `dueAt`. */
  retryAt(delivery: WebhookDelivery, dueAt: Date, attempt: WebhookAttempt): Promise<void>;
  /** Everything waiting for an endpoint is given up. */
  abandon(webhookId: string, reason: string, at: { readonly now: Date; readonly realNow: Date }): Promise<void>;
  list(
    webhookId: string,
    page: WebhookPage,
  ): Promise<{ readonly rows: readonly WebhookDelivery[]; readonly total: number; readonly hasMore: boolean }>;
  find(id: string, webhookId: string): Promise<WebhookDelivery | null>;
  /** The same event once more, under the same message id and outside the order of its subject; one on its way is tried now instead. */
  replay(delivery: WebhookDelivery, now: Date): Promise<WebhookDelivery>;
  /** Keeps what came of an attempt that nobody waits for (a test). */
  record(
    delivery: Pick<WebhookDelivery, 'webhookId' | 'messageId' | 'type' | 'at' | 'data'>,
    attempt: WebhookAttempt,
    realNow: Date,
  ): Promise<WebhookDelivery>;
  /** Called after this process wrote an event. */
  onAppended(listener: () => void): () => void;
}
export const WEBHOOK_DELIVERY_STORE = Symbol('WebhookDeliveryStore');
