import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { OWNER_SETTINGS_READER, type OwnerSettingsReader } from '@relance/messaging';
import { createLogger, deferBodyErrors, loadConfig, MongoModule, PlatformModule } from '@relance/platform';
import { createBaileysTransport } from '@relance/whatsapp-session-baileys';
import { WhatsAppSessionMongoModule } from '@relance/whatsapp-session-data-access';
import { type SessionTimes } from '../session-times.ts';
import { WhatsAppSessionHttpModule, WhatsAppSessionModule } from '../whatsapp-session.module.ts';

export const JWT_SECRET = 'a-secret-of-the-session-stories-32-chars';
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
const ownerSettings: OwnerSettingsReader = {
  read: async () => SWITCHES,
  readMany: async (owners) => new Map(owners.map((owner) => [owner, SWITCHES])),
};

/** Settings of campaigns are another room's; sessions only repeat them. */
@Module({
  providers: [{ provide: OWNER_SETTINGS_READER, useValue: ownerSettings }],
  exports: [OWNER_SETTINGS_READER],
})
class OwnerSettingsModule {}

/** One attempt a round and short waits, so that a story takes seconds. */
const QUICK = { WHATSAPP_ATTEMPTS_PER_STRIKE: '1', WHATSAPP_RECONNECT_DELAYS_MS: '200,300' };

export type Timing = { readonly qrLifeMs?: number; readonly times?: SessionTimes };

/** The session module with the real Baileys, listening on a free port. */
export async function startSessionApp(
  mongoUri: string,
  environment: Readonly<Record<string, string>>,
  { timing: { times, ...timing } = {}, write }: { timing?: Timing; write: (line: string) => void },
): Promise<NestExpressApplication> {
  const config = loadConfig({
    JWT_SECRET,
    RELANCE_MASTER_KEYS: `story:${Buffer.alloc(32, 7).toString('base64')}`,
    LOG_LEVEL: 'debug',
    ...QUICK,
    ...environment,
  });
  const logger = createLogger(config, { write });
  const sessions = WhatsAppSessionModule.on({
    stores: WhatsAppSessionMongoModule,
    ownerSettings: OwnerSettingsModule,
    ...(times !== undefined && { times }),
    transport: ({ whatsapp }, log) =>
      createBaileysTransport({ ...whatsapp, log, connectTimeoutMs: 15_000, queryTimeoutMs: 10_000, ...timing }),
  });
  @Module({
    imports: [PlatformModule.on(config, logger), MongoModule.on(mongoUri), WhatsAppSessionHttpModule.on(sessions)],
  })
  class TestEnv {}
  const app = await NestFactory.create<NestExpressApplication>(TestEnv, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useBodyParser('json');
  app.use(deferBodyErrors);
  app.setGlobalPrefix('api/relance', { exclude: ['health/live', 'health/ready', 'metrics'] });
  await app.listen(0, '127.0.0.1');
  return app;
}
