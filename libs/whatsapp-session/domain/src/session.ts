import { type OwnerId } from '@relance/kernel';
import { type CloseCause, type ConnectionPhase } from './close-cause.ts';
import { type CredentialState, type SessionState } from './session-state.ts';

export type LastDisconnect = {
  readonly code: number | null;
  readonly message: string;
  readonly phase: ConnectionPhase;
  readonly cause: CloseCause;
  readonly at: Date;
};

/** An owner's linked WhatsApp account, as decided upon and as stored. */
export type Session = {
  readonly ownerId: OwnerId;
  readonly state: SessionState;
  /** Rises with every stored change; a write names the one it replaces. */
  readonly rev: number;
  /** Number of the current or last connection attempt; events of any other attempt change nothing. */
  readonly generation: number;
  readonly credentials: CredentialState;
  readonly strikes: number;
  readonly lastStrikeAt: Date | null;
  /** When the present strikes were given, oldest first; the outage detector takes the youngest back. */
  readonly strikeTimes: readonly Date[];
  /** Failed attempts since the loss. */
  readonly attempt: number;
  /** Failed attempts since the last strike. */
  readonly failedInRound: number;
  /** Waits since the network went away. */
  readonly networkWaits: number;
  readonly nextAttemptAt: Date | null;
  readonly lastStreamErrorAt: Date | null;
  /**
   * Of an expired session whose last strike may yet turn out to be the whole fleet's: its credentials are of no use any
   * more, but deleted only then. Null when there is nothing to delete.
   */
  readonly credentialGraceUntil: Date | null;
  readonly lastDisconnect: LastDisconnect | null;
  readonly restrictedUntil: Date | null;
  /** Until when WhatsApp refuses new chats of this account (code 463); null when it does not. */
  readonly coldRestrictedUntil: Date | null;
  /** Stands for the linked number without telling it, to find it with another owner; null while nothing is linked. */
  readonly linkedNumberKey: string | null;
  /** Who has linked the number that was refused to this owner last; null once another number was linked or asked for. */
  readonly numberLinkedBy: OwnerId | null;
  readonly linkedPhoneMasked: string | null;
  readonly pushName: string | null;
  readonly lastQrScanAt: Date | null;
  readonly lastConnectedAt: Date | null;
  readonly lastCheckedAt: Date | null;
};

/** What an owner without a stored session has. */
export function newSession(ownerId: OwnerId): Session {
  return {
    ownerId,
    state: 'none',
    rev: 0,
    generation: 0,
    credentials: 'none',
    strikes: 0,
    lastStrikeAt: null,
    strikeTimes: [],
    attempt: 0,
    failedInRound: 0,
    networkWaits: 0,
    nextAttemptAt: null,
    lastStreamErrorAt: null,
    credentialGraceUntil: null,
    lastDisconnect: null,
    restrictedUntil: null,
    coldRestrictedUntil: null,
    linkedNumberKey: null,
    numberLinkedBy: null,
    linkedPhoneMasked: null,
    pushName: null,
    lastQrScanAt: null,
    lastConnectedAt: null,
    lastCheckedAt: null,
  };
}

export const canReconnectWithoutQr = (session: Session): boolean => session.credentials === 'registered';
