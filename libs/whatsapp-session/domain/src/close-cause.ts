/** Why a connection ended, as the product sees it. These names appear in the API, in events and in metrics. */
export const CLOSE_CAUSES = [
  'requested',
  'restart_required',
  'qr_unscanned',
  'pairing_code_abandoned',
  'replaced',
  'client_too_old',
  'local_network',
  'fleet_event',
  'transient',
  'stream_error',
  'temporary_ban',
  'banned',
  'logged_out',
  'number_linked_elsewhere',
] as const;
export type CloseCause = (typeof CLOSE_CAUSES)[number];

/** Ends that belong to linking a phone, or were asked for. Nothing was lost by them. */
const NO_FAILURES: readonly CloseCause[] = [
  'requested',
  'restart_required',
  'qr_unscanned',
  'pairing_code_abandoned',
  'number_linked_elsewhere',
];
/** Whether counts of failures (metrics, statistics, the dashboard) have this end in them. */
export const isFailure = (cause: CloseCause): boolean => !NO_FAILURES.includes(cause);

/** How far the attempt had come: before the first login, between scan and first open, or open. */
export type ConnectionPhase = 'connecting' | 'pairing' | 'open';

/** What the transport knows of a close. Codes are those of WhatsApp (or of HTTP, never mixed: see `upgradeRefused`). */
export type CloseFacts = {
  readonly code: number | null;
  readonly message: string;
  readonly phase: ConnectionPhase;
  /** The socket error's own code (`ECONNREFUSED`), null when the end was not a socket error. */
  readonly socketError: string | null;
  /** A device is linked by these credentials (their account signature exists). */
  readonly paired: boolean;
  /** The server has just linked the device and wants a new connection. */
  readonly newLogin: boolean;
  /** We ended it ourselves. */
  readonly requested: boolean;
  /** An HTTP answer instead of the WebSocket upgrade, or silence until our own watchdog. */
  readonly upgradeRefused: boolean;
  /** Our own storage failed and the connection could not go on. */
  readonly ownFault: boolean;
  /** End of a temporary ban, when the server told it. */
  readonly restrictedUntil: Date | null;
};
