import { type Sender, type SenderAvailability, type SenderStanding } from '@relance/messaging';
import { type Session, type SessionState } from '@relance/whatsapp-session-domain';
import { type LeasedSession } from '../supervisor/leased-session.ts';

const AVAILABILITY: Record<SessionState, SenderAvailability> = {
  none: 'needs_scan',
  connecting: 'connecting',
  awaiting_scan: 'needs_scan',
  pairing: 'connecting',
  connected: 'ready',
  retry_wait: 'connecting',
  waiting_network: 'connecting',
  disconnected: 'stopped',
  conflict: 'stopped',
  restricted: 'restricted',
  expired: 'needs_scan',
};

/** What a session's state says of its sender, wherever it is held: the same in every process. */
export function toStanding(
  session: Pick<Session, 'state' | 'coldRestrictedUntil' | 'restrictedUntil'>,
  productAt: (real: Date) => Date,
): SenderStanding {
  const end = (real: Date | null) => real && productAt(real);
  return {
    availability: AVAILABILITY[session.state],
    coldRestrictedUntil: end(session.coldRestrictedUntil),
    restrictedUntil: session.state === 'restricted' ? end(session.restrictedUntil) : null,
  };
}

/**
 * A held session as the sending engine sees it. Open but not yet caught up with its inbox is not yet ready. WhatsApp names ends of
 * restrictions in real time, the engine compares on the product's clock: `productAt` says what that one shows then.
 */
export function toSender(held: LeasedSession, maxStrikes: number, productAt: (real: Date) => Date): Sender {
  const { session, ownerId, token, connection } = held;
  const canSend = held.isInboxDrained && connection?.handle.isOpen === true;
  const standing = toStanding(session, productAt);
  return {
    ...standing,
    ownerId,
    leaseToken: token,
    availability: standing.availability === 'ready' && !canSend ? 'connecting' : standing.availability,
    linkedPhone: held.linkedPhone,
    strikes: session.strikes,
    maxStrikes,
    phone: connection?.handle.ownPhone ?? null,
  };
}
