import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { LOGGER } from '@relance/platform';
import { CREDENTIAL_STORE, type CredentialStore } from '@relance/whatsapp-session-domain';
import { type Connection, mongo } from 'mongoose';
import { type Logger } from 'pino';
import { CREDENTIALS, type CredentialDocument } from './collections.ts';
import { MASTER_KEYS, wrappedOf } from './credential.store.mongo.ts';
import { MasterKeyRing } from './encryption/master-key-ring.ts';

const BATCH = 100;
const EVERY_MS = 60_000;

/**
 * Refuses to start with master keys that do not open what is stored; then wraps anew, while sessions go on, every data
 * key that an older master key wraps. When none is left, the old key may be taken out of the configuration.
 */
@Injectable()
export class KeyRotation implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(MASTER_KEYS) private readonly ring: MasterKeyRing,
    @Inject(CREDENTIAL_STORE) private readonly credentialStore: CredentialStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.credentialStore.verify();
    const run = () => {
      this.running = this.rewrapAll().catch((error: unknown) =>
        this.logger.error({ event: 'keys.rotation_failed', err: error }, 'data keys could not be re-wrapped'),
      );
    };
    run();
    this.timer = setInterval(run, EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Wraps every data key with the newest master key; answers how many needed it. */
  async rewrapAll(): Promise<number> {
    let count = 0;
    const unreadable: string[] = [];
    for (;;) {
      const old = await this.credentials()
        .find({ keyId: { $ne: this.ring.newest.id }, _id: { $nin: unreadable } })
        .limit(BATCH)
        .toArray();
      if (old.length === 0) return count;
      for (const document of old) {
        if (await this.rewrap(document)) count += 1;
        else unreadable.push(document._id);
      }
    }
  }

  private async rewrap(document: CredentialDocument): Promise<boolean> {
    try {
      const dataKey = this.ring.unwrap(document._id, wrappedOf(document));
      const { keyId, wrapped } = this.ring.wrap(document._id, dataKey);
      await this.credentials().updateOne(
        { _id: document._id, keyId: document.keyId, wrappedKey: document.wrappedKey },
        { $set: { keyId, wrappedKey: new mongo.Binary(wrapped) } },
      );
      return true;
    } catch (error) {
      // A key that a process with newer configuration wrapped meanwhile: theirs to read, nothing to do here.
      this.logger.warn(
        { event: 'keys.unwrap_failed', err: error, ownerId: document._id },
        'data key could not be unwrapped',
      );
      return false;
    }
  }

  private credentials() {
    return this.connection.collection<CredentialDocument>(CREDENTIALS);
  }
}
