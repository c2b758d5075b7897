import { CampaignsCoreModule } from '@relance/campaigns-core';
import { CampaignsManagementModule } from '@relance/campaigns-management';
import { Module } from '@nestjs/common';
import { SeedDemo } from './seed-demo.ts';

/** Demonstration data; loaded only with RELANCE_DEMO. */
@Module({ imports: [CampaignsCoreModule, CampaignsManagementModule], providers: [SeedDemo] })
export class CampaignsDemoModule {}
