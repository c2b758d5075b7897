import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  asItIs,
  changesOf,
  type Clock,
  DomainError,
  shownOf,
  type Transaction,
  problem,
  type ValueProblem,
} from '@relance/kernel';
import {
  type Actor,
  AUDIT_WRITER,
  type AuditEntry,
  type AuditWriter,
  encodeCursor,
  filterHash,
  idBehind,
  type Page,
  type PageQuery,
  PRODUCT_CLOCK,
  RELANCE_CONFIG,
  type RelanceConfig,
  toPage,
  validationFailed,
} from '@relance/platform';
import {
  type Webhook,
  WEBHOOK_DELIVERY_STORE,
  WEBHOOK_STORE,
  type WebhookDeliveryStore,
  webhookPayload,
  type WebhookScope,
  type WebhookStore,
} from '@relance/webhooks-domain';
import { hostRefusal } from './delivery/address-policy.ts';
import { WebhookSender } from './delivery/webhook-sender.ts';
import {
  type NewWebhookView,
  toDeliveryView,
  toTestView,
  toWebhookView,
  type WebhookBody,
  type WebhookDeliveryView,
  type WebhookPatchBody,
  type WebhookRemovedView,
  type WebhookTestView,
  type WebhookView,
} from './webhook.dto.ts';

/** Endpoints of one owner, or of the installation. */
const LIMIT = 20;

export type WebhookCaller = { readonly scope: WebhookScope; readonly actor: Actor; readonly requestId: string };

const ownerOf = (scope: WebhookScope): string | null => (scope === 'installation' ? null : scope.ownerId);
const notThere = () => new DomainError('not_found', 'WEBHOOK_NOT_FOUND', 'There is no such webhook.');

/** Endpoints: made, changed, tested, and what they were told. */
@Injectable()
export class WebhookService {
  constructor(
    @Inject(WEBHOOK_STORE) private readonly webhooks: WebhookStore,
    @Inject(WEBHOOK_DELIVERY_STORE) private readonly deliveries: WebhookDeliveryStore,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'webhooksAllowPrivate'>,
    private readonly sender: WebhookSender,
  ) {}

  async create(caller: WebhookCaller, { url, events, active = true }: WebhookBody): Promise<NewWebhookView> {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const fields = { ownerId: ownerOf(caller.scope), url: this.checkedUrl(url), events, active, secret };
    const made = await this.webhooks.create(fields, LIMIT, this.clock.now(), (after, transaction) =>
      this.note(caller, 'webhook.create', after, { before: null, after: audited(after) }, transaction),
    );
    if (!made) {
      throw new DomainError('unprocessable', 'WEBHOOK_LIMIT', `There are ${LIMIT} webhooks already.`, { limit: LIMIT });
    }
    return { ...toWebhookView(made), secret };
  }

  async list(scope: WebhookScope, query: PageQuery): Promise<Page<'webhooks', WebhookView>> {
    const hash = filterHash({ webhooks: ownerOf(scope), sort: query.sort });
    const { rows, total, hasMore } = await this.webhooks.list(scope, pageOf(hash, query));
    return toPage('webhooks', rows.map(toWebhookView), facts(hash, query, { rows, total, hasMore }));
  }

  async read(scope: WebhookScope, id: string): Promise<WebhookView> {
    return toWebhookView(await this.found(scope, id));
  }

  async update(caller: WebhookCaller, id: string, { url, events, active }: WebhookPatchBody): Promise<WebhookView> {
    const change = {
      ...(url !== undefined && { url: this.checkedUrl(url) }),
      ...(events !== undefined && { events }),
      ...(active !== undefined && { active }),
    };
    const changed = await this.webhooks.update(id, caller.scope, change, (before, after, transaction) =>
      this.note(caller, 'webhook.update', after, changesOf(before, after, shownFields), transaction),
    );
    if (!changed) throw notThere();
    return toWebhookView(changed);
  }

  async remove(caller: WebhookCaller, id: string): Promise<WebhookRemovedView> {
    const removed = await this.webhooks.remove(id, caller.scope, (before, transaction) =>
      this.note(caller, 'webhook.delete', before, { before: audited(before), after: null }, transaction),
    );
    if (!removed) throw notThere();
    return { id };
  }

