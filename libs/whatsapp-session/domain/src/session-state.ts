/** The eleven states of a session. The table of transitions says how one becomes another. */
export const SESSION_STATES = [
  'none',
  'connecting',
  'awaiting_scan',
  'pairing',
  'connected',
  'retry_wait',
  'waiting_network',
  'disconnected',
  'conflict',
  'restricted',
  'expired',
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** The coarse status that existing user apps know. */
export type WhatsAppStatus = 'connected' | 'disconnected' | 'expired';

/** What is stored of an owner's keys: nothing, a pairing under way, or a linked device. */
export type CredentialState = 'none' | 'unregistered' | 'registered';

/** In which states which credentials may exist; the machine's properties are tested against it. */
export const CREDENTIALS_BY_STATE = {
  none: ['none'],
  connecting: ['none', 'registered'],
  awaiting_scan: ['unregistered'],
  pairing: ['registered'],
  connected: ['registered'],
  retry_wait: ['registered'],
  waiting_network: ['registered'],
  disconnected: ['registered'],
  conflict: ['registered'],
  restricted: ['registered'],
  expired: ['none'],
} as const satisfies Record<SessionState, readonly CredentialState[]>;

/** States in which a socket of the current attempt is open or opening. */
export const SOCKET_STATES = ['connecting', 'awaiting_scan', 'pairing', 'connected'] as const;

/** States that a process works on: it holds the session's lease, and another takes over when it dies. */
export const SUPERVISED_STATES = [...SOCKET_STATES, 'retry_wait', 'waiting_network'] as const;

export const hasSocket = (state: SessionState): boolean => (SOCKET_STATES as readonly string[]).includes(state);
export const isSupervised = (state: SessionState): boolean => (SUPERVISED_STATES as readonly string[]).includes(state);

export function whatsappStatusOf(state: SessionState): WhatsAppStatus {
  if (state === 'connected' || state === 'expired') return state;
  return 'disconnected';
}
