import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import {
  CREDENTIAL_STORE,
  OUTAGE_RECORDS,
  SESSION_FEED,
  SESSION_LEASES,
  SESSION_STORE,
} from '@relance/whatsapp-session-domain';
import {
  credentialSchema,
  CREDENTIALS,
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
} from './collections.ts';
import { MASTER_KEYS, MongoCredentialStore } from './credential.store.mongo.ts';
import { MasterKeyRing } from './encryption/master-key-ring.ts';
import { MongoOutageRecords } from './outage-records.mongo.ts';
import { KeyRotation } from './key-rotation.ts';
import { SessionRetention } from './session-retention.ts';
import { MongoSessionLeases } from './session-leases.mongo.ts';
import { MongoSessionFeed } from './session.feed.mongo.ts';
import { MongoSessionStore } from './session.store.mongo.ts';

const ports = [
  { provide: SESSION_STORE, useClass: MongoSessionStore },
  { provide: SESSION_LEASES, useClass: MongoSessionLeases },
  { provide: SESSION_FEED, useClass: MongoSessionFeed },
  { provide: CREDENTIAL_STORE, useClass: MongoCredentialStore },
  { provide: OUTAGE_RECORDS, useClass: MongoOutageRecords },
];
const masterKeys = {
  provide: MASTER_KEYS,
  inject: [RELANCE_CONFIG],
  useFactory: (config: RelanceConfig) => new MasterKeyRing(config.masterKeys),
};

/** The session ports on MongoDB. Needs PlatformModule and MongoModule. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: SESSIONS, schema: sessionSchema },
      { name: SESSION_EVENTS, schema: sessionEventSchema },
      { name: CREDENTIALS, schema: credentialSchema },
      { name: SIGNAL_KEYS, schema: signalKeySchema },
      { name: OUTGOING, schema: outgoingSchema },
      { name: INBOUND, schema: inboundSchema },
      { name: CONNECTION_LOSSES, schema: connectionLossSchema },
      { name: FLEET, schema: outageSchema },
    ]),
  ],
  providers: [masterKeys, ...ports, KeyRotation, SessionRetention],
  exports: [...ports.map(({ provide }) => provide), KeyRotation],
})
export class WhatsAppSessionMongoModule {}