  /** Sends an event made up for this, at once; a failure counts for nothing. */
  async test(caller: WebhookCaller, id: string): Promise<WebhookTestView> {
    const webhook = await this.found(caller.scope, id);
    const endpoint = (await this.webhooks.withSecrets([id])).get(id);
    if (!endpoint) throw notThere();
    const event = {
      webhookId: id,
      messageId: `msg_${randomUUID().replaceAll('-', '')}`,
      type: 'webhook.test',
      at: this.clock.now(),
      data: { webhookId: id, ownerId: endpoint.ownerId },
    };
    const attempt = await this.sender.send({
      url: endpoint.url,
      secret: endpoint.secret,
      messageId: event.messageId,
      at: new Date(),
      payload: webhookPayload(event),
    });
    const tested = toTestView(attempt, await this.deliveries.record(event, attempt, new Date()));
    const { delivered, responseStatus } = tested;
    await this.note(caller, 'webhook.test', webhook, { before: null, after: { delivered, responseStatus } });
    return tested;
  }

  async listDeliveries(
    scope: WebhookScope,
    id: string,
    query: PageQuery,
  ): Promise<Page<'deliveries', WebhookDeliveryView>> {
    await this.found(scope, id);
    const hash = filterHash({ deliveriesOf: id, sort: query.sort });
    const { rows, total, hasMore } = await this.deliveries.list(id, pageOf(hash, query));
    return toPage('deliveries', rows.map(toDeliveryView), facts(hash, query, { rows, total, hasMore }));
  }

  async replay(caller: WebhookCaller, id: string, deliveryId: string): Promise<WebhookDeliveryView> {
    const webhook = await this.found(caller.scope, id);
    const delivery = await this.deliveries.find(deliveryId, id);
    if (!delivery) {
      throw new DomainError(
        'not_found',
        'WEBHOOK_DELIVERY_NOT_FOUND',
        'This endpoint was never told of such an event.',
      );
    }
    if (!webhook.active) {
      throw new DomainError('conflict', 'WEBHOOK_INACTIVE', 'The webhook is switched off. Switch it on first.');
    }
    const replayed = toDeliveryView(await this.deliveries.replay(delivery, this.clock.now()));
    await this.note(caller, 'webhook.replay', webhook, { before: null, after: { deliveryId, event: replayed.event } });
    return replayed;
  }

  private async found(scope: WebhookScope, id: string): Promise<Webhook> {
    const webhook = await this.webhooks.find(id, scope);
    if (!webhook) throw notThere();
    return webhook;
  }

  /** Names are judged when they are connected to; an address that is written out can be refused at once. */
  private checkedUrl(text: string): string {
    const refused = (found: ValueProblem) => validationFailed([{ field: 'url', ...found }]);
    if (!URL.canParse(text)) throw refused({ problem: 'must be a web address' });
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(problem('NOT_AN_ADDRESS'));
    if (url.username || url.password) throw refused({ problem: 'must not contain a user name or password' });
    const refusal = hostRefusal(url.hostname, { allowPrivate: this.config.webhooksAllowPrivate });
    if (refusal) throw refused({ problem: `is refused: ${refusal}` });
    url.hash = '';
    return url.href;
  }

  private async note(
    { actor: { id, email, role }, requestId }: WebhookCaller,
    action: string,
    webhook: Webhook,
    change: Pick<AuditEntry, 'before' | 'after'>,
    transaction?: Transaction,
  ): Promise<void> {
    await this.audit.append(
      {
        actor: { id, email, role },
        requestId,
        action,
        entity: { type: 'webhook', id: webhook.id, name: new URL(webhook.url).host },
        ownerId: webhook.ownerId,
        ...change,
      },
      transaction,
    );
  }
}

/** A path or query may hold a secret of the receiver: of an address only the host is written down. */
const shownFields = {
  url: (url: string) => `${new URL(url).host}/…`,
  events: asItIs,
  active: asItIs,
};
const audited = (webhook: Webhook) => shownOf<Webhook>(webhook, shownFields);

function pageOf(hash: string, { page = 1, limit, cursor, sort }: PageQuery) {
  return { page, limit, afterId: idBehind(hash, cursor), oldestFirst: sort === 'createdAt' };
}

const facts = (
  hash: string,
  { page = 1, limit }: PageQuery,
  found: { readonly rows: readonly { readonly id: string }[]; readonly total: number; readonly hasMore: boolean },
) => {
  const last = found.rows.at(-1);
  return { total: found.total, page, limit, nextCursor: found.hasMore && last ? encodeCursor(hash, [last.id]) : null };
};
