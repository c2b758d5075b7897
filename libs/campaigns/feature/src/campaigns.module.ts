import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { bookControllers, bookExports, bookProviders } from './book.providers.ts';
import { engineControllers, engineExports, engineProviders } from './engine.providers.ts';

export type CampaignsDependencies = {
  /** Provides the domain's ports. */
  readonly stores: Type | DynamicModule;
  /** Provides MESSENGER. */
  readonly messenger: Type | DynamicModule;
};

/** Campaigns: settings, contacts, audiences, the lifecycle and the sending engine. Needs platform, audit and user directory. */
@Module({})
export class CampaignsModule {
  static on({ stores, messenger }: CampaignsDependencies): DynamicModule {
    return {
      module: CampaignsModule,
      imports: [stores, messenger],
      controllers: [...bookControllers, ...engineControllers],
      providers: [...bookProviders, ...engineProviders],
      exports: [...bookExports, ...engineExports],
    };
  }
}
