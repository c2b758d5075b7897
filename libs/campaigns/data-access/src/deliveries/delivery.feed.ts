import { ownerId } from '@relance/kernel';
import { type CollectionChange, type LiveFeed, LiveHub, LOGGER, watchCollection } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { type Logger } from 'pino';
import { DELIVERIES } from './delivery.schema.ts';

const POLL_MS = 1000;
/** A sender at work changes deliveries many times a second; one look in this time hears of all of them. */
const GATHER_MS = 100;

/** Tells the live hub of every change of a delivery, whichever process made it: `delivery.updated {id, rev}`. */
@Injectable()
export class DeliveryFeed {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly hub: LiveHub,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    hub.addFeed({ name: 'deliveries', start: (feed) => this.watch(feed) });
  }

  private watch({ signal, ready, missed }: Parameters<LiveFeed['start']>[0]): Promise<void> {
    return watchCollection(this.connection, DELIVERIES, {
      fields: ['ownerId', 'rev'],
      onChange: (change) => this.tell(change),
      onReady: ready,
      onMissed: missed,
      pollMs: POLL_MS,
      gatherMs: GATHER_MS,
      signal,
      onProblem: (error) =>
        this.logger.warn(
          { event: 'feed.interrupted', err: error, feed: 'deliveries' },
          'change stream error; resuming',
        ),
    });
  }

  private tell({ document }: CollectionChange): void {
    if (!document || !(document['_id'] instanceof Types.ObjectId) || typeof document['ownerId'] !== 'string') return;
    this.hub.publish({
      name: 'delivery.updated',
      ownerId: ownerId(document['ownerId']),
      id: document['_id'].toHexString(),
      rev: Number(document['rev'] ?? 0),
    });
  }
}
