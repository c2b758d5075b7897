import { laterOf } from '@relance/kernel';
import { type Sender } from '@relance/messaging';
import { onWhatsAppAt } from '../contact/person.ts';
import { type CampaignStatus, type CampaignType } from '../campaign/campaign.ts';
import { EARLIER_NUMBER, type Contact } from '../contact/contact.ts';
import { type ExitReason } from '../target/exit-reason.ts';
import { nextOpening } from './send-window.ts';
import { type Entitlement } from '../ports/contact-directory.port.ts';
import { type SenderDay } from '../ports/sender-day-store.port.ts';
import { type LinkedNumber, type SenderState } from './sender-state.ts';
import { type OwnerSettings } from '../settings/settings.ts';
import { type DeferralCause, type Target, isLive, undeliveredDays } from '../target/target.ts';
import { coldRestrictionEnd } from './restriction.ts';

/** The gates in the order in which they are asked. */
export const gateNames = [
  'target',
  'campaign',
  'suspension',
  'owner_switches',
  'entitlement',
  'opt_out',
  'conversion',
  'number',
  'due',
  'window',
  'daily_cap',
  'campaign_cap',
  'cold_cap',
  'pacing',
  'session',
  'restriction',
] as const;
export type GateName = (typeof gateNames)[number];

/** What a closed gate means for the target: look again, put off, or leave the sequence. */
export type GateEffect =
  | { readonly type: 'wait' }
  | { readonly type: 'defer'; readonly until: Date; readonly cause: DeferralCause }
  | { readonly type: 'exit'; readonly reason: ExitReason };

export type Verdict = {
  readonly gate: GateName;
  readonly open: boolean;
  /** A stable word for the sentence that people read. */
  readonly code: string;
  /** When a closed gate opens by itself; null when that depends on somebody. */
  readonly until: Date | null;
  /** Null while open. */
  readonly effect: GateEffect | null;
};

/** Everything a verdict depends on, read at one moment. */
export type GateFacts = {
  readonly target: Pick<Target, 'status' | 'dueAt' | 'wantedAt' | 'days' | 'receivedAt'>;
  /** So many sent days in a row that nobody received end the sequence; 0: never. */
  readonly undeliveredDaysLimit: number;
  readonly campaign: {
    readonly status: CampaignStatus;
    readonly type: CampaignType;
    readonly maxMessagesPerDay: number;
  };
  /** The default campaign rests while a filtered one runs. */
  readonly isSuspended: boolean;
  readonly settings: OwnerSettings;
  /** Whether the owner may have messages sent. */
  readonly entitlement: Entitlement;
  readonly isOptedOut: boolean;
  /** Null: the contact is gone. */
  readonly contact: Pick<
    Contact,
    'convertedAt' | 'archivedAt' | 'isPhoneValid' | 'onWhatsApp' | 'onWhatsAppCheckedAt' | 'lastInboundAt' | 'wroteTo'
  > | null;
  /** The recipient's zone. */
  readonly zone: string;
  readonly day: SenderDay;
  readonly usedByCampaign: number;
  readonly dailyCap: number;
  /** When the owner's local day ends and caps begin anew. */
  readonly dayEndsAt: Date;
  readonly state: Pick<SenderState, 'pacing' | 'heldUntil' | 'coldHeldUntil'> & LinkedNumber;
  /** Null when nothing is linked (explaining), or this process does not hold the session (sending). */
  readonly sender: Pick<Sender, 'availability' | 'coldRestrictedUntil'> | null;
};

const wait: GateEffect = { type: 'wait' };
const exit = (reason: ExitReason): GateEffect => ({ type: 'exit', reason });
type GateResult = { readonly code: string; readonly until: Date | null; readonly effect: GateEffect } | null;
const closed = (code: string, effect: GateEffect = wait, until: Date | null = null): GateResult => ({
  code,
  until,
  effect,
});

/** How often it is asked whether new chats are still restricted. */
const RESTRICTION_LOOK_MS = 3 * 3_600_000;

const isAhead = (instant: Date | null, now: Date): instant is Date => instant !== null && instant > now;
/** A contact who never wrote to the number that is linked now. */
export function isCold(
  contact: Pick<Contact, 'lastInboundAt' | 'wroteTo'> | null,
  { numberKey, firstNumberKey }: LinkedNumber,
): boolean {
  if (contact === null || contact.lastInboundAt === null) return true;
  if (numberKey === null) return false;
  const { wroteTo = [] } = contact;
  const wroteToFirst = wroteTo.length === 0 || wroteTo.includes(EARLIER_NUMBER);
  return !(wroteTo.includes(numberKey) || (wroteToFirst && numberKey === firstNumberKey));
}

