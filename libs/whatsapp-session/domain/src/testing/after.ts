import { type RetryPolicy } from '../retry-policy.ts';
import { decide } from '../session.machine.ts';
import { type SessionEvent } from '../session-events.ts';
import { type Session } from '../session.ts';
import { aPolicy, NOW } from './builders.ts';

/** What an event makes of a session, at `NOW`. Throws when the machine refuses it. */
export function after(session: Session, event: SessionEvent, policy: RetryPolicy = aPolicy()) {
  const decision = decide(session, event, NOW, policy);
  if (!decision.ok) throw new Error(`${decision.error.code} ${decision.error.from} ${decision.error.event}`);
  return decision.value;
}

/** The effects by their kind, in order. */
export const kinds = (effects: readonly { type: string }[]): string[] => effects.map((effect) => effect.type);
