import { err, ok, type Result } from '@relance/kernel';
import {
  eventKey,
  type CloseRecord,
  type EventKey,
  type NextStep,
  type SessionEffect,
  type SessionEvent,
} from './session-events.ts';
import { GUARDS, type Situation } from './session.guards.ts';
import { STEPS, type StepResult } from './session.steps.ts';
import { TRANSITIONS, type Transition } from './session.transitions.ts';
import { type RetryPolicy } from './retry-policy.ts';
import { type ConnectionPhase } from './close-cause.ts';
import { hasSocket, type SessionState } from './session-state.ts';
import { type Session } from './session.ts';

export type Decision = {
  readonly next: Session;
  readonly effects: readonly SessionEffect[];
  /** False when the event was lawful but nothing has to be stored. */
  readonly changed: boolean;
};

/** `STALE_ATTEMPT`: the event belongs to an older connection; `ILLEGAL`: nothing of the kind is possible in this state. */
export type DecisionRefusal = {
  readonly code: 'STALE_ATTEMPT' | 'ILLEGAL';
  readonly from: SessionState;
  readonly event: EventKey;
};

/**
 * What an event does to a session. Pure: time comes in as `now`, chance inside the event, and what has to be done
 * comes out as data. The caller saves `next` first and performs the effects after.
 */
export function decide(
  session: Session,
  event: SessionEvent,
  now: Date,
  policy: RetryPolicy,
): Result<Decision, DecisionRefusal> {
  const key = eventKey(event);
  const refused = (code: DecisionRefusal['code']) => err({ code, from: session.state, event: key });
  if ('generation' in event && event.generation !== session.generation) return refused('STALE_ATTEMPT');
  const situation: Situation = { session, event, now, policy };
  const row = TRANSITIONS.find((candidate) => fits(candidate, key, situation));
  return row === undefined ? refused('ILLEGAL') : ok(follow(row, situation));
}

function fits(row: Transition, key: EventKey, situation: Situation): boolean {
  if (!row.from.includes(situation.session.state) || !row.on.includes(key)) return false;
  return (row.when ?? []).every((guard) => GUARDS[guard](situation));
}

function follow(row: Transition, situation: Situation): Decision {
  const { session } = situation;
  const effects: SessionEffect[] = [];
  let next = session;
  for (const name of row.do) {
    const step: StepResult = STEPS[name](situation, next);
    next = { ...next, ...step.patch };
    effects.push(...(step.effects ?? []));
  }
  next = { ...next, state: row.to === 'same' ? session.state : row.to };
  const record = closeRecord(row, situation, next) ?? requestedRecord(row, situation, next);
  if (record !== null) {
    const { code, message, phase, cause, at } = record;
    // After a reset nothing of the deleted link is shown; its timeline stays.
    if (situation.event.type !== 'reset') next = { ...next, lastDisconnect: { code, message, phase, cause, at } };
    // Without a socket there is nothing that ended, but what is shown as the reason is the request from now on.
    if (record.cause !== 'requested' || hasSocket(session.state)) effects.push({ type: 'record_close', record });
  }
  return { next, effects, changed: row.to !== 'same' || row.do.length > 0 };
}

const PHASES: Partial<Record<SessionState, ConnectionPhase>> = { connected: 'open', pairing: 'pairing' };

/** An end that was asked for. */
function requestedRecord(row: Transition, { event, session, now }: Situation, next: Session): CloseRecord | null {
  if ((event.type !== 'disconnect' && event.type !== 'reset') || row.to === 'same') return null;
  return {
    generation: session.generation,
    code: null,
    message: event.type === 'reset' ? 'Reset on request' : 'Disconnected on request',
    phase: PHASES[session.state] ?? 'connecting',
    cause: 'requested',
    strike: false,
    countAfter: next.strikes,
    nextAction: 'none',
    at: now,
  };
}

function closeRecord(row: Transition, { event, session, now }: Situation, next: Session): CloseRecord | null {
  if (event.type !== 'closed' || event.cause === 'requested') return null;
  return {
    generation: event.generation,
    code: event.facts.code,
    message: event.facts.message,
    phase: event.facts.phase,
    cause: event.cause,
    strike: row.do.includes('strike') || row.do.includes('strikeToLimit'),
    countAfter: next.strikes,
    nextAction: nextStep(next.state, session.state),
    at: now,
  };
}

const NEXT_STEPS: Partial<Record<SessionState, NextStep>> = {
  retry_wait: 'retry',
  connecting: 'retry',
  pairing: 'retry',
  waiting_network: 'wait',
  expired: 'scan',
};
/** After a pairing that nobody finished nothing happens by itself, wherever it began. */
function nextStep(state: SessionState, before: SessionState): NextStep {
  if (before === 'awaiting_scan' && state !== 'pairing') return 'none';
  return NEXT_STEPS[state] ?? 'none';
}

export type SessionAction = 'connect' | 'scan' | 'disconnect' | 'reset';
const ACTION_EVENTS = { connect: 'connect', scan: 'scanned', disconnect: 'disconnect', reset: 'reset' } as const;

/** What a person can do now, read from the same table; every view carries it, so no client knows the rules. */
export function nextActions(state: SessionState): SessionAction[] {
  const possible = (key: EventKey): boolean =>
    TRANSITIONS.some((row) => row.from.includes(state) && row.on.includes(key) && row.to !== 'same');
  return (Object.keys(ACTION_EVENTS) as SessionAction[]).filter((action) => possible(ACTION_EVENTS[action]));
}
