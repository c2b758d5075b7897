import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@relance/platform/testing';
import { startSimulator, type Simulator } from '@relance/whatsapp-simulator';
import { SignJWT } from 'jose';
import { type ApiProcess, freePort, startApi } from './api-process.ts';
import { Client } from './client.ts';

const JWT_SECRET = 'a-secret-of-the-story-tests-32-chars-long';
const ADMIN = { email: 'admin@relance.test', password: 'correct horse battery staple' };

/**
 * The whole product for one story: a database, a simulated WhatsApp and the built API, each on ports of its own.
 * `restart` starts the API again on the same database, as after a crash.
 */
export type TestEnv<Phones = Simulator> = {
  readonly api: ApiProcess;
  readonly simulator: Phones;
  readonly mongoUri: string;
  readonly environment: Record<string, string>;
  owner(id: string): Promise<Client>;
  admin(): Promise<Client>;
  /** Anybody without a token. */
  stranger(): Client;
  restart(changes?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
};

export const adminLogin = ADMIN;

export async function startTestEnv(changes: Record<string, string> = {}): Promise<TestEnv> {
  return startTestEnvOn(await startSimulator({ seed: 'story' }), changes);
}

/** What the product has to be told about a WhatsApp server. */
export type PhoneNetwork = Pick<Simulator, 'wsUrl' | 'rootPublicKeyHex' | 'mediaCaFile'> & {
  scan(order: { qr: string; phone: string }): Promise<unknown>;
  stop(): Promise<void>;
};

/** The same on a simulator that runs already; `stop` ends that one too. */
export async function startTestEnvOn<Phones extends PhoneNetwork>(
  simulator: Phones,
  changes: Record<string, string> = {},
): Promise<TestEnv<Phones>> {
  const [database, port] = await Promise.all([testDatabase(), freePort()]);
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-story-'));
  const environment: Record<string, string> = {
    MONGODB_URI: database.uri,
    RELANCE_DATA_DIR: dataDir,
    JWT_SECRET,
    RELANCE_MASTER_KEYS: `story:${Buffer.alloc(32, 7).toString('base64')}`,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    WHATSAPP_WS_URL: simulator.wsUrl,
    WHATSAPP_ROOT_PUBLIC_KEY: simulator.rootPublicKeyHex,
    ...(simulator.mediaCaFile ? { WHATSAPP_MEDIA_CA_FILE: simulator.mediaCaFile } : {}),
    ...changes,
  };
  let api = await startApi(port, environment);
  const base = () => `${api.url}/api/relance`;
  return {
    get api() {
      return api;
    },
    simulator,
    mongoUri: database.uri,
    environment,
    owner: async (id) => new Client(base(), await tokenFor(id, 'user')),
    admin: async () => {
      const { token } = await new Client(base(), null).post<{ token: string }>('/auth/login', ADMIN);
      return new Client(base(), token);
    },
    stranger: () => new Client(base(), null),
    restart: async (more = {}) => {
      await api.kill();
      api = await startApi(port, { ...environment, ...more });
    },
    stop: async () => {
      await api.stop();
      await simulator.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A token as the user app would issue it. */
export function tokenFor(ownerId: string, role: 'user' | 'support' | 'admin'): Promise<string> {
  return new SignJWT({ email: `${ownerId}@example.test`, role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(ownerId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JWT_SECRET));
}
