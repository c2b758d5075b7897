import { Inject, Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { type InboundMessage, type LidLearnt, type Receipt } from '@relance/messaging';
import { LOGGER } from '@relance/platform';
import { type Logger } from 'pino';
import { Handlers } from './handlers.ts';

/** What the supervisor tells inside this process. */
@Injectable()
export class SessionSignals {
  readonly receipts: Handlers<Receipt>;
  readonly inbound: Handlers<InboundMessage>;
  readonly lids: Handlers<LidLearnt>;
  /** State, offer or lease of an owner's session changed here. */
  readonly changed: Handlers<OwnerId>;

  constructor(@Inject(LOGGER) logger: Logger) {
    this.receipts = new Handlers('receipt', logger);
    this.inbound = new Handlers('inbound', logger);
    this.lids = new Handlers('LID learnt', logger);
    this.changed = new Handlers('session changed', logger);
  }
}
