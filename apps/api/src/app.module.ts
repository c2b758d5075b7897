import { type DynamicModule, Module } from '@nestjs/common';
import { AdminMongoModule } from '@relance/admin-data-access';
import { AdminModule } from '@relance/admin-feature';
import { MongoModule, PlatformModule, type RelanceConfig } from '@relance/platform';
import { type Logger } from 'pino';

export type House = {
  readonly config: RelanceConfig;
  readonly logger: Logger;
  readonly mongoUri: string;
  /** Prints a line for the person who starts the product. */
  readonly announce: (line: string) => void;
};

/** The whole product: the kit, the database, and the rooms, each told what it stands on. */
@Module({})
export class AppModule {
  static on({ config, logger, mongoUri, announce }: House): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.on(config, logger),
        MongoModule.on(mongoUri),
        AdminModule.on({ stores: AdminMongoModule, announce }),
      ],
    };
  }
}
