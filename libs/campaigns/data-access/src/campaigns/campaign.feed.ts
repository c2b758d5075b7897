import { ownerId } from '@relance/kernel';
import { type CollectionChange, type LiveFeed, LiveHub, LOGGER, watchCollection } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { type Logger } from 'pino';
import { CAMPAIGNS } from './campaign.schema.ts';

/** At most one event per campaign in this time: counters of a busy campaign change several times a second. */
export const COALESCE_MS = 250;
const POLL_MS = 1000;
/** A sender at work changes its campaign many times a second; one look in this time hears of all of it. */
const GATHER_MS = 100;

type Seen = { readonly rev: number; readonly statsRev: number };
type Changed = Seen & { readonly id: string; readonly owner: string };

/** Tells the live hub of every change of a campaign, whichever process made it: `campaign.updated`, `campaign.stats`. */
@Injectable()
export class CampaignFeed {
  private readonly waiting = new Map<string, { readonly timer: NodeJS.Timeout; latest: Changed }>();
  /** What was last told of the campaigns lately seen; bounded, for it only saves needless signals. */
  private readonly told = new Map<string, Seen>();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly hub: LiveHub,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    hub.addFeed({ name: 'campaigns', start: (feed) => this.watch(feed) });
  }

  private async watch({ signal, ready, missed }: Parameters<LiveFeed['start']>[0]): Promise<void> {
    await watchCollection(this.connection, CAMPAIGNS, {
      fields: ['ownerId', 'rev', 'statsRev'],
      onChange: (change) => this.onChange(change),
      onReady: ready,
      onMissed: missed,
      pollMs: POLL_MS,
      gatherMs: GATHER_MS,
      signal,
      onProblem: (error) =>
        this.logger.warn({ event: 'feed.interrupted', err: error, feed: 'campaigns' }, 'change stream error; resuming'),
    });
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private onChange(change: CollectionChange): void {
    const changed = changedOf(change);
    if (!changed) return;
    const entry = this.waiting.get(changed.id);
    if (entry) {
      entry.latest = changed;
      return;
    }
    // The first change is told at once; what follows within the pause is told at its end.
    this.tell(changed);
    const timer = setTimeout(() => this.settle(changed.id), COALESCE_MS);
    timer.unref();
    this.waiting.set(changed.id, { timer, latest: changed });
  }

  private settle(id: string): void {
    const entry = this.waiting.get(id);
    this.waiting.delete(id);
    if (entry) this.tell(entry.latest);
  }

  private tell({ id, owner, rev, statsRev }: Changed): void {
    const before = this.told.get(id);
    if (before?.rev === rev && before.statsRev === statsRev) return;
    this.remember(id, { rev, statsRev });
    const owned = { ownerId: ownerId(owner) };
    if (before?.rev !== rev) this.hub.publish({ ...owned, name: 'campaign.updated', id, rev });
    if (before?.statsRev !== statsRev) this.hub.publish({ ...owned, name: 'campaign.stats', id, rev: statsRev });
  }

  private remember(id: string, seen: Seen): void {
    this.told.delete(id);
    this.told.set(id, seen);
    const oldest = this.told.size > 10_000 ? this.told.keys().next().value : undefined;
    if (oldest !== undefined) this.told.delete(oldest);
  }
}

/** The parts of a change that a signal needs; null for deletions and documents that are gone. */
function changedOf({ document }: CollectionChange): Changed | null {
  if (!document || !(document['_id'] instanceof Types.ObjectId) || typeof document['ownerId'] !== 'string') return null;
  return {
    id: document['_id'].toHexString(),
    owner: document['ownerId'],
    rev: Number(document['rev'] ?? 0),
    statsRev: Number(document['statsRev'] ?? 0),
  };
}
