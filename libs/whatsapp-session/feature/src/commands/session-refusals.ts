import { DomainError } from '@relance/kernel';
import { explainNow, nextActions, type PairingRefusal, type Session } from '@relance/whatsapp-session-domain';

const current = (session: Session) => ({ currentStatus: session.state, nextActions: nextActions(session.state) });

const PAIRING_SENTENCES: Record<PairingRefusal, string> = {
  PASSKEY_REQUIRED: 'WhatsApp wants a passkey on the phone; link with a QR code instead.',
  BROWSER_NAME: 'WhatsApp refused the name under which we link.',
  TOO_MANY: 'WhatsApp gives no more pairing codes for now: wait, or scan the QR.',
  VERSION_TOO_OLD: 'WhatsApp asks for a newer client version; try again shortly.',
  EXPIRED: 'The pairing code has expired; ask for a new one.',
  NOT_SCANNED: 'Nobody scanned the code in time; ask for a new one.',
  REFUSED: 'WhatsApp refused to pair with this number.',
};

export const pairingRefused = (reason: PairingRefusal, session: Session): DomainError =>
  new DomainError('conflict', `PAIRING_REFUSED_${reason}`, PAIRING_SENTENCES[reason], current(session));

/** The number was scanned, but another owner has linked it: the new device was unlinked at once. */
export const numberLinkedElsewhere = (session: Session, now: Date): DomainError =>
  new DomainError('conflict', NUMBER_LINKED_ELSEWHERE, explainNow(session, 'en', now), current(session));

export const NUMBER_LINKED_ELSEWHERE = 'NUMBER_LINKED_ELSEWHERE';

/** Whether the last link was refused because the number is another owner's. */
export const isNumberRefused = ({ state, lastDisconnect }: Session): boolean =>
  (state === 'none' || state === 'expired') && lastDisconnect?.cause === 'number_linked_elsewhere';

/** The attempt reached nobody; nothing was lost by it. */
export const unreachable = (session: Session, now: Date): DomainError =>
  new DomainError(
    'unavailable',
    'WHATSAPP_UNREACHABLE',
    explainNow(session, 'en', now) || 'WhatsApp cannot be reached.',
    current(session),
    { retryAfterSeconds: 5 },
  );

/** The stored session was tried and WhatsApp says no: a person has to decide. */
export const notConnectable = (session: Session, now: Date): DomainError =>
  new DomainError(
    'conflict',
    `SESSION_${session.state.toUpperCase()}`,
    explainNow(session, 'en', now) || 'The session cannot be opened.',
    current(session),
  );

export const tooManyPairings = (retryAfterSeconds: number): DomainError =>
  new DomainError('too_many', 'TOO_MANY_PAIRINGS', 'Too many new pairings within a minute.', undefined, {
    retryAfterSeconds,
  });

/** A session's work is done one piece at a time: more waits for it than it will do soon. */
export const tooMuchWaiting = (): DomainError =>
  new DomainError('unavailable', 'SESSION_BUSY', 'Too much is asked of this session at once.', undefined, {
    retryAfterSeconds: 5,
  });

export const takingOver = (): DomainError =>
  new DomainError('unavailable', 'SESSION_BUSY', 'The session is just being moved to another process.', undefined, {
    retryAfterSeconds: 2,
  });
