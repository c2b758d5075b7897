import { type CampaignId, type OwnerId, type TargetId } from '@relance/kernel';
import { type OutgoingRecord } from '@relance/messaging';
import { type CalendarDay } from '../contact/contact.ts';
import { type Delivery } from '../delivery/delivery.ts';
import { type PacingPosition } from '../sending/pacing.ts';
import { type Target } from '../target/target.ts';

/** Everything that must become true at once before a message may leave. */
export type Intent = {
  readonly before: Target;
  readonly after: Target;
  readonly delivery: Delivery;
  /** The uncertain delivery that goes out again under its own id, instead of a new one. */
  readonly resend: Delivery | null;
  /** The campaign must still be active and in this epoch. */
  readonly epoch: number;
  /** Caps of the owner's day; the intent is refused when one is used up. */
  readonly caps: { readonly daily: number; readonly campaign: number; readonly cold: number };
  readonly pacing: PacingPosition;
  readonly leaseToken: number;
  /** How long the target may be in flight, by the database's clock; `after` says the same by the process's. */
  readonly leaseMs: number;
  /** What the messenger keeps of the messages of this delivery. */
  readonly outgoing: readonly OutgoingRecord[];
  readonly at: Date;
};

/** Why an intent was not written: nothing was changed then. */
export type IntentOutcome =
  'written' | 'campaign_changed' | 'target_changed' | 'cap_reached' | 'sender_taken' | 'not_confirmed';

/** What a message gives back when it never left: its place in the caps of that day. */
export type Refund = { readonly day: CalendarDay; readonly isCold: boolean; readonly campaignId: CampaignId };

/** One change after an intent. Its parts are written together (each over its rev), or neither is and what moved on is reported. */
export type SendingChange = {
  readonly target: { readonly before: Target; readonly after: Target } | null;
  /** `after` null: the intent is withdrawn, as if it had never been written. */
  readonly delivery: { readonly before: Delivery; readonly after: Delivery | null } | null;
  readonly refund: Refund | null;
};

export type ApplyOutcome = {
  readonly missedTargets: readonly TargetId[];
  /** Message ids. */
  readonly missedDeliveries: readonly string[];
};

/** What the sending protocol asks of the database. */
export interface SendingStore {
  /** The targets of a campaign that wait, due or not, in the order in which they fall due. */
  waiting(ownerId: OwnerId, campaignId: CampaignId, limit: number): Promise<readonly Target[]>;
  /** When the next target of these campaigns falls due after `now`; null when none waits. */
  nextDue(ownerId: OwnerId, campaignIds: readonly CampaignId[], now: Date): Promise<Date | null>;
  /**
   * Durable (majority, journal) before it answers. `confirm` is asked while the intent is being written and before it is
   * committed (again when the transaction is repeated): false leaves no trace of it, `not_confirmed`. With `confirm`, whatever
   * else stands in the way is `not_confirmed` too, without asking what.
   */
  writeIntent(intent: Intent, confirm?: () => Promise<boolean>): Promise<IntentOutcome>;
  /** One transaction for the batch: states, summaries, counters, hourly figures, the sender's day. */
  apply(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome>;
  /** Those with one of these ids, as the whole or as one of their parts. */
  deliveriesByMessageId(ids: readonly string[]): Promise<readonly Delivery[]>;
  targetsById(ids: readonly TargetId[]): Promise<readonly Target[]>;
  /** In flight without hope: the lease ended (the database's clock), or an earlier holder of one of these senders left them. */
  abandoned(tokens: ReadonlyMap<OwnerId, number>, limit: number): Promise<readonly Target[]>;
  /** Unknown since `before` or longer. */
  unknownSince(before: Date, limit: number): Promise<readonly Target[]>;
  /** Puts every put-off target of an owner back to when it was due; for changed windows and caps. */
  recallDeferred(ownerId: OwnerId, at: Date): Promise<number>;
}
export const SENDING_STORE = Symbol('SendingStore');
