import { Module } from '@nestjs/common';
import { GateFactsReader } from './gate-facts.ts';

@Module({ providers: [GateFactsReader], exports: [GateFactsReader] })
export class GatesModule {}
