import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { type Logger } from 'pino';
import { AuthGuard } from './auth/auth.guard.ts';
import { RELANCE_CONFIG, type RelanceConfig } from './config/relance-config.ts';
import { EnvelopeInterceptor } from './http/envelope.interceptor.ts';
import { PreconditionInterceptor } from './http/preconditions/precondition.interceptor.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { RelanceValidationPipe } from './http/validation.pipe.ts';
import { Shutdown } from './jobs/shutdown.ts';
import { RetentionRules } from './installation/retention-rules.ts';
import { LiveHub } from './live/live-hub.ts';
import { LOGGER, createLogger } from './observability/logger.ts';
import { METRICS, createMetrics } from './observability/metrics.ts';
import { OperationsController } from './observability/operations.controller.ts';
import { READINESS_CHECKS, ReadinessChecks } from './observability/readiness.ts';
import { SYSTEM_CLOCK, systemClock } from './time/clocks.ts';

const edge = [
  { provide: APP_GUARD, useClass: AuthGuard },
  { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
  { provide: APP_INTERCEPTOR, useClass: PreconditionInterceptor },
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_PIPE, useClass: RelanceValidationPipe },
];

/** The kit: configuration, log, metrics, live hub, and one guard, filter, pipe and envelope for every route. Global. */
@Global()
@Module({})
export class PlatformModule {
  static on(config: RelanceConfig, logger: Logger = createLogger(config)): DynamicModule {
    const kit = [
      { provide: RELANCE_CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: METRICS, useFactory: createMetrics },
      { provide: SYSTEM_CLOCK, useValue: systemClock },
      { provide: READINESS_CHECKS, useClass: ReadinessChecks },
      Shutdown,
      LiveHub,
      RetentionRules,
    ];
    return {
      module: PlatformModule,
      controllers: [OperationsController],
      providers: [...kit, ...edge],
      exports: kit,
    };
  }
}
