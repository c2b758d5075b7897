/** What can go wrong by order. Shapes and meaning are told in the README of this library. */
export type OneOffKind =
  | 'drop'
  | 'close'
  | 'mute'
  | 'garbage'
  | 'xmlstreamend'
  | 'replaced'
  | 'downgrade'
  | 'stream-error'
  | 'failure'
  | 'logged-out'
  | 'banned'
  | 'unbanned'
  | 'timelock'
  | 'capping';

export type LastingKind =
  | 'refuse-connections'
  | 'slow-handshake'
  | 'slow-login'
  | 'login-failure'
  | 'ack-none'
  | 'ack-delay'
  | 'ack-error'
  | 'drop-before-receive'
  | 'drop-after-receive'
  | 'cold-contacts'
  | 'receipts-none'
  | 'iq-drop'
  | 'iq-error'
  | 'iq-delay'
  | 'media-error'
  | 'offline-marker-none'
  | 'pairing-refused'
  | 'lookup-none'
  | 'lookup-empty'
  | 'lookup-partial'
  | 'lookup-error';

/** Why the server gives no pairing code. */
export type PairingRefusal = 'passkey' | 'browser' | 'version' | 'expired' | 'too-many';

/** How a refused connection looks: TCP reset, an HTTP answer, silence, or nobody listening at all. */
export type RefusalMode = 'reset' | 'http' | 'hang' | 'refused';

export interface FaultScope {
  /** Phone number of the account; left out: any. */
  readonly account?: string;
  /** Phone number of the receiver; left out: any. */
  readonly to?: string;
  /** Namespace of a query; left out: any. */
  readonly xmlns?: string;
}

export interface FaultDetails {
  readonly ms?: number;
  readonly code?: number;
  readonly status?: number;
  readonly reason?: number;
  /** Seconds until a temporary ban ends (402). */
  readonly expire?: number;
  readonly mode?: RefusalMode;
  readonly refusal?: PairingRefusal;
  readonly child?: string;
  readonly type?: string;
  readonly active?: boolean;
  readonly endsInMs?: number;
}

interface Repetition {
  /** How often it triggers; left out: until cleared (lasting) or once (one-off). */
  readonly count?: number;
  /** How many chances it lets pass first. */
  readonly after?: number;
}

export type LastingFault = FaultScope & FaultDetails & Repetition & { readonly kind: LastingKind };
export type OneOffFault = FaultScope & FaultDetails & Repetition & { readonly kind: OneOffKind };
export type Fault = LastingFault | OneOffFault;

export const LASTING_KINDS: ReadonlySet<string> = new Set<LastingKind>([
  'refuse-connections',
  'slow-handshake',
  'slow-login',
  'login-failure',
  'ack-none',
  'ack-delay',
  'ack-error',
  'drop-before-receive',
  'drop-after-receive',
  'cold-contacts',
  'receipts-none',
  'iq-drop',
  'iq-error',
  'iq-delay',
  'media-error',
  'offline-marker-none',
  'pairing-refused',
  'lookup-none',
  'lookup-empty',
  'lookup-partial',
  'lookup-error',
]);

export const isLasting = (fault: Fault): fault is LastingFault => LASTING_KINDS.has(fault.kind);
