import { type NestExpressApplication } from '@nestjs/platform-express';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { testDatabase } from '@relance/platform/testing';
import { startSimulator, type Simulator } from '@relance/whatsapp-simulator';
import { SignJWT } from 'jose';
import { JWT_SECRET, startSessionApp, type Timing } from './session-app.ts';
import { SessionClient } from './session-client.ts';

export type SessionProcess = {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly messenger: Messenger;
  readonly lines: readonly string[];
  client(owner: string, language?: string): Promise<SessionClient>;
  stop(): Promise<void>;
};
export type SessionTestEnv = {
  readonly simulator: Simulator;
  readonly mongoUri: string;
  /** What a process is told to find the simulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Another process on the same database and WhatsApp (here: another application in this one). */
  start(environment?: Record<string, string>, timing?: Timing): Promise<SessionProcess>;
  /** Ends every process that is still running. */
  stopProcesses(): Promise<void>;
  stop(): Promise<void>;
};

/** A database, a simulated WhatsApp, and the session module with the real Baileys between them. */
export async function startSessionTestEnv(seed: string): Promise<SessionTestEnv> {
  const [database, simulator] = await Promise.all([
    testDatabase(),
    startSimulator({ seed, deliveryMs: 5, readMs: 10 }),
  ]);
  const running = new Set<SessionProcess>();
  const environment = {
    WHATSAPP_WS_URL: simulator.wsUrl,
    WHATSAPP_ROOT_PUBLIC_KEY: simulator.rootPublicKeyHex,
    WHATSAPP_MEDIA_CA_FILE: simulator.mediaCaFile,
  };
  const stopProcesses = async () => {
    const ending = [...running];
    running.clear();
    await Promise.all(ending.map((process) => process.stop()));
  };
  return {
    simulator,
    mongoUri: database.uri,
    environment,
    start: async (changes = {}, timing = {}) => {
      const { MONGODB_URI = database.uri, ...rest } = changes;
      const process = await startProcess(MONGODB_URI, { ...environment, ...rest }, timing);
      running.add(process);
      return { ...process, stop: () => (running.delete(process), process.stop()) };
    },
    stopProcesses,
    stop: async () => {
      await stopProcesses();
      await simulator.stop();
      await database.stop();
    },
  };
}

async function startProcess(
  mongoUri: string,
  environment: Record<string, string>,
  timing: Timing,
): Promise<SessionProcess> {
  const lines: string[] = [];
  const app = await startSessionApp(mongoUri, environment, { timing, write: (line) => void lines.push(line) });
  const url = await app.getUrl();
  return {
    app,
    url,
    messenger: app.get<Messenger>(MESSENGER),
    lines,
    client: (owner, language) => clientOf(url, owner, language),
    stop: () => app.close(),
  };
}

/** An owner's app that talks to the process at this address. */
export async function clientOf(url: string, owner: string, language = 'en'): Promise<SessionClient> {
  const token = await new SignJWT({ email: `${owner}@example.test`, role: 'user' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(owner)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JWT_SECRET));
  return new SessionClient(url, token, language);
}
