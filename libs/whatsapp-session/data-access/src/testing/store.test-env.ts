import { testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection } from 'mongoose';
import {
  CREDENTIALS,
  credentialSchema,
  FLEET,
  CONNECTION_LOSSES,
  connectionLossSchema,
  outageSchema,
  INBOUND,
  inboundSchema,
  OUTGOING,
  outgoingSchema,
  SESSION_EVENTS,
  sessionEventSchema,
  SESSIONS,
  sessionSchema,
  SIGNAL_KEYS,
  signalKeySchema,
} from '../collections.ts';
import { MongoCredentialStore } from '../credential.store.mongo.ts';
import { MasterKeyRing, type MasterKey } from '../encryption/master-key-ring.ts';
import { MongoSessionLeases } from '../session-leases.mongo.ts';
import { MongoSessionStore } from '../session.store.mongo.ts';

export const aMasterKey = (id: string, fill = 1): MasterKey => ({ id, key: Buffer.alloc(32, fill) });

export type StoreTestEnv = {
  readonly connection: Connection;
  readonly store: MongoSessionStore;
  readonly leases: MongoSessionLeases;
  credentialStore(...keys: MasterKey[]): MongoCredentialStore;
  ring(...keys: MasterKey[]): MasterKeyRing;
  stop(): Promise<void>;
};

/** The stores of this library on a database of their own, with their indexes. */
export async function startStoreTestEnv(): Promise<StoreTestEnv> {
  const database = await testDatabase();
  const connection = await mongoose.createConnection(database.uri).asPromise();
  const schemas = [
    [SESSIONS, sessionSchema],
    [SESSION_EVENTS, sessionEventSchema],
    [CREDENTIALS, credentialSchema],
    [SIGNAL_KEYS, signalKeySchema],
    [OUTGOING, outgoingSchema],
    [INBOUND, inboundSchema],
    [CONNECTION_LOSSES, connectionLossSchema],
    [FLEET, outageSchema],
  ] as const;
  for (const [name, schema] of schemas) await connection.model(name, schema).init();
  const ring = (...keys: MasterKey[]) => new MasterKeyRing(keys.length > 0 ? keys : [aMasterKey('first')]);
  return {
    connection,
    store: new MongoSessionStore(connection),
    leases: new MongoSessionLeases(connection),
    ring,
    credentialStore: (...keys) => new MongoCredentialStore(connection, ring(...keys)),
    stop: async () => {
      await connection.close();
      await database.stop();
    },
  };
}
