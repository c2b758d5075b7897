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
import { type Connection, type mongo } from 'mongoose';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { JobsModule } from '../jobs/jobs.module.ts';
import { type Logger } from 'pino';
import { LOGGER } from '../observability/logger.ts';
import { READINESS_CHECKS, type ReadinessChecks } from '../observability/readiness.ts';
import { loadClockOrigin } from '../time/clock-origin.store.ts';
import { PRODUCT_CLOCK, ProductClock, SYSTEM_CLOCK } from '../time/clocks.ts';
import { ProductTime } from '../time/product-time.ts';
import { OUTBOX_WRITER } from '../outbox/outbox.ts';
import { outboxOf } from '../outbox/outbox.mongo.ts';
import { createIndex } from './create-index.ts';
import { assertReplicaSet } from './server/assert-replica-set.ts';
import { patchMongodbDriver } from './patch-mongodb-driver.ts';

/** A request waits this long for a database that is away before it is told so (503). */
export const DATABASE_WAIT_MS = 3000;

/**
 * The driver's limits of time. A database that stopped in the middle (a frozen host, a cut network) answers nothing and closes nothing,
 * so only a limit tells: the monitor misses its answer after `connectTimeoutMS + heartbeatFrequencyMS`, cuts what is on its way, and
 * the retry finds no server within DATABASE_WAIT_MS. That is less than ten seconds for every request. `socketTimeoutMS` bounds each
 * single command, should the monitor's connection live and the command's not.
 */
export const databaseLimits = {
  serverSelectionTimeoutMS: DATABASE_WAIT_MS,
  connectTimeoutMS: 3500,
  heartbeatFrequencyMS: 1500,
  socketTimeoutMS: 15_000,
} as const;

/** What is asked of a model here; its document's type does not matter. */
type Indexed = Pick<ReturnType<Connection['model']>, 'collection' | 'schema'> & { init(): Promise<unknown> };

/** The right kind of server, and every index, before the first request: unique ones guard what the code relies on. */
@Injectable()
class IndexKeeper implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(READINESS_CHECKS) checks: ReadinessChecks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    checks.add({ name: 'database', check: async () => void (await this.connection.db?.command({ ping: 1 })) });
  }

  async onModuleInit(): Promise<void> {
    if (!patchMongodbDriver()) {
      const message =
        'MongoDB driver is of another version than the one this product was tested with; a lost connection may hang';
      this.logger.warn({ event: 'database.driver_unpatched' }, message);
    }
    await assertReplicaSet(this.connection);
  }

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all(this.connection.modelNames().map((name) => this.createIndexes(this.connection.model(name))));
  }

  private async createIndexes(model: Indexed): Promise<void> {
    await model.init();
    for (const [fields, options] of model.schema.indexes()) {
      const index = [fields as mongo.IndexSpecification, options as mongo.CreateIndexesOptions] as const;
      await createIndex(model.collection, index, () => {
        const what = { collection: model.collection.name, index: options?.['name'] };
        const message = 'database does not answer while it builds an index; asking again until it does';
        this.logger.warn({ event: 'database.index_waited_for', ...what }, message);
      });
    }
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
          ...databaseLimits,
          autoIndex: false,
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
