import { Module } from '@nestjs/common';
import { SendingSignals } from './sending-signals.ts';

@Module({ providers: [SendingSignals], exports: [SendingSignals] })
export class SignalsModule {}
