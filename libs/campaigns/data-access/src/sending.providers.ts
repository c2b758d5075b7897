import {
  ANALYTICS_STORE,
  DELIVERY_STORE,
  GATE_STORE,
  OPT_OUT_STORE,
  SENDER_DAY_STORE,
  SENDER_STATE_STORE,
  SENDING_STORE,
  STATISTICS_STORE,
  TARGET_STORE,
} from '@relance/campaigns-domain';
import { type Provider } from '@nestjs/common';
import { type ModelDefinition } from '@nestjs/mongoose';
import { DeliveryFeed } from './deliveries/delivery.feed.ts';
import { DELIVERY_MODEL, deliverySchema } from './deliveries/delivery.schema.ts';
import { MongoDeliveryStore } from './deliveries/delivery.store.ts';
import { OPT_OUT_MODEL, optOutSchema } from './opt-outs/opt-out.schema.ts';
import { MongoOptOutStore } from './opt-outs/opt-out.store.ts';
import { MongoSenderDayStore } from './senders/sender-day.store.ts';
import { MongoSenderStateStore } from './senders/sender-state.store.ts';
import {
  SENDER_DAY_MODEL,
  SENDER_NUMBER_MODEL,
  SENDER_STATE_MODEL,
  senderDaySchema,
  senderNumberSchema,
  senderStateSchema,
} from './senders/sender.schemas.ts';
import { MongoGateStore } from './sending/gate.store.ts';
import { MongoSendingStore } from './sending/sending.store.ts';
import { MongoAnalyticsStore } from './statistics/analytics.store.ts';
import { hourSchema, STATS_HOURLY_MODEL } from './statistics/hourly.ts';
import { COUNTED_MODEL, countedSchema } from './statistics/totals.ts';
import { MongoStatisticsStore } from './statistics/statistics.store.ts';
import { TARGET_MODEL, targetSchema } from './targets/target.schema.ts';
import { MongoTargetStore } from './targets/target.store.ts';

/** Collections of the sending engine: their names and indexes. */
export const sendingSchemas: ModelDefinition[] = [
  { name: TARGET_MODEL, schema: targetSchema },
  { name: DELIVERY_MODEL, schema: deliverySchema },
  { name: SENDER_STATE_MODEL, schema: senderStateSchema },
  { name: SENDER_DAY_MODEL, schema: senderDaySchema },
  { name: SENDER_NUMBER_MODEL, schema: senderNumberSchema },
  { name: OPT_OUT_MODEL, schema: optOutSchema },
  { name: STATS_HOURLY_MODEL, schema: hourSchema },
  { name: COUNTED_MODEL, schema: countedSchema },
];

/** The engine's ports on MongoDB. */
export const sendingProviders: Provider[] = [
  { provide: TARGET_STORE, useClass: MongoTargetStore },
  { provide: SENDING_STORE, useClass: MongoSendingStore },
  { provide: SENDER_STATE_STORE, useClass: MongoSenderStateStore },
  { provide: SENDER_DAY_STORE, useClass: MongoSenderDayStore },
  { provide: DELIVERY_STORE, useClass: MongoDeliveryStore },
  { provide: GATE_STORE, useClass: MongoGateStore },
  { provide: OPT_OUT_STORE, useClass: MongoOptOutStore },
  { provide: STATISTICS_STORE, useClass: MongoStatisticsStore },
  { provide: ANALYTICS_STORE, useClass: MongoAnalyticsStore },
  DeliveryFeed,
];

export const sendingTokens = [
  TARGET_STORE,
  SENDING_STORE,
  SENDER_STATE_STORE,
  SENDER_DAY_STORE,
  DELIVERY_STORE,
  GATE_STORE,
  OPT_OUT_STORE,
  STATISTICS_STORE,
  ANALYTICS_STORE,
];
