import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { laterOf } from '@relance/kernel';
import {
  AUDIT_WRITER,
  type AuditWriter,
  LOGGER,
  ProductTime,
  RELANCE_CONFIG,
  type RelanceConfig,
} from '@relance/platform';
import {
  DISABLE_AFTER_MS,
  isGone,
  isToBeDisabled,
  nextAttemptAt,
  restsUntil,
  type Webhook,
  WEBHOOK_DELIVERY_STORE,
  WEBHOOK_STORE,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDeliveryStore,
  webhookPayload,
  type WebhookStore,
} from '@relance/webhooks-domain';
import { type Logger } from 'pino';
import { WebhookSender } from './webhook-sender.ts';

/** How often due events are looked for without being told of new ones. Real time. */
const POLL_MS = 1000;
/** … while no event is on its way at all: then only another process can have written one. Real time. */
const IDLE_POLL_MS = 5000;
/** An event that was written is committed within this time, or never. Real time. */
const COMMITTED_MS = 30_000;
/** Lets the transaction commit that an event was written in. */
const AFTER_APPEND_MS = 20;
/** Longer than an attempt can take; after a crash another process goes on then. Real time. */
const LEASE_MS = 30_000;
/** Attempts at once in this process; the sending of messages has its own connections and is never waited for. */
const CONCURRENCY = 16;
/** … of them to one endpoint, so that one that hangs leaves room for others. */
const PER_ENDPOINT = 2;
const BATCH = 64;
/** How often endpoints are looked for that have failed for days and were told of nothing since; on the product's clock. */
const QUIET_EVERY_MS = 60 * 60_000;
const QUIET_BATCH = 8;
const GONE = { cause: 'gone', reason: 'the receiver answered 410 Gone' } as const;

type Endpoint = Webhook & { readonly secret: string };

