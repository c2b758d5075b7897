import { type OwnerId } from '@relance/kernel';
import {
  type Connection,
  type ConnectionListener,
  type ConnectionRequest,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { LRUCache } from 'lru-cache';
import { openAuth } from './socket/auth-state.ts';
import { BaileysConnection } from './connection/baileys-connection.ts';
import { ClientVersion } from './socket/client-version.ts';
import { wireEvents } from './connection/connection-events.ts';
import { InboundJournal } from './receiving/inbound-journal.ts';
import { trustMediaCa } from './socket/media-ca.ts';
import { REAL_WS_URL, type BaileysOptions } from './options.ts';
import { probe } from './socket/probe.ts';
import { guardProcess } from './socket/process-guard.ts';
import { type SignalHooks } from './socket/signal-hooks.ts';
import { silenceLibsignal } from './socket/silence-libsignal.ts';
import {
  CONNECT_TIMEOUT_MS,
  makeSocket,
  newCaches,
  QUERY_TIMEOUT_MS,
  trustRoot,
  type AccountCaches,
} from './socket/socket-factory.ts';

/** Accounts whose caches outlive their sockets; of more, those not connected for longest begin anew (they ask for devices again). */
const MOST_ACCOUNTS = 2_000;

/** WhatsApp through Baileys 7.0.0-rc14. One for the process. */
class BaileysTransport implements Transport {
  private readonly caches = new LRUCache<OwnerId, AccountCaches>({ max: MOST_ACCOUNTS });
  private readonly version: ClientVersion;

  constructor(private readonly options: BaileysOptions) {
    this.version = new ClientVersion(options.wsUrl ?? REAL_WS_URL);
  }

  async open(asked: ConnectionRequest, listener: ConnectionListener): Promise<Connection> {
    const { ownerId, credentials, pairing } = asked;
    const { log, connectTimeoutMs = CONNECT_TIMEOUT_MS, queryTimeoutMs = QUERY_TIMEOUT_MS } = this.options;
    // Another device, other Signal sessions: what was cached for the last one must not be used.
    if (pairing !== null) this.caches.delete(ownerId);
    const caches = this.caches.get(ownerId) ?? newCaches();
    this.caches.set(ownerId, caches);
    let connection: BaileysConnection | null = null;
    const auth = await openAuth(credentials, (error) => connection?.failStorage(error));
    const hooks: SignalHooks = { beforeEncrypt: null, afterDecrypt: null };
    const request = { ownerId, state: auth.state, credentials, caches, hooks, version: this.version };
    const socket = makeSocket(request, this.options);
    const journal = new InboundJournal(credentials);
    const parts = { ownerId, socket, auth, credentials, listener, log, queryTimeoutMs, caches, journal };
    const opened = new BaileysConnection(parts);
    connection = opened;
    hooks.beforeEncrypt = (jid) => opened.beforeEncrypt(jid);
    hooks.afterDecrypt = (sealed, plain) =>
      journal.write(sealed, plain).catch((error: unknown) => {
        opened.failStorage(error);
        throw error;
      });
    wireEvents(opened, { pairing, connectTimeoutMs, qrLifeMs: this.options.qrLifeMs });
    return opened;
  }

  probe(): Promise<string | null> {
    return probe(this.options.wsUrl ?? REAL_WS_URL);
  }

  refreshVersion(): Promise<boolean> {
    return this.version.refresh();
  }
}

/** Prepares the process (silences libsignal, survives Baileys' stray rejections, trusts what is configured). */
export function createBaileysTransport(options: BaileysOptions): Transport {
  silenceLibsignal();
  guardProcess(options.log);
  trustRoot(options.rootPublicKeyHex);
  trustMediaCa(options.mediaCaFile);
  return new BaileysTransport(options);
}
