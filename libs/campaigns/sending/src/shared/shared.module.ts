import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { Module } from '@nestjs/common';
import { FaultPoints, faultPlanOf } from './fault-points.ts';
import { LinkedNumberTracker } from './linked-number.ts';
import { OptOutBarrier } from './opt-out-barrier.ts';
import { SendingMetrics } from './sending.metrics.ts';
import { SENDING_POLICY, sendingPolicy } from './sending.policy.ts';

/** The engine's numbers, its metrics and the places where a test kills it. */
@Module({
  providers: [
    { provide: SENDING_POLICY, useFactory: (config: RelanceConfig) => sendingPolicy(config), inject: [RELANCE_CONFIG] },
    { provide: FaultPoints, useFactory: () => new FaultPoints(faultPlanOf(process.env)) },
    LinkedNumberTracker,
    OptOutBarrier,
    SendingMetrics,
  ],
  exports: [SENDING_POLICY, FaultPoints, LinkedNumberTracker, OptOutBarrier, SendingMetrics],
})
export class SendingSharedModule {}
