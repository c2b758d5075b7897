import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { MESSENGER, OWNER_SWITCHBOARD, type Messenger, type OwnerSwitchboard } from '@relance/messaging';
import {
  createLogger,
  keepBodyProblem,
  loadConfig,
  MongoModule,
  PlatformModule,
  testDatabase,
} from '@relance/platform';
import { createBaileysTransport } from '@relance/whatsapp-session-baileys';
import { WhatsAppSessionMongoModule } from '@relance/whatsapp-session-data-access';
import { startSimulator, type Simulator } from '@relance/whatsapp-session-simulator';
import { SignJWT } from 'jose';
import { WhatsAppSessionModule } from '../whatsapp-session.module.ts';
import { SessionClient } from './session-client.ts';

const JWT_SECRET = 'a-secret-of-the-session-stories-32-chars';
const SWITCHES = {
  enabled: true,
  enrollmentPaused: false,
  sendingPaused: false,
  defaultCampaignPaused: false,
  allowSimultaneousCampaigns: false,
  maxMessagesPerDay: 50,
  maxTargetsPerCampaign: 500,
  messagesSentToday: 0,
  dailyCap: 20,
  defaultPauseSource: null,
} as const;
const switchboard: OwnerSwitchboard = {
  read: async () => SWITCHES,
  readMany: async (owners) => new Map(owners.map((owner) => [owner, SWITCHES])),
};

/** Settings of campaigns are another room's; sessions only repeat them. */
@Module({
  providers: [{ provide: OWNER_SWITCHBOARD, useValue: switchboard }],
  exports: [OWNER_SWITCHBOARD],
})
class SwitchboardModule {}

/** One attempt a round and short waits, so that a story takes seconds. */
const QUICK = { WHATSAPP_ATTEMPTS_PER_STRIKE: '1', WHATSAPP_RECONNECT_DELAYS_MS: '200,300' };

export type SessionProcess = {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly messenger: Messenger;
  readonly lines: readonly string[];
  client(owner: string, language?: string): Promise<SessionClient>;
  stop(): Promise<void>;
};
export type SessionHouse = {
  readonly simulator: Simulator;
  readonly mongoUri: string;
  /** Another process on the same database and WhatsApp (here: another application in this one). */
  start(environment?: Record<string, string>, timing?: { qrLifeMs?: number }): Promise<SessionProcess>;
  stop(): Promise<void>;
};

/** A database, a simulated WhatsApp, and the session module with the real Baileys between them. */
export async function openSessionHouse(seed: string): Promise<SessionHouse> {
  const [database, simulator] = await Promise.all([
    testDatabase(),
    startSimulator({ seed, deliveryMs: 5, readMs: 10 }),
  ]);
  const running = new Set<SessionProcess>();
  return {
    simulator,
    mongoUri: database.uri,
    start: async (environment = {}, timing = {}) => {
      const process = await startProcess(database.uri, simulator, environment, timing);
      running.add(process);
      return { ...process, stop: () => (running.delete(process), process.stop()) };
    },
    stop: async () => {
      await Promise.all([...running].map((process) => process.stop()));
      await simulator.stop();
      await database.stop();
    },
  };
}

async function startProcess(
  mongoUri: string,
  simulator: Simulator,
  environment: Record<string, string>,
  timing: { qrLifeMs?: number },
): Promise<SessionProcess> {
  const config = loadConfig({
    JWT_SECRET,
    RELANCE_MASTER_KEYS: `story:${Buffer.alloc(32, 7).toString('base64')}`,
    WHATSAPP_WS_URL: simulator.wsUrl,
    WHATSAPP_ROOT_PUBLIC_KEY: simulator.rootPublicKeyHex,
    WHATSAPP_MEDIA_CA_FILE: simulator.mediaCaFile,
    LOG_LEVEL: 'debug',
    ...QUICK,
    ...environment,
  });
  const lines: string[] = [];
  const logger = createLogger(config, { write: (line) => void lines.push(line) });
  const sessions = WhatsAppSessionModule.on({
    stores: WhatsAppSessionMongoModule,
    switchboard: SwitchboardModule,
    transport: ({ whatsapp }, log) =>
      createBaileysTransport({ ...whatsapp, log, connectTimeoutMs: 3_000, queryTimeoutMs: 5_000, ...timing }),
  });
  @Module({ imports: [PlatformModule.on(config, logger), MongoModule.on(mongoUri), sessions] })
  class House {}
  const app = await NestFactory.create<NestExpressApplication>(House, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useBodyParser('json');
  app.use(keepBodyProblem);
  app.setGlobalPrefix('api/relance', { exclude: ['health/live', 'health/ready', 'metrics'] });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    url,
    messenger: app.get<Messenger>(MESSENGER),
    lines,
    client: async (owner, language = 'en') => new SessionClient(url, await tokenFor(owner), language),
    stop: () => app.close(),
  };
}

const tokenFor = (owner: string): Promise<string> =>
  new SignJWT({ email: `${owner}@example.test`, role: 'user' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(owner)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JWT_SECRET));
