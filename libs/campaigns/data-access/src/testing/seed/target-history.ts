import {
  type DayState,
  type Delivery,
  type ExitReason,
  endedStatusOf,
  messageIdFrom,
  messageIdSeed,
  newTarget,
  refusal,
  type Target,
  type TargetDay,
} from '@relance/campaigns-domain';
import { type CampaignId, type ContactId, documentId, type OwnerId, type Rng } from '@relance/kernel';
import { createHash } from 'node:crypto';
import { type SeedIds } from './seed-ids.ts';

export const DAY = 86_400_000;
const MINUTE = 60_000;
/** Owners of a seeded database live an hour east of UTC, all year. */
const ZONE_MS = 3_600_000;
const GIVEN_UP = 3;

/** What becomes of a target, and after how many of its seven days. */
export type Fate = { readonly days: number } & (
  { readonly status: 'active' | 'unknown' } | { readonly reason: ExitReason; readonly endsAt: Date }
);

type Person = {
  readonly contactId: ContactId;
  readonly phone: string;
  readonly language: 'fr' | 'en';
  readonly isCold: boolean;
};
type Where = { readonly ownerId: OwnerId; readonly campaignId: CampaignId; readonly enrolledAt: Date };

const textHashes = new Map<string, string>();
function textHashOf(day: number, language: string): string {
  const key = `${day} ${language}`;
  const known = textHashes.get(key) ?? createHash('sha256').update(key).digest('hex');
  textHashes.set(key, known);
  return known;
}

/** Targets with the messages they were sent, as the sending engine would have left them. */
export class TargetHistories {
  constructor(
    private readonly ids: SeedIds,
    private readonly rng: Rng,
    private readonly now: Date,
  ) {}

  /** One target of a person, and its deliveries in the order they were made. */
  build(
    where: Where,
    person: Person,
    fate: Fate,
  ): { readonly target: Target; readonly deliveries: readonly Delivery[] } {
    const { enrolledAt: at, ...whose } = where;
    const { isCold, ...who } = person;
    const id = documentId<'TargetId'>(this.ids.at(at).toHexString());
    const fresh = newTarget({ id, at, ...whose, ...who, waPhone: null, lid: null });
    const deliveries: Delivery[] = [];
    const days: TargetDay[] = [];
    for (let day = 1; day <= fate.days; day += 1) {
      const made = this.day(fresh, day, isCold && day === 1);
      deliveries.push(...made);
      days.push(dayOf(day, made));
    }
    const isGivenUp = 'reason' in fate && (fate.reason === 'invalid_contact' || fate.reason === 'delivery_exhausted');
    const lastError = isGivenUp ? refusal(404) : null;
    const current = Math.min(7, fate.days + 1);
    const dueAt = new Date(at.getTime() + fate.days * DAY);
    const moved = { ...fresh, days, currentDay: current, rev: deliveries.length * 2, lastError };
    if ('reason' in fate) {
      const ended = {
        dueAt: null,
        wantedAt: null,
        exitedAt: fate.endsAt,
        exitReason: fate.reason,
        updatedAt: fate.endsAt,
      };
      return { target: { ...moved, ...ended, status: endedStatusOf(fate.reason) }, deliveries };
    }
    if (fate.status === 'active')
      return { target: { ...moved, dueAt, wantedAt: dueAt, updatedAt: this.now }, deliveries };
    // The day's message may have left: nobody knows until a receipt comes.
    const intentAt = new Date(this.now.getTime() - 5 * MINUTE);
    const open = this.delivery(moved, { day: current, attempt: 1, isCold: false, intentAt }, 'unknown');
    const unknown = { dueAt: null, wantedAt: dueAt, unknownSince: intentAt, updatedAt: intentAt };
    return { target: { ...moved, ...unknown, status: 'unknown' }, deliveries: [...deliveries, open] };
  }

  /** The attempts of one day: mostly one, sometimes a failed one before it, seldom nothing but failures. */
  private day(target: Target, day: number, isCold: boolean): Delivery[] {
    const dueAt = target.enrolledAt.getTime() + (day - 1) * DAY;
    const intentAt = new Date(Math.min(dueAt + this.rng.next() * 40 * MINUTE, this.now.getTime() - 3 * MINUTE));
    const chance = this.rng.next();
    const attempt = (number: number, state: Delivery['state']) =>
      this.delivery(target, { day, attempt: number, isCold, intentAt }, state);
    if (chance < 0.02) return [attempt(1, 'failed'), attempt(2, this.arrival())];
    if (chance < 0.03) return [attempt(1, 'refused')];
    if (chance < 0.035) return Array.from({ length: GIVEN_UP }, (_, index) => attempt(index + 1, 'failed'));
    return [attempt(1, this.arrival())];
  }

  private arrival(): 'sent' | 'delivered' | 'read' {
    const chance = this.rng.next();
    if (chance < 0.1) return 'sent';
    return chance < 0.4 ? 'delivered' : 'read';
  }

  private delivery(
    { id: targetId, ownerId, campaignId, contactId, language }: Target,
    { day, attempt, isCold, intentAt }: { day: number; attempt: number; isCold: boolean; intentAt: Date },
    state: Delivery['state'],
  ): Delivery {
    const after = (seconds: number) => new Date(Math.min(intentAt.getTime() + seconds * 1000, this.now.getTime()));
    const isThere = state === 'delivered' || state === 'read';
    const isLost = state === 'failed' || state === 'refused';
    const seed = createHash('sha256').update(messageIdSeed({ targetId, day, attempt })).digest('hex');
    return {
      id: documentId<'DeliveryId'>(this.ids.at(intentAt).toHexString()),
      ownerId,
      campaignId,
      targetId,
      contactId,
      day,
      attempt,
      state,
      waMessageId: messageIdFrom(seed),
      language,
      textHash: textHashOf(day, language),
      isCold,
      reservedOn: new Date(intentAt.getTime() + ZONE_MS).toISOString().slice(0, 10),
      times: {
        intentAt,
        sentAt: isThere || state === 'sent' || state === 'refused' ? after(1) : null,
        deliveredAt: isThere ? after(4) : null,
        readAt: state === 'read' ? after(60 + this.rng.next() * 1800) : null,
        failedAt: isLost ? after(2) : null,
      },
      error: isLost ? refusal(state === 'refused' ? 479 : 500) : null,
      rev: 1,
    };
  }
}

function dayOf(day: number, deliveries: readonly Delivery[]): TargetDay {
  const last = deliveries.at(-1);
  if (!last) throw new Error('a day has at least one delivery');
  const { sentAt, deliveredAt, readAt, failedAt, intentAt } = last.times;
  return { day, state: last.state as DayState, at: readAt ?? deliveredAt ?? failedAt ?? sentAt ?? intentAt };
}
