import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';

export type CampaignPorts = {
  /** Provides the domain's ports. */
  readonly stores: Type | DynamicModule;
  /** Provides MESSENGER. */
  readonly messenger: Type | DynamicModule;
};

/** The adapters behind the campaigns' ports, chosen by the application and seen by every module of the scope. */
@Global()
@Module({})
export class CampaignPortsModule {
  static on({ stores, messenger }: CampaignPorts): DynamicModule {
    return { module: CampaignPortsModule, imports: [stores, messenger], exports: [stores, messenger] };
  }
}
