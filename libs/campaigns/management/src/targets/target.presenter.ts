import {
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type Delivery,
  messageIdsOf,
  type Scope,
  type Target,
} from '@relance/campaigns-domain';
import { type ContactId, maskPhone } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type DeliveryView, type TargetView } from './target.view.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Targets and deliveries as clients see them. */
@Injectable()
export class TargetPresenter {
  constructor(@Inject(CONTACT_STORE) private readonly contacts: ContactStore) {}

  /** One read for all contacts of a page, inside the scope in which its targets were found. */
  async views(targets: readonly Target[], scope: Scope): Promise<TargetView[]> {
    const ids = [
      ...new Set(targets.flatMap(({ contactId, duplicateOf }) => [contactId, ...(duplicateOf ? [duplicateOf] : [])])),
    ];
    const found = ids.length > 0 ? await this.contacts.findMany(ids, scope) : [];
    const byId = new Map(found.map((contact) => [contact.id, contact]));
    return targets.map((target) => targetView(target, byId));
  }
}

function targetView(target: Target, contacts: ReadonlyMap<ContactId, Contact>): TargetView {
  const contact = contacts.get(target.contactId) ?? null;
  const duplicate = target.duplicateOf && contacts.get(target.duplicateOf);
  return {
    id: target.id,
    campaignId: target.campaignId,
    contact: {
      id: target.contactId,
      name: contact?.name ?? null,
      phoneMasked: maskPhone(contact?.phone ?? target.phone),
      country: contact?.country ?? null,
      language: contact ? (contact.language ?? 'fr') : target.language,
    },
    status: target.status,
    exitReason: target.exitReason,
    currentDay: target.currentDay,
    dueAt: iso(target.dueAt),
    enrolledAt: target.enrolledAt.toISOString(),
    exitedAt: iso(target.exitedAt),
    repliedAt: iso(target.repliedAt),
    duplicateOf: target.duplicateOf,
    duplicateContact: duplicate
      ? { id: duplicate.id, name: duplicate.name, phoneMasked: maskPhone(duplicate.phone) }
      : null,
    days: target.days.map(({ day, state, at }) => ({ day, state, at: at.toISOString() })),
    lastError: target.lastError && { ...target.lastError },
  };
}

export const deliveryView = ({ times, error, ...delivery }: Delivery): DeliveryView => ({
  id: delivery.id,
  targetId: delivery.targetId,
  day: delivery.day,
  attempt: delivery.attempt,
  state: delivery.state,
  waMessageId: delivery.waMessageId,
  waMessageIds: [...messageIdsOf(delivery)],
  language: delivery.language,
  times: {
    intentAt: times.intentAt.toISOString(),
    sentAt: iso(times.sentAt),
    deliveredAt: iso(times.deliveredAt),
    readAt: iso(times.readAt),
    failedAt: iso(times.failedAt),
  },
  error: error && { ...error },
});
