import { Module } from '@nestjs/common';
import { Audited } from './audited.ts';

@Module({ providers: [Audited], exports: [Audited] })
export class ManagementSharedModule {}
