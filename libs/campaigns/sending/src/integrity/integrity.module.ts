import { Module } from '@nestjs/common';
import { IntegrityAuditor } from './integrity-auditor.ts';

@Module({ providers: [IntegrityAuditor], exports: [IntegrityAuditor] })
export class IntegrityModule {}
