import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { LOGGER, LiveHub, watchCollection } from '@relance/platform';
import { type Connection } from 'mongoose';
import { type Logger } from 'pino';

/** Tells admins that a line was written, in whichever process: `audit { id, rev }`. */
@Injectable()
export class AuditFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly ending = new AbortController();
  private watching: Promise<void> = Promise.resolve();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly hub: LiveHub,
  ) {}

  onApplicationBootstrap(): void {
    this.watching = watchCollection(this.connection, 'audit_log', {
      pipeline: [{ $match: { operationType: 'insert' } }],
      changedAtField: 'at',
      pollMs: 2000,
      signal: this.ending.signal,
      onChange: ({ id }) => this.hub.publish({ name: 'audit', ownerId: null, data: { id: String(id), rev: 0 } }),
      onProblem: (error) => this.logger.warn({ err: error }, 'the audit feed lost its stream and goes on'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.watching;
  }
}
