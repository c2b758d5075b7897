import { type CampaignId, type OwnerId, type TargetId } from '@relance/kernel';
import { type PageOf, type PageRequest, type Scope } from './book.ports.ts';
import { type CalendarDay } from './contact.ts';
import { type Delivery } from './delivery.ts';
import { type PacingPosition } from './pacing.ts';
import { type SenderState } from './sender-state.ts';
import { type Target } from './target.ts';

/** What a sender has used of a local day. `reserved` holds what left and what is on its way. */
export type SenderDay = {
  readonly reserved: number;
  readonly cold: number;
  readonly sent: number;
  readonly failed: number;
  readonly byCampaign: Readonly<Record<string, number>>;
};

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
  readonly at: Date;
};

/** Why an intent was not written: nothing was changed then. */
export type IntentOutcome = 'written' | 'campaign_changed' | 'target_changed' | 'cap_reached' | 'sender_taken';

/** What a message gives back when it never left: its place in the caps of that day. */
export type Refund = { readonly day: CalendarDay; readonly isCold: boolean; readonly campaignId: CampaignId };

/** One change after an intent. The parts are matched one by one (by rev); a part that no longer matches is reported. */
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

/** The sending protocol's own door to the database. */
export interface SendingStore {
  /** The targets of a campaign that have been due longest, those first. */
  due(ownerId: OwnerId, campaignId: CampaignId, now: Date, limit: number): Promise<readonly Target[]>;
  /** When the next target of these campaigns falls due; null when none waits. */
  earliestDue(ownerId: OwnerId, campaignIds: readonly CampaignId[]): Promise<Date | null>;
  /** Durable (majority, journal) before it answers. */
  writeIntent(intent: Intent): Promise<IntentOutcome>;
  /** One transaction for the batch: states, summaries, counters, hourly figures, the sender's day. */
  apply(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome>;
  deliveriesByMessageId(ids: readonly string[]): Promise<readonly Delivery[]>;
  targetsById(ids: readonly TargetId[]): Promise<readonly Target[]>;
  /** In flight without hope: the lease ended (real time), or an earlier holder of one of these senders left them. */
  abandoned(
    query: { readonly realNow: Date; readonly tokens: ReadonlyMap<OwnerId, number> },
    limit: number,
  ): Promise<readonly Target[]>;
  /** Unknown since `before` or longer. */
  unknownSince(before: Date, limit: number): Promise<readonly Target[]>;
  /** Puts every put-off target of an owner back to when it was due; for changed windows and caps. */
  recallDeferred(ownerId: OwnerId, at: Date): Promise<number>;
}
export const SENDING_STORE = Symbol('SendingStore');

/** Where each sender stands: pacing, restrictions met, the last outcomes. */
export interface SenderStateStore {
  read(ownerId: OwnerId): Promise<SenderState>;
  /** Notes outcomes (true = refused or failed), oldest first, keeping the last fifty. Answers the window after it. */
  noteOutcomes(ownerId: OwnerId, failures: readonly boolean[]): Promise<readonly boolean[]>;
  clearOutcomes(ownerId: OwnerId): Promise<void>;
  /** No message before `until` (whole account) or none to cold contacts; later of the stored and the given instant. */
  hold(ownerId: OwnerId, scope: 'all' | 'cold', until: Date): Promise<void>;
  /** Notes the rules (windows, caps) that targets were put off by; true when they are not those noted before. */
  noteRules(ownerId: OwnerId, rules: string): Promise<boolean>;
}
export const SENDER_STATE_STORE = Symbol('SenderStateStore');

export interface SenderDayStore {
  read(ownerId: OwnerId, day: CalendarDay): Promise<SenderDay>;
  /** Several days of one owner in one question; each has an answer. */
  readDays(ownerId: OwnerId, days: readonly CalendarDay[]): Promise<(day: CalendarDay) => SenderDay>;
  readMany(days: ReadonlyMap<OwnerId, CalendarDay>): Promise<ReadonlyMap<OwnerId, SenderDay>>;
}
export const SENDER_DAY_STORE = Symbol('SenderDayStore');

export interface DeliveryStore {
  /** A page of a campaign's or target's deliveries, newest first. */
  list(
    query: { readonly scope: Scope; readonly campaignId?: CampaignId; readonly targetId?: TargetId },
    page: PageRequest,
  ): Promise<PageOf<Delivery>>;
}
export const DELIVERY_STORE = Symbol('DeliveryStore');

export type OptOutSource = 'reply' | 'admin' | 'api';

/** A person who asked to be left alone; by their addresses, across owners. */
export type OptOut = {
  /** The number it was said from, or the LID (`…@lid`) where WhatsApp gave nothing else. */
  readonly phone: string;
  /** Every address of the person that was known then, `phone` among them (see `personKeys`). */
  readonly keys: readonly string[];
  readonly source: OptOutSource;
  /** The owner to whom it was said. */
  readonly ownerId: OwnerId;
  /** Id of the message that said it. */
  readonly evidence: string | null;
  readonly at: Date;
  readonly confirmation: 'due' | 'sending' | 'done' | 'none';
};

export interface OptOutStore {
  /** False when the person had opted out before (by `phone`): only addresses not known then are added. */
  add(optOut: OptOut): Promise<boolean>;
  /** Whether one of these addresses belongs to somebody who opted out. */
  isOptedOut(keys: readonly string[]): Promise<boolean>;
  /** Of these addresses, the ones of people who opted out. */
  optedOut(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Lifts every opt-out that names one of these addresses; what was lifted. */
  lift(keys: readonly string[]): Promise<readonly OptOut[]>;
  /** Takes the confirmation to be sent, so that it is sent once; false when it is not due. */
  takeConfirmation(phone: string): Promise<boolean>;
  /** `due` again when it certainly never left, else done. */
  settleConfirmation(phone: string, state: 'due' | 'done'): Promise<void>;
  confirmationsDue(ownerId: OwnerId, limit: number): Promise<readonly OptOut[]>;
  list(page: PageRequest): Promise<PageOf<OptOut>>;
}
export const OPT_OUT_STORE = Symbol('OptOutStore');

export type HourlyFigures = {
  readonly at: Date;
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
};

/** One number that a recount contradicts. */
export type IntegrityDifference = {
  /** Null: a number of all campaigns together. */
  readonly campaignId: CampaignId | null;
  readonly counter: string;
  readonly stored: number;
  readonly counted: number;
};

export interface StatisticsStore {
  /** Hours with any event, in order. */
  hourly(campaignId: CampaignId, from: Date, until: Date): Promise<readonly HourlyFigures[]>;
  /** Recounts a page of campaigns (by id), each in one snapshot, against its stored counters. */
  recount(
    after: CampaignId | null,
    limit: number,
  ): Promise<{ readonly differences: readonly IntegrityDifference[]; readonly last: CampaignId | null }>;
  /** Recounts all campaigns in one snapshot against the document of the tiles, and what that document has yet to take in. */
  recountTotals(): Promise<readonly IntegrityDifference[]>;
}
export const STATISTICS_STORE = Symbol('StatisticsStore');
