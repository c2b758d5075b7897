import './tame-baileys.ts';
import {
  initAuthCreds,
  makeWASocket,
  WA_CERT_DETAILS,
  type AuthenticationCreds,
  type AuthenticationState,
  type BaileysEventMap,
  type SignalDataSet,
  type SignalDataTypeMap,
  type UserFacingSocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import { type Simulator } from '../simulator.ts';
import { until } from './until.ts';

type Logger = NonNullable<UserFacingSocketConfig['logger']>;

const nothing = () => undefined;
const silent: Logger = {
  level: 'silent',
  child: () => silent,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

/** Keys in memory, as a test needs them. */
export function memoryAuth(creds: AuthenticationCreds = initAuthCreds()): AuthenticationState {
  const all = new Map<string, unknown>();
  return {
    creds,
    keys: {
      get: async <Kind extends keyof SignalDataTypeMap>(kind: Kind, ids: string[]) => {
        const found: Record<string, SignalDataTypeMap[Kind]> = {};
        // What was stored under a kind is of that kind.
        for (const id of ids)
          if (all.has(`${kind}|${id}`)) found[id] = all.get(`${kind}|${id}`) as SignalDataTypeMap[Kind];
        return found;
      },
      set: async (data: SignalDataSet) => {
        for (const [kind, values] of Object.entries(data)) {
          for (const [id, value] of Object.entries(values ?? {})) {
            if (value === null) all.delete(`${kind}|${id}`);
            else all.set(`${kind}|${id}`, value);
          }
        }
      },
    },
  };
}

type Upsert = BaileysEventMap['messages.upsert'];
type Update = BaileysEventMap['messages.update'][number];

/** A real Baileys that remembers what it was told. One client is one account; `connect` may be called again and again. */
export class TestClient {
  readonly auth: AuthenticationState;
  readonly connectionUpdates: Array<BaileysEventMap['connection.update']> = [];
  readonly upserts: Upsert[] = [];
  readonly updates: Update[] = [];
  readonly acks: Array<{ id: string; error: string | undefined }> = [];
  sock!: WASocket;
  private readonly simulator: Simulator;
  private readonly config: Partial<UserFacingSocketConfig>;

  constructor(simulator: Simulator, config: Partial<UserFacingSocketConfig> = {}, auth = memoryAuth()) {
    this.simulator = simulator;
    this.config = config;
    this.auth = auth;
  }

  /** Opens a new socket; what older ones told stays in the lists. */
  connect(): this {
    WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(this.simulator.rootPublicKeyHex, 'hex');
    this.connectionUpdates.length = 0;
    this.sock = makeWASocket({
      auth: this.auth,
      logger: silent,
      waWebSocketUrl: this.simulator.wsUrl,
      markOnlineOnConnect: false,
      syncFullHistory: false,
      emitOwnEvents: false,
      transactionOpts: { maxCommitRetries: 3, delayBetweenTriesMs: 100 },
      ...this.config,
    });
    this.sock.ev.on('creds.update', (update) => void Object.assign(this.auth.creds, update));
    this.sock.ev.on('connection.update', (update) => void this.connectionUpdates.push(update));
    this.sock.ev.on('messages.upsert', (upsert) => void this.upserts.push(upsert));
    this.sock.ev.on('messages.update', (updates) => void this.updates.push(...updates));
    this.sock.ws.on('CB:ack,class:message', (stanza: { attrs: Record<string, string> }) => {
      this.acks.push({ id: stanza.attrs['id'] ?? '', error: stanza.attrs['error'] });
    });
    return this;
  }

  async qr(): Promise<string> {
    return until('a QR code', () => this.connectionUpdates.find((update) => update.qr)?.qr);
  }

  async open(): Promise<void> {
    await until('an open connection', () => this.connectionUpdates.some((update) => update.connection === 'open'));
  }

  /** Status code of the end of the connection; undefined as the error when it was the client's own. */
  async closed(patienceMs?: number): Promise<{ code: number | undefined; message: string | undefined }> {
    const update = await until(
      'a closed connection',
      () => this.connectionUpdates.find((each) => each.connection === 'close'),
      patienceMs,
    );
    const error = update.lastDisconnect?.error as { output?: { statusCode?: number }; message?: string } | undefined;
    return { code: error?.output?.statusCode, message: error?.message };
  }

  /** QR, scan, the restart that follows, login. */
  async pair(phone: string): Promise<this> {
    this.connect();
    await this.simulator.scan({ qr: await this.qr(), phone });
    await this.closed();
    return this.reconnect();
  }

  async reconnect(): Promise<this> {
    this.connect();
    await this.open();
    return this;
  }

  async send(phone: string, text: string, messageId?: string): Promise<string> {
    const sent = await this.sock.sendMessage(`${phone}@s.whatsapp.net`, { text }, messageId ? { messageId } : {});
    return sent?.key.id ?? '';
  }

  async ack(id: string): Promise<{ id: string; error: string | undefined }> {
    return until(`an ack of ${id}`, () => this.acks.find((ack) => ack.id === id));
  }

  async status(id: string, status: number): Promise<Update> {
    return until(`status ${status} of ${id}`, () =>
      this.updates.find((update) => update.key.id === id && update.update.status === status),
    );
  }

  /** The first incoming message with that text, and how it arrived. */
  async incoming(text: string): Promise<{ type: Upsert['type']; message: Upsert['messages'][number] }> {
    return until(`an incoming "${text}"`, () => {
      for (const { type, messages } of this.upserts) {
        const message = messages.find((each) => each.message?.conversation === text && !each.key.fromMe);
        if (message) return { type, message };
      }
      return undefined;
    });
  }

  async end(): Promise<void> {
    await this.sock.end(undefined);
  }
}
