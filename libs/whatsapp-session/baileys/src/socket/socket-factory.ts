import {
  Browsers,
  makeWASocket,
  WA_CERT_DETAILS,
  type AuthenticationState,
  type UserFacingSocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import { type OwnerCredentials } from '@relance/whatsapp-session-domain';
import { BoundedCache } from '../bounded-cache.ts';
import { type ClientVersion } from './client-version.ts';
import { messageOfKept, UPLOAD_LIFE_MS, UPLOADS_MAX } from '../sending/media-message.ts';
import { REAL_WS_URL, type BaileysOptions } from '../options.ts';
import { decodeOutgoing } from '../sending/outgoing.ts';
import { redactingLogger } from './redacting-logger.ts';
import { withSharedStorage } from './shared-storage.ts';
import { signalRepository, type SignalHooks } from './signal-hooks.ts';

const HOUR_MS = 60 * 60_000;
const KEEP_ALIVE_MS = 30_000;
/** A message whose receipt was lost comes again with the next connection. */
const AGAIN_MS = 10 * 60_000;
export const CONNECT_TIMEOUT_MS = 30_000;
export const QUERY_TIMEOUT_MS = 20_000;

/** Caches of an account that outlive its sockets; without them each reconnect asks for every contact's devices again. */
export type AccountCaches = {
  readonly devices: BoundedCache;
  readonly retries: BoundedCache;
  /** Calls and messages asked for again: given by us, for each of its own would leave a timer behind at every reconnect. */
  readonly calls: BoundedCache;
  readonly placeholders: BoundedCache;
  /** What was decrypted lately, for messages that the server sends again. */
  readonly plain: BoundedCache;
  /** Ids of what contacts wrote that was handed over lately. */
  readonly heard: BoundedCache;
  /** Files that WhatsApp has from this account. */
  readonly uploads: BoundedCache;
  /** To whom messages went, by message id. */
  readonly addressees: BoundedCache;
  /** Ids of messages that the server acknowledged: an error that comes later does not undo that. */
  readonly accepted: BoundedCache;
};
export const newCaches = (): AccountCaches => ({
  devices: new BoundedCache(5_000, HOUR_MS),
  retries: new BoundedCache(1_000, HOUR_MS),
  calls: new BoundedCache(100, AGAIN_MS),
  placeholders: new BoundedCache(500, HOUR_MS),
  plain: new BoundedCache(100, AGAIN_MS),
  heard: new BoundedCache(500, HOUR_MS),
  uploads: new BoundedCache(UPLOADS_MAX, UPLOAD_LIFE_MS),
  addressees: new BoundedCache(2_000, 24 * HOUR_MS),
  accepted: new BoundedCache(2_000, 24 * HOUR_MS),
});

/** The handshake trusts certificates rooted in this key; a simulator has its own. */
export function trustRoot(rootPublicKeyHex: string | null): void {
  if (rootPublicKeyHex !== null) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootPublicKeyHex, 'hex');
}

export type SocketRequest = {
  readonly ownerId: string;
  readonly state: AuthenticationState;
  readonly credentials: OwnerCredentials;
  readonly caches: AccountCaches;
  readonly hooks: SignalHooks;
  readonly version: ClientVersion;
};

/** Identical timers of many sockets would beat together. */
const jittered = (ms: number): number => Math.round(ms * (0.9 + Math.random() * 0.2));

/** One socket, with the settings of a server: silent on phones, no history, nothing emitted for what we do ourselves. */
export function makeSocket(request: SocketRequest, options: BaileysOptions): WASocket {
  const { ownerId, state, credentials, caches, hooks, version } = request;
  const config: UserFacingSocketConfig = {
    auth: state,
    version: version.current(),
    waWebSocketUrl: options.wsUrl ?? REAL_WS_URL,
    browser: Browsers.macOS('Chrome'),
    logger: redactingLogger(options.log, ownerId),
    connectTimeoutMs: Math.min(20_000, options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS),
    keepAliveIntervalMs: jittered(options.keepAliveIntervalMs ?? KEEP_ALIVE_MS),
    defaultQueryTimeoutMs: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    ...(options.qrLifeMs !== undefined && { qrTimeout: options.qrLifeMs }),
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 50 },
    markOnlineOnConnect: false,
    syncFullHistory: false,
    emitOwnEvents: false,
    generateHighQualityLinkPreview: false,
    userDevicesCache: caches.devices,
    msgRetryCounterCache: caches.retries,
    callOfferCache: caches.calls,
    placeholderResendCache: caches.placeholders,
    makeSignalRepository: signalRepository(caches.plain, hooks),
    getMessage: async ({ id }) => {
      const kept = id ? await credentials.readOutgoing(id).catch(() => null) : null;
      return kept === null ? undefined : messageOfKept(decodeOutgoing(kept).body);
    },
  };
  return withSharedStorage(() => makeWASocket(config));
}
