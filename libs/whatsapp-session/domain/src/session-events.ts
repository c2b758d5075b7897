import { type OwnerId } from '@relance/kernel';
import { type CloseCause, type CloseFacts } from './close-cause.ts';
import { type CredentialState } from './session-state.ts';

export type PairingMethod = 'qr' | 'pairing_code';

/** How a fresh device is to be linked. The phone number (E.164) is needed for a code only and is never stored. */
export type PairingRequest =
  { readonly method: 'qr' } | { readonly method: 'pairing_code'; readonly phoneNumber: string };

/** What the transport reports of one attempt; `generation` names the attempt. */
export type AttemptEvent =
  | { readonly type: 'qr_offered'; readonly generation: number }
  | { readonly type: 'code_offered'; readonly generation: number }
  | { readonly type: 'scanned'; readonly generation: number }
  | {
      readonly type: 'opened';
      readonly generation: number;
      /** Stands for the linked number (see `linkedNumberKey`); null when the credentials do not say. */
      readonly numberKey: string | null;
      readonly phoneMasked: string | null;
      readonly pushName: string | null;
    }
  | {
      readonly type: 'closed';
      readonly generation: number;
      readonly cause: CloseCause;
      readonly facts: CloseFacts;
      /** In [0, 1): the chance that jitter draws on. */
      readonly chance: number;
      /** Until when a last strike may turn out to be the fleet's; absent when it cannot. */
      readonly graceUntil?: Date;
      /** With `number_linked_elsewhere`: who has linked the number. */
      readonly linkedBy?: OwnerId | null;
    };

/** What people, timers and other processes ask for. */
export type RequestEvent =
  | { readonly type: 'connect'; readonly pairing: PairingRequest }
  | { readonly type: 'disconnect' }
  | { readonly type: 'reset' }
  | { readonly type: 'retry_due' }
  /** A process takes the session over (boot, dead holder); it says which credentials it found stored. */
  | { readonly type: 'resume'; readonly credentials: CredentialState; readonly chance: number }
  /** The outage detector tripped: strikes given at or after `since` are taken back. */
  | { readonly type: 'outage_detected'; readonly since: Date; readonly chance: number }
  /** The time is over in which a last strike could be taken back. */
  | { readonly type: 'credential_grace_over' }
  /** Facts learnt on the way that change no state. */
  | {
      readonly type: 'noted';
      readonly checkedAt?: Date;
      readonly pushName?: string;
      readonly coldRestrictedUntil?: Date | null;
    };

export type SessionEvent = AttemptEvent | RequestEvent;

/** Names of the table's columns: one per event, and one per cause for closes. */
export type EventKey = Exclude<SessionEvent['type'], 'closed'> | `closed:${CloseCause}`;

export const eventKey = (event: SessionEvent): EventKey =>
  event.type === 'closed' ? `closed:${event.cause}` : event.type;

export type NextStep = 'retry' | 'scan' | 'wait' | 'none';

/** One line of the session's timeline. */
export type CloseRecord = {
  /** The attempt that ended; an attempt ends once, however many events that causes. */
  readonly generation: number;
  readonly code: number | null;
  readonly message: string;
  readonly phase: CloseFacts['phase'];
  readonly cause: CloseCause;
  readonly strike: boolean;
  readonly countAfter: number;
  readonly nextAction: NextStep;
  readonly at: Date;
};

/** What has to be done after the new state is saved. Each is safe to repeat. */
export type SessionEffect =
  | { readonly type: 'open_socket'; readonly generation: number; readonly pairing: PairingRequest | null }
  | { readonly type: 'close_socket'; readonly generation: number }
  | { readonly type: 'log_out'; readonly generation: number }
  | { readonly type: 'delete_credentials' }
  | { readonly type: 'schedule_retry'; readonly at: Date }
  | { readonly type: 'cancel_retry' }
  | { readonly type: 'record_close'; readonly record: CloseRecord }
  | { readonly type: 'refresh_version' };

/** Effects that must not be forgotten with the process that ordered them: they are saved with the state until they are done. */
export type DurableEffect = Extract<SessionEffect, { readonly type: 'log_out' | 'delete_credentials' }>;
export const isDurable = (effect: SessionEffect): effect is DurableEffect =>
  effect.type === 'log_out' || effect.type === 'delete_credentials';
