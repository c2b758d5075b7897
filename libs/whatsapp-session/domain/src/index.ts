export { explainNow, explainThen } from './aftermath.ts';
export { CLOSE_CAUSES, isFailure, type CloseCause, type CloseFacts, type ConnectionPhase } from './close-cause.ts';
export { classifyClose, isOutageCandidate, type CloseCircumstances } from './close-classification.ts';
export { EXPLANATIONS, type Language } from './explanations.ts';
export {
  OUTAGE_MIN_LOSSES,
  OUTAGE_WINDOW_MS,
  isOutage,
  ownersLost,
  suspicionsOf,
  type ConnectionLoss,
  type OutageSuspicion,
  type Outage,
} from './outage.ts';
export { isLocalNetworkError, LOCAL_NETWORK_ERRORS } from './local-network.ts';
export {
  CREDENTIAL_STORE,
  StaleLeaseError,
  type OwnerCredentials,
  type CredentialStore,
  type InboundPage,
  type KeyChange,
} from './ports/credential-store.port.ts';
export { OUTAGE_RECORDS, type NewLoss, type OutageRecords } from './ports/outage-records.port.ts';
export {
  LEASE_MS,
  LEASE_RENEW_MS,
  SESSION_LEASES,
  type Lease,
  type Orphan,
  type SessionLeases,
  type SessionCommand,
} from './ports/session-leases.port.ts';
export {
  SESSION_FEED,
  SESSION_STORE,
  type FailureCount,
  type SaveOutcome,
  type SealedOffer,
  type SessionChange,
  type SessionFeed,
  type SessionStore,
  type TimelinePage,
  type StoredSession,
  type TimelineEntry,
} from './ports/session-store.port.ts';
export {
  TRANSPORT,
  type Connection,
  type ConnectionListener,
  type ConnectionRequest,
  type LinkedIdentity,
  type PairingRefusal,
  type Transport,
} from './ports/transport.port.ts';
export {
  LONGEST_NETWORK_WAIT_MS,
  networkDelayMs,
  retryDelayMs,
  STREAM_ERROR_GRACE_MS,
  type RetryPolicy,
} from './retry-policy.ts';
export {
  eventKey,
  isDurable,
  type CloseRecord,
  type DurableEffect,
  type EventKey,
  type NextStep,
  type PairingMethod,
  type PairingRequest,
  type SessionEffect,
  type SessionEvent,
} from './session-events.ts';
export { decide, nextActions, type Decision, type DecisionRefusal, type SessionAction } from './session.machine.ts';
export { TRANSITIONS, type Transition } from './session.transitions.ts';
export {
  CREDENTIALS_BY_STATE,
  hasSocket,
  isSupervised,
  SESSION_STATES,
  SOCKET_STATES,
  SUPERVISED_STATES,
  whatsappStatusOf,
  type CredentialState,
  type SessionState,
  type WhatsAppStatus,
} from './session-state.ts';
export { canReconnectWithoutQr, newSession, type LastDisconnect, type Session } from './session.ts';
