import 'reflect-metadata';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import { NestLogger, createLogger, loadConfig } from '@relance/platform';
import { allowedMethods } from './allowed-methods.ts';
import { AppModule, type AppOptions } from './app.module.ts';
import { openApiDocument, serveDocument } from './document.ts';
import { setUpHttp } from './http.ts';

/** The application, connected and ready to listen. Rejects when the database does not answer. */
export async function createApp(options: AppOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(options, await demoModules(options)), {
    bodyParser: false,
    forceCloseConnections: true,
    abortOnError: false,
    logger: new NestLogger(options.logger),
  });
  setUpHttp(app, options.config, options.logger);
  if (options.config.roles.api) {
    app.use(allowedMethods(app));
    serveDocument(app);
  }
  return app;
}

/** Demonstration data is a chunk of its own that production never loads. */
const demoModules = async ({ config }: AppOptions): Promise<Type[]> =>
  config.demo ? [(await import('@relance/campaigns-demo')).CampaignsDemoModule] : [];

/** The contract without a database: Nest reads the routes and makes nothing of what they need (preview). */
export async function createDocument(): Promise<OpenAPIObject> {
  const config = loadConfig({
    JWT_SECRET: 'unused',
    RELANCE_MASTER_KEYS: `unused:${Buffer.alloc(32).toString('base64')}`,
  });
  const options = { config, logger: createLogger({ logLevel: 'silent' }), mongoUri: '', announce: () => undefined };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(options), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  setUpHttp(app, config, options.logger);
  return openApiDocument(app);
}
