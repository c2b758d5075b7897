import { ownerId } from '@relance/kernel';
import { startSimulator, type Simulator } from '@relance/whatsapp-simulator';
import { type Connection, type PairingRequest, type Transport } from '@relance/whatsapp-session-domain';
import { createBaileysTransport } from '../baileys-transport.ts';
import { RecordingListener } from './recording-listener.ts';
import { MemoryCredentials } from './memory-credentials.ts';

const OWNER = ownerId('owner-1');
/** The account that `linked` links, and a person it writes to. */
export const PHONE = '237699000001';
export const CONTACT = '33611111111';

/** A simulator, and the real Baileys that talks to it. */
export class TransportTestEnv {
  private readonly open: Connection[] = [];

  private constructor(
    readonly simulator: Simulator,
    readonly transport: Transport,
    /** Gives an attempt up soon, to look at silence. */
    readonly impatient: Transport,
    /** What the transport logged, a JSON text a line. */
    readonly lines: readonly string[],
  ) {}

  static async start(): Promise<TransportTestEnv> {
    const simulator = await startSimulator({ deliveryMs: 5, readMs: 10, seed: 'adapter' });
    const lines: string[] = [];
    const note = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
    const options = {
      wsUrl: simulator.wsUrl,
      rootPublicKeyHex: simulator.rootPublicKeyHex,
      mediaCaFile: simulator.mediaCaFile,
      log: { warn: note, error: note },
    };
    const impatient = createBaileysTransport({ ...options, connectTimeoutMs: 1_000 });
    return new TransportTestEnv(simulator, createBaileysTransport(options), impatient, lines);
  }

  async connect(credentials: MemoryCredentials, pairing: PairingRequest | null = null, through = this.transport) {
    const heard = new RecordingListener();
    const connection = await through.open({ ownerId: OWNER, credentials, pairing }, heard);
    this.open.push(connection);
    return { heard, connection };
  }

  /** A linked and open connection. */
  async linked(phone = PHONE) {
    const credentials = new MemoryCredentials();
    const first = await this.connect(credentials, { method: 'qr' });
    const qr = await first.heard.until(({ qrs }) => qrs[0]);
    await this.simulator.scan({ qr: qr.text, phone });
    await first.heard.until(({ closes }) => closes[0]);
    const second = await this.connect(credentials);
    await second.heard.until(({ words }) => words.includes('inboxDrained'));
    // Its first history is read: else a timer of the library's outlives the connection by twenty seconds.
    await second.heard.until(() => (credentials.credentials ?? '').includes('"accountSyncCounter":1'));
    return { ...second, credentials, first };
  }

  /** After each test: connections are closed, and the simulator does what it does by default. */
  async reset(): Promise<void> {
    await Promise.all(this.open.splice(0).map((connection) => connection.close()));
    await this.simulator.clearFaults();
    await this.simulator.contactDefaults({ exists: true });
  }

  stop(): Promise<void> {
    return this.simulator.stop();
  }
}
