import { type OwnerId } from '@relance/kernel';
import {
  type InboundMessage,
  type LidLearnt,
  type NumberLookup,
  type OutboundMessage,
  type OutgoingRecord,
  type Receipt,
  type SendOutcome,
} from '@relance/messaging';
import { type CloseFacts } from '../close-cause.ts';
import { type PairingRequest } from '../session-events.ts';
import { type OwnerCredentials } from './credential-store.port.ts';

export type PairingRefusal =
  'PASSKEY_REQUIRED' | 'TOO_MANY' | 'BROWSER_NAME' | 'VERSION_TOO_OLD' | 'EXPIRED' | 'NOT_SCANNED' | 'REFUSED';

/** The account of an open connection. */
export type LinkedIdentity = {
  /** E.164 with "+"; null when the credentials do not say. */
  readonly phone: string | null;
  readonly phoneMasked: string | null;
  readonly pushName: string | null;
};

/** What a connection reports. Handlers may be slow; they may not throw. Nothing follows `closed`. */
export interface ConnectionListener {
  qr(offer: { readonly text: string; readonly expiresAt: Date; readonly number: number }): void;
  code(offer: { readonly code: string; readonly expiresAt: Date }): void;
  /** WhatsApp refused to pair; the close follows. */
  pairingRefused(reason: PairingRefusal): void;
  /** The device is linked and its credentials are stored. */
  scanned(): void;
  opened(identity: LinkedIdentity): void;
  /** What WhatsApp had kept while we were away has been handed over (or the wait for it was given up). */
  inboxDrained(): void;
  closed(facts: CloseFacts): void;
  receipt(receipt: Receipt): void;
  /** Resolves once the message is stored; rejects when it was not taken: it is told again then. */
  inbound(message: InboundMessage): Promise<void>;
  /** Like `inbound`: told again when it rejects. */
  lidLearnt(learnt: LidLearnt): Promise<void>;
  /** WhatsApp refuses new chats until then; null when it does no longer. */
  coldRestricted(until: Date | null): void;
}

/** One socket to WhatsApp. It is never reopened: the next attempt is another connection. */
export interface Connection {
  /** E.164 of the linked account; null while none is linked. */
  readonly ownPhone: string | null;
  /** False from the moment its end was noticed, before that is reported. */
  readonly isOpen: boolean;
  /** What must be stored before this message is sent with `isKept`; null when it stores that itself. */
  prepare(message: OutboundMessage): OutgoingRecord | null;
  /** Sends and waits for the acknowledgement, bounded by `ackTimeoutMs` after the frame was written. Never rejects. */
  send(message: OutboundMessage, ackTimeoutMs: number): Promise<SendOutcome>;
  /** Throws when the connection is gone. */
  lookUp(phones: readonly string[]): Promise<readonly NumberLookup[]>;
  /** Asks the server something small; true when it answered within the bound. */
  isAlive(withinMs: number): Promise<boolean>;
  /** Unlinks the device; true once the server has taken it, false when it did not within `withinMs`. Never rejects. */
  logOut(withinMs: number): Promise<boolean>;
  /** Ends it on purpose; pending key writes are awaited; `closed` is not reported. Never rejects. */
  close(): Promise<void>;
}

export type ConnectionRequest = {
  readonly ownerId: OwnerId;
  readonly credentials: OwnerCredentials;
  /** Null to log in with the stored credentials. */
  readonly pairing: PairingRequest | null;
};

/** The way to WhatsApp itself. */
export interface Transport {
  /** Opens a socket; all that follows is told to the listener. Throws only when the credentials cannot be read. */
  open(request: ConnectionRequest, listener: ConnectionListener): Promise<Connection>;
  /** The local-network error of a bare TCP connect to the configured server, null when it can be reached. */
  probe(): Promise<string | null>;
  /** Looks for a newer client version after a refusal (405); true when the next attempt will use another one. */
  refreshVersion(): Promise<boolean>;
}
export const TRANSPORT = Symbol('Transport');
