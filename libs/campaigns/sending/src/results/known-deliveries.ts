import {
  type Delivery,
  type Intent,
  nextDayDue,
  type OwnerSettings,
  recipientZone,
  type SendingChange,
  type Target,
} from '@relance/campaigns-domain';
import { type TargetId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Results and receipts of a message come within seconds as a rule; what comes later is read from the database. */
const KNOWN_FOR_MS = 60_000;
/** The owner's windows and the person's country are believed for so long; a result that takes longer asks for them. */
const PLAN_FOR_MS = 5_000;
const REMEMBERED = 10_000;

/** When the day after falls due if this one left then. */
type Plan = (leftAt: Date) => Date;
/** Whom the message was for, as the gates saw them. */
type Recipient = { readonly settings: OwnerSettings; readonly country: string | null };

/**
 * Deliveries and targets as this process has stored them last, so that a batch of results need not read what was just written.
 * They are guesses: each change is stored only over the version it was decided on, and what has moved on is read anew.
 */
@Injectable()
export class KnownDeliveries {
  private readonly deliveries = new LRUCache<string, Delivery>({ max: REMEMBERED, ttl: KNOWN_FOR_MS });
  private readonly targets = new LRUCache<TargetId, Target>({ max: REMEMBERED, ttl: KNOWN_FOR_MS });
  private readonly plans = new LRUCache<TargetId, Plan>({ max: REMEMBERED, ttl: PLAN_FOR_MS });

  /** An intent that is stored. Not of several messages: their ids are looked up by parts. */
  intended({ delivery, after }: Pick<Intent, 'delivery' | 'after'>, { settings, country }: Recipient): void {
    if (delivery.parts) return;
    this.deliveries.set(delivery.waMessageId, delivery);
    this.targets.set(after.id, after);
    const zone = recipientZone(country, settings.timeZone);
    const { enrolledAt } = after;
    this.plans.set(after.id, (leftAt) => nextDayDue({ leftAt, enrolledAt }, settings.sendWindows, zone));
  }

  /** A change that is stored. */
  stored({ delivery, target }: SendingChange): void {
    if (delivery?.after && this.deliveries.has(delivery.before.waMessageId))
      this.deliveries.set(delivery.before.waMessageId, delivery.after);
    if (delivery && delivery.after === null) this.deliveries.delete(delivery.before.waMessageId);
    if (target && this.targets.has(target.before.id)) this.targets.set(target.before.id, target.after);
  }

  /** Something was not as known: it is read the next time. */
  forget({ delivery, target }: SendingChange): void {
    if (delivery) this.deliveries.delete(delivery.before.waMessageId);
    if (target) this.targets.delete(target.before.id);
  }

  delivery(waMessageId: string): Delivery | undefined {
    return this.deliveries.get(waMessageId);
  }

  target(id: TargetId): Target | undefined {
    return this.targets.get(id);
  }

  plan(id: TargetId): Plan | undefined {
    return this.plans.get(id);
  }
}
