import { CONTACT_FILE_READER, type ContactFileReader } from '@relance/campaigns-domain';
import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';

export type CampaignPorts = {
  /** Provides the domain's ports. */
  readonly stores: Type | DynamicModule;
  /** Provides MESSENGER. */
  readonly messenger: Type | DynamicModule;
  /** Reads files of contacts. */
  readonly contactFiles: ContactFileReader;
};

/** The adapters behind the campaigns' ports, chosen by the application and seen by every module of the scope. */
@Global()
@Module({})
export class CampaignPortsModule {
  static on({ stores, messenger, contactFiles }: CampaignPorts): DynamicModule {
    return {
      module: CampaignPortsModule,
      imports: [stores, messenger],
      providers: [{ provide: CONTACT_FILE_READER, useValue: contactFiles }],
      exports: [stores, messenger, CONTACT_FILE_READER],
    };
  }
}
