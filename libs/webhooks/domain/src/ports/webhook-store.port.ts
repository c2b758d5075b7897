import { type Transaction } from '@relance/kernel';
import { type Webhook, type WebhookDisabledCause, type WebhookScope } from '../webhook.ts';

export type NewWebhook = Pick<Webhook, 'ownerId' | 'url' | 'events' | 'active'> & { readonly secret: string };
export type WebhookChange = Partial<Pick<Webhook, 'url' | 'events' | 'active'>>;
export type WebhookPage = {
  readonly page: number;
  readonly limit: number;
  readonly afterId: string | null;
  readonly oldestFirst?: boolean;
};

/** Endpoints and their secrets. `onChange` gets the transaction of the change, for its audit line. */
export interface WebhookStore {
  /** Null when the scope has `limit` endpoints already. */
  create(
    webhook: NewWebhook,
    limit: number,
    now: Date,
    onChange: (made: Webhook, transaction: Transaction) => Promise<void>,
  ): Promise<Webhook | null>;
  list(
    scope: WebhookScope,
    page: WebhookPage,
  ): Promise<{ readonly rows: readonly Webhook[]; readonly total: number; readonly hasMore: boolean }>;
  find(id: string, scope: WebhookScope): Promise<Webhook | null>;
  update(
    id: string,
    scope: WebhookScope,
    change: WebhookChange,
    onChange: (before: Webhook, after: Webhook, transaction: Transaction) => Promise<void>,
  ): Promise<Webhook | null>;
  /** Removes the endpoint and its deliveries. */
  remove(
    id: string,
    scope: WebhookScope,
    onChange: (before: Webhook, transaction: Transaction) => Promise<void>,
  ): Promise<Webhook | null>;
  /** Endpoints with their secrets in plain text, for signing. */
  withSecrets(ids: readonly string[]): Promise<ReadonlyMap<string, Webhook & { readonly secret: string }>>;
  markSuccess(id: string): Promise<void>;
  /** Keeps the first failure since the last success; answers it. Null when the endpoint is gone or off. */
  markFailure(id: string, at: Date): Promise<Date | null>;
  /** Active endpoints whose first failure since the last success is as old as this or older, at most `limit`. */
  failingBefore(at: Date, limit: number): Promise<readonly Webhook[]>;
  /** The receiver asked to be left alone until `until`: the later of what it asked counts. Forgotten with the next success. */
  rest(id: string, until: Date): Promise<void>;
  /** Switches an endpoint off; null when it was off already, is gone, or has got another address meanwhile. */
  disable(
    endpoint: Pick<Webhook, 'id' | 'url'>,
    why: { readonly cause: WebhookDisabledCause; readonly reason: string },
  ): Promise<Webhook | null>;
}
export const WEBHOOK_STORE = Symbol('WebhookStore');
