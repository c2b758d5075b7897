import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { bookProviders, bookSchemas, bookTokens } from './book.providers.ts';
import { engineProviders, engineSchemas, engineTokens } from './engine.providers.ts';

/** The campaigns' ports on MongoDB. Needs the platform's MongoModule. */
@Module({
  imports: [MongooseModule.forFeature([...bookSchemas, ...engineSchemas])],
  providers: [...bookProviders, ...engineProviders],
  exports: [...bookTokens, ...engineTokens],
})
export class CampaignsMongoModule {}
