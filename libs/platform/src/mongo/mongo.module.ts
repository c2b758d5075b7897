import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectConnection, MongooseModule, getConnectionToken } from '@nestjs/mongoose';
import { type Clock } from '@relance/kernel';
import { type Connection } from 'mongoose';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { JobsModule } from '../jobs/jobs.module.ts';
import { READINESS_CHECKS, type ReadinessChecks } from '../observability/readiness.ts';
import { loadClockOrigin } from '../time/clock-origin.store.ts';
import { PRODUCT_CLOCK, ProductClock, SYSTEM_CLOCK } from '../time/clocks.ts';
import { ProductTime } from '../time/product-time.ts';
import { OUTBOX_WRITER } from '../outbox/outbox.ts';
import { outboxOf } from '../outbox/outbox.mongo.ts';
import { assertReplicaSet } from './assert-replica-set.ts';
import { patchMongodbDriver } from './patch-mongodb-driver.ts';

/** A request waits this long for a database that is away before it is told so (503). */
export const DATABASE_WAIT_MS = 3000;

/** The right kind of server, and every index, before the first request: unique ones guard what the code relies on. */
@Injectable()
class IndexKeeper implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(READINESS_CHECKS) checks: ReadinessChecks,
  ) {
    checks.add({ name: 'database', check: async () => void (await this.connection.db?.command({ ping: 1 })) });
  }

  async onModuleInit(): Promise<void> {
    await assertReplicaSet(this.connection);
  }

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all(this.connection.modelNames().map((name) => this.connection.model(name).init()));
  }
}

const productClock = {
  provide: PRODUCT_CLOCK,
  inject: [getConnectionToken(), RELANCE_CONFIG, SYSTEM_CLOCK],
  useFactory: async (connection: Connection, config: RelanceConfig, system: Clock) =>
    new ProductClock(await loadClockOrigin(connection, config.clockRate, system.now()), system),
};

const outboxWriter = { provide: OUTBOX_WRITER, inject: [getConnectionToken()], useFactory: outboxOf };

/** Mongoose's connection, the product's clock (its origin is stored) and jobs. Global; needs PlatformModule. */
@Global()
@Module({})
export class MongoModule {
  /** Connects at start and rejects when the server does not answer; later losses are waited out by the driver. */
  static on(uri: string): DynamicModule {
    patchMongodbDriver();
    const shared = [productClock, ProductTime, outboxWriter];
    return {
      module: MongoModule,
      imports: [
        JobsModule,
        MongooseModule.forRoot(uri, {
          serverSelectionTimeoutMS: DATABASE_WAIT_MS,
          retryAttempts: 0,
          connectionFactory: (connection: Connection) => {
            connection.set('bufferTimeoutMS', DATABASE_WAIT_MS);
            return connection;
          },
        }),
      ],
      providers: [...shared, IndexKeeper],
      exports: shared,
    };
  }
}
