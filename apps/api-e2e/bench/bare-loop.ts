import { mkdirSync } from 'node:fs';
import {
  Browsers,
  initAuthCreds,
  makeWASocket,
  useMultiFileAuthState,
  WA_CERT_DETAILS,
  type AuthenticationState,
  type SignalDataTypeMap,
  type WASocket,
} from '@whiskeysockets/baileys';
import pino from 'pino';

/** Where a loop keeps its keys. */
export type LoopStore = { readonly state: AuthenticationState; readonly saveCreds: () => Promise<void> };

/** The least a Baileys client can do: one message after the other, each waiting for its ack. */
export class BareLoop {
  private socket: WASocket | null = null;

  private constructor(
    private readonly wsUrl: string,
    private readonly store: LoopStore,
  ) {}

  /** Keys in memory. */
  static inMemory(wsUrl: string, rootPublicKeyHex: string): BareLoop {
    trust(rootPublicKeyHex);
    return new BareLoop(wsUrl, inMemoryStore());
  }

  /** Keys in the library's own store of files, as most of its users have them. */
  static async inFiles(wsUrl: string, rootPublicKeyHex: string, folder: string): Promise<BareLoop> {
    trust(rootPublicKeyHex);
    mkdirSync(folder, { recursive: true });
    return new BareLoop(wsUrl, await useMultiFileAuthState(folder));
  }

  /** Pairs by QR; resolves when the connection is open. */
  async link(scan: (qr: string) => Promise<unknown>): Promise<void> {
    for (;;) {
      const outcome = await this.open(scan);
      if (outcome === 'open') return;
    }
  }

  private open(scan: (qr: string) => Promise<unknown>): Promise<'open' | 'restart'> {
    const { state, saveCreds } = this.store;
    const socket = makeWASocket({
      auth: state,
      waWebSocketUrl: this.wsUrl,
      browser: Browsers.macOS('Chrome'),
      logger: pino({ level: 'silent' }),
      markOnlineOnConnect: false,
      syncFullHistory: false,
      emitOwnEvents: false,
    });
    this.socket = socket;
    socket.ev.on('creds.update', (change) => {
      Object.assign(state.creds, change);
      void saveCreds();
    });
    return new Promise((resolve) => {
      socket.ev.on('connection.update', ({ qr, connection }) => {
        if (qr) void scan(qr);
        if (connection === 'open') resolve('open');
        if (connection === 'close') resolve('restart');
      });
    });
  }

  /** Sends to each phone in turn and waits for WhatsApp's ack of each. */
  async sendRound(phones: readonly string[], text: string): Promise<void> {
    const socket = this.socket;
    if (!socket) throw new Error('not linked');
    for (const [index, phone] of phones.entries()) {
      const messageId = `3EB0${Buffer.from(`${text}-${index}`).toString('hex').slice(-18).padStart(18, '0').toUpperCase()}`;
      const acked = new Promise<void>((resolve) => socket.ws.once(`CB:ack,id:${messageId}`, () => resolve()));
      await socket.sendMessage(`${phone.replace('+', '')}@s.whatsapp.net`, { text: `${text} ${index}` }, { messageId });
      await acked;
    }
  }

  end(): void {
    void this.socket?.end(undefined);
  }
}

function trust(rootPublicKeyHex: string): void {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootPublicKeyHex, 'hex');
}

function inMemoryStore(): LoopStore {
  const rooms = new Map<string, Map<string, unknown>>();
  const room = (type: string) => {
    const known = rooms.get(type) ?? new Map<string, unknown>();
    rooms.set(type, known);
    return known;
  };
  const state: AuthenticationState = {
    creds: initAuthCreds(),
    keys: {
      get: async (type, ids) => {
        const found: Record<string, SignalDataTypeMap[typeof type]> = {};
        for (const id of ids) {
          const value = room(type).get(id);
          if (value !== undefined) found[id] = value as SignalDataTypeMap[typeof type]; // `set` put it there under this type
        }
        return found;
      },
      set: async (data) => {
        for (const [type, values] of Object.entries(data)) {
          for (const [id, value] of Object.entries(values ?? {})) {
            if (value === null || value === undefined) room(type).delete(id);
            else room(type).set(id, value);
          }
        }
      },
    },
  };
  return { state, saveCreds: async () => undefined };
}
