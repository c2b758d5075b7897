import 'reflect-metadata';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import { NestLogger, createLogger, loadConfig } from '@relance/platform';
import { AppModule, type House } from './app.module.ts';
import { openApiDocument, serveDocument } from './document.ts';
import { setUpHttp } from './http.ts';

/** The application, connected and ready to listen. Rejects when the database does not answer. */
export async function createApp(house: House): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(house, await demoModules(house)), {
    bodyParser: false,
    forceCloseConnections: true,
    abortOnError: false,
    logger: new NestLogger(house.logger),
  });
  setUpHttp(app, house.config, house.logger);
  serveDocument(app, openApiDocument(app));
  return app;
}

/** Demonstration data is a chunk of its own that production never loads. */
const demoModules = async ({ config }: House): Promise<Type[]> =>
  config.demo ? [(await import('@relance/campaigns-demo')).CampaignsDemoModule] : [];

/** The contract without a database: Nest reads the routes and makes nothing of what they need (preview). */
export async function createDocument(): Promise<OpenAPIObject> {
  const config = loadConfig({
    JWT_SECRET: 'unused',
    RELANCE_MASTER_KEYS: `unused:${Buffer.alloc(32).toString('base64')}`,
  });
  const house = { config, logger: createLogger({ logLevel: 'silent' }), mongoUri: '', announce: () => undefined };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(house), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  setUpHttp(app, config, house.logger);
  return openApiDocument(app);
}
