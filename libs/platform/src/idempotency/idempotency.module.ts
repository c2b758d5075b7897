import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { MongooseModule } from '@nestjs/mongoose';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { IDEMPOTENCY_MODEL, idempotencySchema, IdempotencyStore } from './idempotency.store.ts';

/** `Idempotency-Key` on every POST of the application that imports this. Needs PlatformModule and MongoModule before it. */
@Module({
  imports: [MongooseModule.forFeature([{ name: IDEMPOTENCY_MODEL, schema: idempotencySchema }])],
  providers: [IdempotencyStore, { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }],
})
export class IdempotencyModule {}
