import {
  addDays,
  SENDER_STATE_STORE,
  senderDay,
  type SenderState,
  type SenderStateStore,
} from '@relance/campaigns-domain';
import { sha256 } from '@relance/campaigns-core';
import { type Clock, type OwnerId } from '@relance/kernel';
import { type Sender } from '@relance/messaging';
import { LOGGER, PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';

/** The same for one number in every process, and no number to whoever reads the database. */
export const linkedNumberKey = (phone: string): string => sha256(`linked number ${phone}`);

/** Warm-up, caps used, restrictions and pacing belong to the number that is linked: they change with it. */
@Injectable()
export class LinkedNumberTracker {
  constructor(
    @Inject(SENDER_STATE_STORE) private readonly states: SenderStateStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whether what was read of this sender is about another number than the one that is linked. */
  isOutdated({ linkedPhone }: Sender, { numberKey }: SenderState): boolean {
    return linkedPhone !== null && linkedNumberKey(linkedPhone) !== numberKey;
  }

  async follow(ownerId: OwnerId, linkedPhone: string): Promise<void> {
    const now = this.clock.now();
    const utc = senderDay(now, 'UTC');
    // The calendar days that it can be now, in whichever zone.
    const days = [addDays(utc, -1), utc, addDays(utc, 1)];
    const isOther = await this.states.useNumber(ownerId, linkedNumberKey(linkedPhone), { now, days });
    if (isOther) this.logger.info({ event: 'sender.number_changed', ownerId }, 'another WhatsApp number is linked');
  }
}
