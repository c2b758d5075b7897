import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { campaignProviders, campaignSchemas, campaignTokens } from './campaign.providers.ts';
import { sendingProviders, sendingSchemas, sendingTokens } from './sending.providers.ts';

/** The campaigns' ports on MongoDB. Needs the platform's MongoModule. */
@Module({
  imports: [MongooseModule.forFeature([...campaignSchemas, ...sendingSchemas])],
  providers: [...campaignProviders, ...sendingProviders],
  exports: [...campaignTokens, ...sendingTokens],
})
export class CampaignsMongoModule {}
