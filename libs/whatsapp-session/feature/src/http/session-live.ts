import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { LiveHub, LOGGER, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { SESSION_FEED, type SessionChange, type SessionFeed } from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { RemoteSessionCommands } from '../commands/remote-session-commands.ts';
import { SessionReader } from '../session-reader.ts';
import { SessionPresenter } from './session.presenter.ts';

/** How many offers are remembered, so that each is told once. */
const REMEMBERED = 1_000;

/** Turns changes in the database, whoever made them, into live events; and executes the commands of other processes. */
@Injectable()
export class SessionLive implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stop: (() => Promise<void>) | null = null;
  private readonly told = new Map<OwnerId, string>();

  constructor(
    @Inject(SESSION_FEED) private readonly feed: SessionFeed,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly hub: LiveHub,
    private readonly presenter: SessionPresenter,
    private readonly reader: SessionReader,
    private readonly commands: RemoteSessionCommands,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = this.feed.watch((change) => this.changed(change));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop?.();
  }

  private changed(change: SessionChange): void {
    const { ownerId, hasCommands } = change;
    this.hub.publish({
      name: 'session.updated',
      ownerId,
      id: ownerId,
      rev: 0,
      view: async (language) => ({ ...(await this.presenter.status(ownerId, language)), ownerId }),
    });
    this.tellQr(change);
    if (!hasCommands || !this.config.roles.worker) return;
    void this.commands.execute(ownerId).catch((error: unknown) => {
      this.logger.debug({ err: error, ownerId }, 'the commands are for another process');
    });
  }

  private tellQr({ ownerId, offer }: SessionChange): void {
    if (offer === null || this.told.get(ownerId) === offer.sealed) return;
    this.told.delete(ownerId);
    this.told.set(ownerId, offer.sealed);
    const [oldest] = this.told.keys();
    if (this.told.size > REMEMBERED && oldest !== undefined) this.told.delete(oldest);
    const live = this.reader.open(ownerId, offer);
    if (live?.kind !== 'qr') return;
    this.hub.publish({ name: 'qr.updated', ownerId, id: ownerId, rev: 0, view: () => this.presenter.qrView(live) });
  }
}
