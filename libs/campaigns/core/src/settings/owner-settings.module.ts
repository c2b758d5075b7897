import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { OWNER_SETTINGS_READER } from '@relance/messaging';
import { CampaignOwnerSettingsReader } from './owner-settings-reader.ts';

/** The part of the campaigns that the session's status needs; knows no messenger, so that no circle arises. */
@Module({})
export class OwnerSettingsModule {
  static on({ stores }: { readonly stores: Type | DynamicModule }): DynamicModule {
    return {
      module: OwnerSettingsModule,
      imports: [stores],
      providers: [
        CampaignOwnerSettingsReader,
        { provide: OWNER_SETTINGS_READER, useExisting: CampaignOwnerSettingsReader },
      ],
      exports: [OWNER_SETTINGS_READER],
    };
  }
}
