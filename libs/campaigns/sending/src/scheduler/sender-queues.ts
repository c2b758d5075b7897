import { Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { KeyedQueue } from '@relance/platform';

/**
 * One thing at a time per sender: a number sends one message, then the next; senders do not wait for each other. What may wait is
 * bounded by who asks: the scheduler runs one step of a sender at a time, confirmations of opt-outs come one per person.
 */
@Injectable()
export class SenderQueues extends KeyedQueue<OwnerId> {}
