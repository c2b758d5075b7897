import { Module } from '@nestjs/common';
import { Audited } from './audited.ts';
import { PhoneAccessLog } from './phone-access-log.ts';

@Module({ providers: [Audited, PhoneAccessLog], exports: [Audited, PhoneAccessLog] })
export class ManagementSharedModule {}
