import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { OWNER_SWITCHBOARD } from '@relance/messaging';
import { CampaignSwitchboard } from './owner-switchboard.ts';

/** The part of the campaigns that the session's status needs; knows no messenger, so that no circle arises. */
@Module({})
export class CampaignSettingsModule {
  static on({ stores }: { readonly stores: Type | DynamicModule }): DynamicModule {
    return {
      module: CampaignSettingsModule,
      imports: [stores],
      providers: [CampaignSwitchboard, { provide: OWNER_SWITCHBOARD, useExisting: CampaignSwitchboard }],
      exports: [OWNER_SWITCHBOARD],
    };
  }
}
