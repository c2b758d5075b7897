import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Document, type MongoClientOptions } from 'mongodb';
import { startServer, type RunningServer } from '../server.ts';

/** Documents of tests: anything, with a short `_id`. */
export type Thing = Document & { _id?: number | string };

/** A server under test and how to reach it. */
export type TestServer = {
  readonly uri: string;
  readonly folder: string;
  /** Undefined when the suite runs against a server of somebody else. */
  readonly server: RunningServer | undefined;
  connect(options?: MongoClientOptions): Promise<MongoClient>;
  stop(): Promise<void>;
};

/** Starts the engine on a random port; `EMBEDDED_MONGOD_TEST_URI` names another server to run the same suite on. */
export const startTestServer = async (
  folder = mkdtempSync(join(tmpdir(), 'embedded-mongod-')),
): Promise<TestServer> => {
  const given = process.env['EMBEDDED_MONGOD_TEST_URI'];
  const clients: MongoClient[] = [];
  const server =
    given === undefined
      ? await startServer(
          { port: 0, address: '127.0.0.1', folder, setName: 'rs0', quiet: true, version: false },
          () => undefined,
        )
      : undefined;
  const uri = given ?? `mongodb://127.0.0.1:${server?.port}/?replicaSet=rs0`;
  if (server !== undefined && server.engine.replicaSet.config === undefined) {
    const first = new MongoClient(`mongodb://127.0.0.1:${server.port}/?directConnection=true`);
    await first.db('admin').command({ replSetInitiate: {} });
    await first.close();
  }
  return {
    uri,
    folder,
    server,
    connect: async (options = {}) => {
      const client = new MongoClient(uri, options);
      clients.push(client);
      return client.connect();
    },
    stop: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Resolves when a condition holds. @throws Error when it does not within the time. */
export const until = async (holds: () => boolean | Promise<boolean>, milliseconds = 5000): Promise<void> => {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`the condition did not hold within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
