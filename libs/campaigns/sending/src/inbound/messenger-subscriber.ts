import { refusal, type DeliveryUpdate } from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { MESSENGER, type Messenger, type Receipt, type Unsubscribe } from '@relance/messaging';
import { LOGGER, PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { type Logger } from 'pino';
import { DeliveryResultBuffer } from '../results/delivery-result-buffer.ts';
import { SenderStateUpdater } from './sender-state-updater.ts';
import { ExtendOptOuts } from './extend-opt-outs.ts';
import { HandleInbound } from './handle-inbound.ts';

const RETRY_MS = 1000;

/** Hears what the messenger has to say: receipts, replies, changes of a sender. */
@Injectable()
export class MessengerSubscriber implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly subscriptions: Unsubscribe[] = [];
  private readonly stop = new AbortController();

  constructor(
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly buffer: DeliveryResultBuffer,
    private readonly inbound: HandleInbound,
    private readonly extend: ExtendOptOuts,
    private readonly follow: SenderStateUpdater,
  ) {}

  onApplicationBootstrap(): void {
    this.subscriptions.push(
      this.messenger.onReceipt((receipt) => this.receive(receipt)),
      this.messenger.onInbound((message) => this.untilStored('a reply', () => this.inbound.run(message))),
      this.messenger.onLidLearnt((learnt) => this.untilStored('a LID', () => this.extend.run(learnt))),
      this.messenger.onSenderChanged((sender) =>
        this.untilStored('a change of a sender', () => this.follow.run(sender)),
      ),
    );
    // What happened before anybody listened.
    for (const sender of this.messenger.senders()) {
      void this.untilStored('a sender', () => this.follow.run(sender)).catch(() => undefined);
    }
  }

  onModuleDestroy(): void {
    this.stop.abort();
    for (const unsubscribe of this.subscriptions) unsubscribe();
  }

  private receive(receipt: Receipt): Promise<void> {
    this.buffer.add(receipt.waMessageId, deliveryUpdateOf(receipt, this.clock.now()), 'receipt');
    return Promise.resolve();
  }

  /** A reply must not be lost because the database is away for a moment: an opt-out could hide in it. */
  private async untilStored(what: string, work: () => Promise<void>): Promise<void> {
    while (!this.stop.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.logger.error(
          { event: 'inbound.handling_failed', err: error, what },
          'message from WhatsApp could not be handled; retrying',
        );
        await pause(RETRY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
      }
    }
    // Not stored: whoever told it tells it again, to this process or to the next one.
    throw new Error('the process stops before it was stored');
  }
}

/** On the product's clock: receipts carry WhatsApp's time, which knows nothing of it. */
function deliveryUpdateOf({ kind, code }: Receipt, at: Date): DeliveryUpdate {
  if (kind === 'refused') return { state: 'refused', at, error: refusal(code ?? 0) };
  return { state: kind, at, error: null };
}