/** One question each; null = open. */
const gates: Readonly<Record<GateName, (facts: GateFacts, now: Date) => GateResult>> = {
  target: ({ target }) => {
    if (target.status === 'active') return null;
    return closed(isLive({ status: target.status }) ? `target_${target.status}` : 'target_ended');
  },
  campaign: ({ campaign }) => (campaign.status === 'active' ? null : closed(`campaign_${campaign.status}`)),
  suspension: ({ isSuspended }) => (isSuspended ? closed('default_suspended') : null),
  owner_switches: ({ settings, campaign }) => {
    if (!settings.enabled) return closed('relance_disabled');
    if (settings.sendingPaused) return closed('sending_paused');
    return campaign.type === 'default' && settings.defaultCampaignPaused ? closed('default_paused') : null;
  },
  entitlement: ({ entitlement }) => {
    if (entitlement === 'entitled') return null;
    return entitlement === 'unknown'
      ? closed('entitlement_unknown')
      : closed('referrer_inactive', exit('referrer_inactive'));
  },
  opt_out: ({ isOptedOut }) => (isOptedOut ? closed('opted_out', exit('opted_out')) : null),
  conversion: ({ contact }) => (contact?.convertedAt ? closed('converted', exit('paid')) : null),
  number: ({ contact }, now) => {
    if (contact === null || contact.archivedAt !== null) return closed('contact_removed', exit('manual'));
    if (!contact.isPhoneValid) return closed('invalid_phone', exit('invalid_contact'));
    return onWhatsAppAt(contact, now) === 'no' ? closed('not_on_whatsapp', exit('invalid_contact')) : null;
  },
  due: ({ target, undeliveredDaysLimit: limit }, now) => {
    if (isAhead(target.wantedAt, now)) return closed('not_due', wait, target.wantedAt);
    const isGivenUp = limit > 0 && undeliveredDays(target) >= limit;
    return isGivenUp ? closed('nobody_received', exit('delivery_exhausted')) : null;
  },
  window: ({ settings, zone }, now) => {
    const opening = nextOpening(settings.sendWindows, zone, now);
    if (opening === null) return closed('no_window');
    return opening > now ? closed('outside_window', { type: 'defer', until: opening, cause: 'window' }, opening) : null;
  },
  daily_cap: ({ day, dailyCap, dayEndsAt }) =>
    day.reserved >= dailyCap ? closed('daily_cap_reached', wait, dayEndsAt) : null,
  campaign_cap: ({ campaign, usedByCampaign, dayEndsAt }) =>
    usedByCampaign >= campaign.maxMessagesPerDay ? closed('campaign_cap_reached', wait, dayEndsAt) : null,
  cold_cap: ({ contact, day, settings, dayEndsAt, state }) =>
    isCold(contact, state) && day.cold >= settings.coldContactsPerDay
      ? closed('cold_cap_reached', { type: 'defer', until: dayEndsAt, cause: 'cold_cap' }, dayEndsAt)
      : null,
  pacing: ({ state }, now) => {
    const slot = laterOf(state.pacing?.nextSlotAt ?? null, state.heldUntil);
    return isAhead(slot, now) ? closed('pacing', wait, slot) : null;
  },
  session: ({ sender }) =>
    sender?.availability === 'ready' ? null : closed(`session_${sender?.availability ?? 'elsewhere'}`),
  restriction: ({ contact, sender, state }, now) => {
    const until = coldRestrictionEnd(sender, state);
    if (!isCold(contact, state) || !isAhead(until, now)) return null;
    // WhatsApp may lift it before the end it named: looked at again every three hours.
    const again = new Date(Math.min(until.getTime(), now.getTime() + RESTRICTION_LOOK_MS));
    return closed('new_chats_restricted', { type: 'defer', until: again, cause: 'cold_restriction' }, until);
  },
};

/** All verdicts in order: the answer to "why not sent yet?". */
export function evaluateGates(facts: GateFacts, now: Date): readonly Verdict[] {
  return gateNames.map((gate) => {
    const result = gates[gate](facts, now);
    return result === null
      ? { gate, open: true, code: 'open', until: null, effect: null }
      : { gate, open: false, ...result };
  });
}

/** The first gate that is closed, which decides what happens to the target; null: it may be sent. */
export function firstClosed(facts: GateFacts, now: Date): Verdict | null {
  for (const gate of gateNames) {
    const result = gates[gate](facts, now);
    if (result !== null) return { gate, open: false, ...result };
  }
  return null;
}

/** The earliest time a message could leave as things stand; null when that depends on somebody. */
export function earliestSend(facts: GateFacts, now: Date): Date | null {
  const shut = evaluateGates(facts, now).filter(({ open }) => !open);
  if (shut.some(({ until }) => until === null)) return null;
  const at = shut.reduce<Date>((latest, { until }) => (until && until > latest ? until : latest), now);
  return nextOpening(facts.settings.sendWindows, facts.zone, at);
}