/** Tells endpoints of events: its own loop, beside everything else that a worker does. */
@Injectable()
export class WebhookDispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly running = new Map<string, Promise<void>>();
  private readonly byEndpoint = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private isEnding = false;
  private polling: Promise<void> | null = null;
  private quietAt = 0;
  /** When this process wrote an event last; the process's time. */
  private appendedAt = Number.NEGATIVE_INFINITY;
  private stopListening: () => void = () => undefined;

  constructor(
    @Inject(WEBHOOK_STORE) private readonly webhooks: WebhookStore,
    @Inject(WEBHOOK_DELIVERY_STORE) private readonly deliveries: WebhookDeliveryStore,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles' | 'clockRate'>,
    private readonly time: ProductTime,
    private readonly sender: WebhookSender,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.worker) return;
    this.stopListening = this.deliveries.onAppended(() => {
      this.appendedAt = performance.now();
      this.wake(AFTER_APPEND_MS);
    });
    this.wake(0);
  }

  /** No new attempts; those on their way end by their own time limit or are taken over after their lease. */
  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    this.stopListening();
    if (this.timer) clearTimeout(this.timer);
    await this.polling;
    await Promise.race([
      Promise.all(this.running.values()),
      new Promise((resolve) => setTimeout(resolve, 2000).unref()),
    ]);
  }

  /** Looks for due events in `ms`, or earlier if that was planned already. */
  private wake(ms: number): void {
    if (this.isEnding) return;
    if (this.timer && ms >= POLL_MS) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.polling ??= this.poll().then((isIdle) => {
        this.polling = null;
        this.wake(isIdle ? IDLE_POLL_MS : POLL_MS);
      });
    }, ms);
    this.timer.unref();
  }

  /** Whether no event is on its way. Never rejects. */
  private async poll(): Promise<boolean> {
    try {
      if (this.running.size >= CONCURRENCY) return false;
      const due = await this.deliveries.due(this.instants(), this.busyEndpoints(), BATCH);
      const endpoints = await this.webhooks.withSecrets([...new Set(due.map(({ webhookId }) => webhookId))]);
      for (const delivery of firstOfEachSubject(due)) this.start(delivery, endpoints.get(delivery.webhookId) ?? null);
      await this.testQuietEndpoints();
      const mayBeUncommitted = performance.now() - this.appendedAt < COMMITTED_MS;
      if (mayBeUncommitted || due.length > 0 || this.running.size > 0) return false;
      return !(await this.deliveries.hasOpen());
    } catch (error) {
      this.logger.warn(
        { event: 'webhook.poll_failed', err: error },
        'due webhook events could not be read; tried again',
      );
      return false;
    }
  }

  private start(delivery: WebhookDelivery, endpoint: Endpoint | null): void {
    const { id, webhookId } = delivery;
    const ofEndpoint = this.byEndpoint.get(webhookId) ?? 0;
    if (this.isEnding || this.running.has(id) || this.running.size >= CONCURRENCY || ofEndpoint >= PER_ENDPOINT) return;
    this.byEndpoint.set(webhookId, ofEndpoint + 1);
    const work = this.deliver(delivery, endpoint)
      .catch((error: unknown) =>
        this.logger.warn(
          { event: 'webhook.delivery_failed', err: error, webhookId },
          'a webhook event waits for its next attempt',
        ),
      )
      .finally(() => {
        this.running.delete(id);
        const left = (this.byEndpoint.get(webhookId) ?? 1) - 1;
        if (left > 0) this.byEndpoint.set(webhookId, left);
        else this.byEndpoint.delete(webhookId);
        this.wake(0);
      });
    this.running.set(id, work);
  }

  private async deliver(delivery: WebhookDelivery, endpoint: Endpoint | null): Promise<void> {
    const { realNow } = this.instants();
    const until = new Date(realNow.getTime() + LEASE_MS);
    if (!(await this.deliveries.claim(delivery.id, { realNow, until }))) return;
    if (!endpoint?.active) {
      return this.deliveries.abandon(delivery.webhookId, 'the endpoint is switched off', this.instants());
    }
    if (endpoint.restsUntil && endpoint.restsUntil > this.time.now()) {
      return this.deliveries.postpone(delivery.id, endpoint.restsUntil);
    }
    const earlier = await this.deliveries.predecessor(delivery);
    if (earlier) return this.deliveries.postpone(delivery.id, this.after(earlier));
    const attempt = await this.sender.send({
      url: endpoint.url,
      secret: endpoint.secret,
      messageId: delivery.messageId,
      at: realNow,
      payload: webhookPayload(delivery),
    });
    return attempt.ok ? this.told(delivery, endpoint, attempt) : this.missed(delivery, endpoint, attempt);
  }

  /** An event behind another one of its subject is looked at when that one is due, or in a second. */
  private after({ dueAt }: WebhookDelivery): Date {
    return new Date(Math.max(dueAt.getTime(), this.time.now().getTime() + POLL_MS * this.config.clockRate));
  }

  private async told(delivery: WebhookDelivery, endpoint: Endpoint, attempt: WebhookAttempt): Promise<void> {
    await this.deliveries.settle(delivery, 'delivered', attempt, this.instants());
    if (endpoint.failingSince) await this.webhooks.markSuccess(endpoint.id);
  }

  private async missed(delivery: WebhookDelivery, endpoint: Endpoint, attempt: WebhookAttempt): Promise<void> {
    const { now } = this.instants();
    const gone = isGone(attempt) ? await this.webhooks.disable(endpoint, GONE) : null;
    if (gone) {
      await this.deliveries.settle(delivery, 'failed', attempt, this.instants());
      return this.announceDisabled(gone, GONE.reason);
    }
    const rest = restsUntil(attempt, now);
    if (rest) await this.webhooks.rest(endpoint.id, rest);
    const next = nextAttemptAt(delivery.attempts + 1, now, Math.random());
    const retryAt = next && laterOf(next, rest);
    if (retryAt) await this.deliveries.retryAt(delivery, retryAt, attempt);
    else await this.deliveries.settle(delivery, 'failed', attempt, this.instants());
    const failingSince = await this.webhooks.markFailure(delivery.webhookId, now);
    if (failingSince && isToBeDisabled(failingSince, now)) await this.disableFailing(endpoint, failedTooLong(attempt));
  }

  /**
   * An endpoint whose events were all given up, and that nothing happened for since, would stay switched on for ever: on the fifth
   * day it gets a last event, of type webhook.test, and is switched off when it does not take that one either.
   */
  private async testQuietEndpoints(): Promise<void> {
    const { now } = this.instants();
    if (now.getTime() - this.quietAt < QUIET_EVERY_MS) return;
    this.quietAt = now.getTime();
    const failing = await this.webhooks.failingBefore(new Date(now.getTime() - DISABLE_AFTER_MS), QUIET_BATCH);
    const endpoints = await this.webhooks.withSecrets(failing.map(({ id }) => id));
    for (const endpoint of endpoints.values()) {
      const key = `quiet ${endpoint.id}`;
      if (this.running.has(key)) continue;
      const work = this.tryLast(endpoint)
        .catch((error: unknown) =>
          this.logger.warn(
            { event: 'webhook.delivery_failed', err: error, webhookId: endpoint.id },
            'a webhook endpoint that fails could not be tried; tried again',
          ),
        )
        .finally(() => this.running.delete(key));
      this.running.set(key, work);
    }
  }

  private async tryLast(endpoint: Endpoint): Promise<void> {
    const { id, url, secret, ownerId } = endpoint;
    const { now, realNow } = this.instants();
    const event = {
      webhookId: id,
      messageId: `msg_${randomUUID().replaceAll('-', '')}`,
      type: 'webhook.test',
      at: now,
      data: { webhookId: id, ownerId },
    };
    const { messageId } = event;
    const attempt = await this.sender.send({ url, secret, messageId, at: realNow, payload: webhookPayload(event) });
    await this.deliveries.record(event, attempt, realNow);
    if (attempt.ok) await this.webhooks.markSuccess(id);
    else await this.disableFailing(endpoint, failedTooLong(attempt));
  }

  private async disableFailing(endpoint: Endpoint, reason: string): Promise<void> {
    const disabled = await this.webhooks.disable(endpoint, { cause: 'failing', reason });
    if (disabled) await this.announceDisabled(disabled, reason);
  }

  private async announceDisabled({ id, url, ownerId }: Webhook, reason: string): Promise<void> {
    await this.deliveries.abandon(id, 'the endpoint is switched off', this.instants());
    this.logger.warn(
      { event: 'webhook.disabled', webhookId: id, reason },
      'a webhook endpoint was switched off: it failed for 5 days, or its receiver says that it is gone',
    );
    await this.audit.append({
      actor: { id: 'system', email: null, role: 'system' },
      action: 'webhook.disable',
      entity: { type: 'webhook', id, name: new URL(url).host },
      ownerId,
      reason,
      before: { active: true },
      after: { active: false },
    });
  }

  private busyEndpoints(): string[] {
    return [...this.byEndpoint].filter(([, attempts]) => attempts >= PER_ENDPOINT).map(([id]) => id);
  }

  private instants(): { readonly now: Date; readonly realNow: Date } {
    return { now: this.time.now(), realNow: new Date() };
  }
}

const failedTooLong = (attempt: WebhookAttempt): string =>
  `nothing but failures for 5 days${attempt.ok ? '' : `; last: ${attempt.error}`}`;

/** Of each endpoint's events about one subject only the first may go. */
function firstOfEachSubject(due: readonly WebhookDelivery[]): readonly WebhookDelivery[] {
  const first = new Map<string, WebhookDelivery>();
  for (const delivery of due) {
    const key = `${delivery.webhookId}|${delivery.subject}`;
    const known = first.get(key);
    if (!known || delivery.seq < known.seq) first.set(key, delivery);
  }
  return [...first.values()];
}
