import { mkdtemp, rm } from 'node:fs/promises';
import { type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import { createLogger, loadConfig } from '@relance/platform';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import { SignJWT } from 'jose';
import request from 'supertest';
import { createApp } from '../create-app.ts';
import { openApiDocument } from '../document.ts';
import { undeclaredStatuses } from './declared-statuses.ts';

const SECRET = 'a secret of at least thirty-two characters';
export const ADMIN = { email: 'admin@relance.test', password: 'correct horse battery' };

export type Role = 'user' | 'support' | 'admin';

/** The whole API in this process on a database of its own; WhatsApp is a port where nobody listens. */
export type ApiTestEnv = {
  readonly app: NestExpressApplication;
  readonly document: OpenAPIObject;
  /** Everything that was logged, as text. */
  readonly log: () => string;
  readonly http: () => ReturnType<typeof request>;
  readonly token: (role: Role, id?: string) => Promise<string>;
  /** Rejects when an answer had a status that the contract does not name for its route. */
  readonly close: () => Promise<void>;
};

/** `database` is stopped at `close`; one is made when none is given. */
export async function startTestApp(
  environment: Record<string, string> = {},
  given?: TestDatabase,
): Promise<ApiTestEnv> {
  const database = given ?? (await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'relance-api-'));
  const config = loadConfig({
    JWT_SECRET: SECRET,
    RELANCE_MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    RELANCE_DATA_DIR: dataDir,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    WHATSAPP_WS_URL: 'ws://127.0.0.1:9',
    LOG_LEVEL: 'debug',
    ...environment,
  });
  let logged = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  const logger = createLogger(config, sink);
  const app = await createApp({ config, logger, mongoUri: database.uri, announce: () => undefined });
  await app.listen(0, '127.0.0.1');
  const undeclared = undeclaredStatuses(app.getHttpServer() as Server);
  let document: OpenAPIObject | null = null;
  return {
    app,
    get document() {
      return (document ??= openApiDocument(app));
    },
    log: () => logged,
    http: () => request(app.getHttpServer()),
    token: (role, id = `the-${role}`) =>
      new SignJWT({ role, email: `${id}@relance.test` })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(id)
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(SECRET)),
    close: async () => {
      await app.close();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
      if (undeclared().length > 0)
        throw new Error(`statuses that the contract does not name: ${undeclared().join(', ')}`);
    },
  };
}
