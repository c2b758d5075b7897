import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { bookProviders, bookSchemas, bookTokens } from './book.providers.ts';

/** The campaigns' ports on MongoDB. Needs the platform's MongoModule. */
@Module({
  imports: [MongooseModule.forFeature([...bookSchemas])],
  providers: [...bookProviders],
  exports: [...bookTokens],
})
export class CampaignsMongoModule {}
