import { ownerId } from '@relance/kernel';
import { type CollectionChange, LiveHub, LOGGER, watchCollection } from '@relance/platform';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { type Logger } from 'pino';
import { DELIVERIES } from './delivery.schema.ts';

const POLL_MS = 1000;
/** A sender at work changes deliveries many times a second; one look in this time hears of all of them. */
const GATHER_MS = 100;

/** Tells the live hub of every change of a delivery, whichever process made it: `delivery.updated {id, rev}`. */
@Injectable()
export class DeliveryFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly hub: LiveHub,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void watchCollection(this.connection, DELIVERIES, {
      onChange: (change) => this.tell(change),
      pollMs: POLL_MS,
      gatherMs: GATHER_MS,
      signal: this.stop.signal,
      onProblem: (error) =>
        this.logger.warn(
          { event: 'feed.interrupted', err: error, feed: 'deliveries' },
          'change stream error; resuming',
        ),
    });
  }

  beforeApplicationShutdown(): void {
    this.stop.abort();
  }

  private tell({ document }: CollectionChange): void {
    if (!document || !(document['_id'] instanceof Types.ObjectId) || typeof document['ownerId'] !== 'string') return;
    this.hub.publish({
      name: 'delivery.updated',
      ownerId: ownerId(document['ownerId']),
      data: { id: document['_id'].toHexString(), rev: Number(document['rev'] ?? 0) },
    });
  }
}
