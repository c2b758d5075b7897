import { type CloseCause, type CloseFacts } from './close-cause.ts';
import { isLocalNetworkError } from './local-network.ts';

/** What is known besides the close itself. */
export type CloseCircumstances = {
  /** Our own probe of the server's address failed with a local-network error after a failed attempt. */
  readonly probeFailed: boolean;
  /** The outage detector holds: many sessions fell at once, so the fault is not this account's. */
  readonly isOutageOpen: boolean;
};

/** Codes that speak about the account or the client whatever else happens to the network. */
const VERDICTS: Readonly<Record<number, CloseCause>> = {
  402: 'temporary_ban',
  403: 'banned',
  405: 'client_too_old',
  409: 'replaced',
  440: 'replaced',
};

/** Causes that the outage detector may reinterpret: losses that could come from the far side as well. */
const FLEET_CANDIDATES: readonly CloseCause[] = ['transient', 'stream_error'];
export const isOutageCandidate = (cause: CloseCause): boolean => FLEET_CANDIDATES.includes(cause);

/**
 * Names the cause of a close from code, message, phase and the state of the credentials.
 * Never by the library's enum alone: 408 and 500 each stand for several different things.
 */
export function classifyClose(facts: CloseFacts, circumstances: CloseCircumstances): CloseCause {
  const cause = causeOf(facts, circumstances.probeFailed);
  return circumstances.isOutageOpen && isOutageCandidate(cause) ? 'fleet_event' : cause;
}

function causeOf(facts: CloseFacts, probeFailed: boolean): CloseCause {
  if (facts.requested) return 'requested';
  if (facts.ownFault || isLocalNetworkError(facts.socketError)) return 'local_network';
  if (facts.upgradeRefused) return probeFailed ? 'local_network' : 'transient';
  if (facts.code === 515) return 'restart_required';
  if (facts.code === 401) return facts.paired ? 'logged_out' : 'pairing_code_abandoned';
  if (facts.code === 408 && !facts.paired && facts.message.includes('QR refs attempts ended')) return 'qr_unscanned';
  const verdict = facts.code === null ? undefined : VERDICTS[facts.code];
  if (verdict !== undefined) return verdict;
  if (probeFailed && facts.phase !== 'open') return 'local_network';
  // A socket error (TLS, reset) is reported under 500 too; only a node of the stream is a stream error.
  if (facts.code === 500 && facts.socketError === null) return 'stream_error';
  return 'transient';
}
