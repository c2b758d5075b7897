import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { type Provider, type Type } from '@nestjs/common';
import { AfterNews } from './sending/after-news.ts';
import { ClaimDueTarget } from './sending/claim-due-target.ts';
import { ComposeMessage } from './sending/compose-message.ts';
import { ConfirmOptOut } from './sending/confirm-opt-out.ts';
import { DeliveryDesk } from './sending/delivery-desk.ts';
import { DueTargets } from './sending/due-targets.ts';
import { FaultPoints, faultPlanOf } from './sending/fault-points.ts';
import { FollowSender } from './sending/follow-sender.ts';
import { GateFactsReader } from './sending/gate-facts.ts';
import { HandleInbound } from './sending/handle-inbound.ts';
import { IntegrityAuditor } from './sending/integrity-auditor.ts';
import { ListenToMessenger } from './sending/listen-to-messenger.ts';
import { NextDays } from './sending/next-days.ts';
import { ReapAbandoned } from './sending/reap-abandoned.ts';
import { SendDueTarget } from './sending/send-due-target.ts';
import { SenderLanes } from './sending/sender-lanes.ts';
import { SendingMetrics } from './sending/sending.metrics.ts';
import { SENDING_POLICY, sendingPolicy } from './sending/sending.policy.ts';
import { SendingTick } from './sending/sending-tick.ts';
import { ExplainTarget } from './targets/explain-target.ts';
import { RetryTarget } from './targets/retry-target.ts';
import { TargetReader } from './targets/target-reader.ts';
import { TargetPresenter } from './targets/target.presenter.ts';
import { TargetsController } from './targets/targets.controller.ts';

/** Routes of targets. */
export const engineControllers: Type[] = [TargetsController];

/** What other modules may use of the engine. */
export const engineExports = [TargetReader, ExplainTarget, RetryTarget, IntegrityAuditor, SendingTick];

/** The sending engine. Needs the stores, MESSENGER and SYSTEM_STEERING. */
export const engineProviders: Provider[] = [
  ...engineExports,
  { provide: SENDING_POLICY, useFactory: (config: RelanceConfig) => sendingPolicy(config), inject: [RELANCE_CONFIG] },
  { provide: FaultPoints, useFactory: () => new FaultPoints(faultPlanOf(process.env)) },
  SenderLanes,
  SendingMetrics,
  ComposeMessage,
  GateFactsReader,
  DueTargets,
  ClaimDueTarget,
  NextDays,
  AfterNews,
  DeliveryDesk,
  SendDueTarget,
  ReapAbandoned,
  ConfirmOptOut,
  HandleInbound,
  FollowSender,
  ListenToMessenger,
  TargetPresenter,
];
