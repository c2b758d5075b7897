import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { ResultsModule } from '../results/results.module.ts';
import { SendingSharedModule } from '../shared/shared.module.ts';
import { ClaimDueTarget } from './claim-due-target.ts';
import { ComposeMessage } from './compose-message.ts';
import { DueTargets } from './due-targets.ts';
import { NumberLookups } from './number-lookups.ts';
import { PlanIntent } from './plan-intent.ts';
import { PrepareNext } from './prepare-next.ts';
import { SendDueTarget } from './send-due-target.ts';

/** One message: which target is next, whether it may be sent, the intent, the send. */
@Module({
  imports: [CampaignsCoreModule, ResultsModule, SendingSharedModule],
  providers: [ClaimDueTarget, ComposeMessage, DueTargets, NumberLookups, PlanIntent, PrepareNext, SendDueTarget],
  exports: [DueTargets, SendDueTarget],
})
export class ClaimingModule {}
