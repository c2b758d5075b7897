import { Module } from '@nestjs/common';
import { EnrolmentModule } from './enrolment/enrolment.module.ts';
import { GatesModule } from './gates/gates.module.ts';
import { SignalsModule } from './signals/signals.module.ts';
import { TransitionsModule } from './transitions/transitions.module.ts';

/** What people's actions and the sending engine share: how a campaign changes, who is enrolled, what the gates ask. No timers, no routes. */
@Module({
  imports: [TransitionsModule, EnrolmentModule, GatesModule, SignalsModule],
  exports: [TransitionsModule, EnrolmentModule, GatesModule, SignalsModule],
})
export class CampaignsCoreModule {}
