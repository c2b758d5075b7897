import { networkDelayMs, retryDelayMs } from './retry-policy.ts';
import { type SessionEffect } from './session-events.ts';
import { type Situation } from './session.guards.ts';
import { newSession, type Session } from './session.ts';

/** One step of a transition: what changes in the session and what must be done once that is saved. */
export type StepResult = { readonly patch?: Partial<Session>; readonly effects?: readonly SessionEffect[] };
type Step = (situation: Situation, session: Session) => StepResult;

const NO_WAIT = { attempt: 0, failedInRound: 0, networkWaits: 0, nextAttemptAt: null } as const;
const NO_CREDENTIALS = {
  credentials: 'none',
  credentialGraceUntil: null,
  linkedNumberKey: null,
  linkedPhoneMasked: null,
  pushName: null,
  // A fact of the number, not of the owner: WhatsApp tells it again when that number is linked again.
  coldRestrictedUntil: null,
} as const;
const NO_STRIKES = { strikes: 0, lastStrikeAt: null, strikeTimes: [] } as const;

const chanceOf = ({ event }: Situation): number => ('chance' in event ? event.chance : 0);
const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

function waitUntil(at: Date, patch: Partial<Session> = {}): StepResult {
  return { patch: { ...patch, nextAttemptAt: at }, effects: [{ type: 'schedule_retry', at }] };
}

function strike({ now, policy }: Situation, session: Session, count: number): StepResult {
  const strikes = Math.min(count, policy.maxStrikes);
  const strikeTimes = [...session.strikeTimes, now].slice(-policy.maxStrikes);
  return { patch: { strikes, strikeTimes, lastStrikeAt: now, failedInRound: 0 } };
}

/** The steps by name; the table lists them, in the order in which they happen. */
export const STEPS = {
  /** A new attempt without credentials, to be linked by QR or code. */
  openFresh: ({ event }, session) => {
    const generation = session.generation + 1;
    const pairing = event.type === 'connect' ? event.pairing : ({ method: 'qr' } as const);
    return {
      patch: { ...NO_WAIT, generation, credentialGraceUntil: null },
      effects: [{ type: 'open_socket', generation, pairing }],
    };
  },
  /** A new attempt with the stored credentials: no scan needed. */
  openStored: (_, session) => {
    const generation = session.generation + 1;
    return {
      patch: { generation, nextAttemptAt: null, credentials: 'registered' },
      effects: [{ type: 'cancel_retry' }, { type: 'open_socket', generation, pairing: null }],
    };
  },
  /** Ends the present attempt on purpose; raising the number makes its late events stale. */
  closeSocket: (_, session) => ({
    patch: { generation: session.generation + 1 },
    effects: [{ type: 'close_socket', generation: session.generation }],
  }),
  logOut: (_, session) => ({ effects: [{ type: 'log_out', generation: session.generation }] }),
  cancelRetry: () => ({ patch: NO_WAIT, effects: [{ type: 'cancel_retry' }] }),
  beginAnew: () => ({ patch: NO_WAIT }),
  offer: () => ({ patch: { credentials: 'unregistered' } }),
  link: ({ now }) => ({ patch: { credentials: 'registered', lastQrScanAt: now, numberLinkedBy: null } }),
  opened: ({ event, now }, session) => ({
    patch: {
      ...NO_WAIT,
      ...NO_STRIKES,
      restrictedUntil: null,
      lastConnectedAt: now,
      lastCheckedAt: now,
      linkedNumberKey: (event.type === 'opened' ? event.numberKey : null) ?? session.linkedNumberKey,
      numberLinkedBy: null,
      linkedPhoneMasked: (event.type === 'opened' ? event.phoneMasked : null) ?? session.linkedPhoneMasked,
      pushName: (event.type === 'opened' ? event.pushName : null) ?? session.pushName,
    },
  }),
  /** The number is another owner's: both are known to admins until another device is linked. */
  refuseNumber: ({ event }) => ({
    patch: { numberLinkedBy: (event.type === 'closed' ? event.linkedBy : null) ?? null },
  }),
  dropCredentials: () => ({ patch: NO_CREDENTIALS, effects: [{ type: 'delete_credentials' }] }),
  /** Deletes the credentials; later, when the outage detector may yet take the strike back. */
  loseCredentials: ({ event }) => {
    const graceUntil = event.type === 'closed' ? event.graceUntil : undefined;
    return graceUntil === undefined
      ? { patch: NO_CREDENTIALS, effects: [{ type: 'delete_credentials' }] }
      : { patch: { ...NO_CREDENTIALS, credentialGraceUntil: graceUntil } };
  },
  restoreCredentials: () => ({ patch: { credentials: 'registered', credentialGraceUntil: null } }),
  clearStrikes: () => ({ patch: NO_STRIKES }),
  /** As if no phone had ever been linked; what happened stays in the timeline. */
  forget: ({ session }) => {
    const {
      ownerId: _owner,
      rev: _rev,
      generation: _generation,
      state: _state,
      ...blank
    } = newSession(session.ownerId);
    return { patch: blank };
  },
  strike: (situation, session) => strike(situation, session, session.strikes + 1),
  strikeToLimit: (situation, session) => strike(situation, session, situation.policy.maxStrikes),
  /** Counts an attempt that failed; the loss of an open connection begins the count. */
  failedAttempt: ({ session: before }, session) =>
    before.state === 'connected'
      ? { patch: { attempt: 0, failedInRound: 0, networkWaits: 0 } }
      : { patch: { attempt: session.attempt + 1, failedInRound: session.failedInRound + 1 } },
  retryLater: (situation, session) =>
    waitUntil(later(situation.now, retryDelayMs(situation.policy, session.attempt + 1, chanceOf(situation)))),
  retryAtOnce: ({ now }) => waitUntil(now),
  networkLater: (situation, session) => {
    const networkWaits = session.networkWaits + 1;
    const wait = networkDelayMs(situation.policy, networkWaits, chanceOf(situation));
    return waitUntil(later(situation.now, wait), { networkWaits });
  },
  reschedule: (_, session) =>
    session.nextAttemptAt === null ? {} : { effects: [{ type: 'schedule_retry', at: session.nextAttemptAt }] },
  noteStreamError: ({ now }) => ({ patch: { lastStreamErrorAt: now } }),
  restrict: ({ event }) => ({
    patch: { ...NO_WAIT, restrictedUntil: event.type === 'closed' ? event.facts.restrictedUntil : null },
  }),
  refreshVersion: () => ({ effects: [{ type: 'refresh_version' }] }),
  /** Takes back the strikes that the outage detector found to be nobody's fault. */
  withdrawStrikes: ({ event }, session) => {
    if (event.type !== 'outage_detected') return {};
    const kept = session.strikeTimes.filter((at) => at.getTime() < event.since.getTime());
    const taken = session.strikeTimes.length - kept.length;
    const strikes = Math.max(0, session.strikes - taken);
    return { patch: { strikes, strikeTimes: kept, lastStrikeAt: strikes === 0 ? null : (kept.at(-1) ?? null) } };
  },
  note: ({ event }) => {
    if (event.type !== 'noted') return {};
    const { checkedAt, pushName, coldRestrictedUntil } = event;
    return {
      patch: {
        ...(checkedAt === undefined ? {} : { lastCheckedAt: checkedAt }),
        ...(pushName === undefined ? {} : { pushName }),
        ...(coldRestrictedUntil === undefined ? {} : { coldRestrictedUntil }),
      },
    };
  },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;
