import { jest } from '@jest/globals';
import { type Collection, type Document, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

// A busy machine is no failure.
jest.setTimeout(60_000);

type Id = number | string | object | null;

/** Documents of tests: their `_id` may be anything. */
export type Things = Collection<Document & { _id?: Id }>;

/** A server and a database of its own for one suite; the same suite runs on any server that the test server is told of. */
export type Suite = {
  readonly client: MongoClient;
  readonly things: Things;
  /** Another collection of the same database. */
  coll(name: string): Things;
  /** Empties the collection and puts documents into it. */
  fill(...documents: object[]): Promise<Things>;
};

/** Registers hooks that start the server, and empty the database before each test. */
export const useServer = (db: string): Suite => {
  let server: TestServer;
  let client: MongoClient;
  beforeAll(async () => {
    server = await startTestServer();
    client = await server.connect();
  });
  afterAll(() => server.stop());
  beforeEach(() => client.db(db).dropDatabase());
  const coll = (name: string): Things => client.db(db).collection(name);
  return {
    get client() {
      return client;
    },
    get things() {
      return coll('things');
    },
    coll,
    fill: async (...documents) => {
      if (documents.length > 0) await coll('things').insertMany(documents);
      return coll('things');
    },
  };
};

/** The error a refused work ends with. @throws Error when it is not refused. */
export const refusal = async (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: MongoServerError) => error,
  );
