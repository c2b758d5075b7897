import { Module } from '@nestjs/common';
import { AudienceEligibility } from './audience-eligibility.ts';
import { EnrolAudience } from './enrol-audience.ts';

@Module({ providers: [AudienceEligibility, EnrolAudience], exports: [AudienceEligibility, EnrolAudience] })
export class EnrolmentModule {}
