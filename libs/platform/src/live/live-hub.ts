import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type MessageEvent } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { type Logger } from 'pino';
import { EMPTY, Observable, Subject, concatMap, defer, filter, from, interval, map, merge, of, takeUntil } from 'rxjs';
import { Shutdown } from '../jobs/shutdown.ts';
import { LOGGER } from '../observability/logger.ts';

export type LiveEventName =
  'session.updated' | 'qr.updated' | 'campaign.updated' | 'campaign.stats' | 'delivery.updated' | 'audit';
export type LiveContext = { readonly language: 'fr' | 'en' };

/** One thing that happened. Data may be made per reader, in their language, when it is sent. */
export type LiveEvent = {
  readonly name: LiveEventName;
  readonly ownerId: OwnerId | null;
  readonly data: unknown | ((context: LiveContext) => unknown | Promise<unknown>);
};
export type LiveAudience = { readonly ownerId: OwnerId } | { readonly admin: true };

type Kept = { readonly id: string; readonly sequence: number; readonly event: LiveEvent };

/** Events kept for readers that come back; a minute or two of a busy house. Facts are always a GET away. */
const RING_SIZE = 2000;
/** Proxies close silent connections; browsers do not show comments. */
const COMMENT_EVERY_MS = 15_000;

/** Hands what happens to whoever listens, in order, resumable by Last-Event-ID. One per process. */
@Injectable()
export class LiveHub {
  private readonly run = randomBytes(4).toString('hex');
  private readonly ring: Kept[] = [];
  private readonly events = new Subject<Kept>();
  private readonly closed = new Subject<void>();
  private sequence = 0;
  private isClosed = false;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    shutdown: Shutdown,
  ) {
    shutdown.on('stopIntake', 'live streams', () => this.close());
  }

  publish(event: LiveEvent): void {
    this.sequence += 1;
    const kept = { id: `${this.run}-${this.sequence}`, sequence: this.sequence, event };
    this.ring.push(kept);
    if (this.ring.length > RING_SIZE) this.ring.shift();
    this.events.next(kept);
  }

  /**
   * Owners get their own events, never `audit`; admins get everything but QR codes. A known Last-Event-ID is followed
   * by what came after it; one of another process or run by all that is kept (signals carry a rev, repeats are harmless).
   */
  stream(audience: LiveAudience, context: LiveContext, lastEventId?: string): Observable<MessageEvent> {
    if (this.isClosed) return EMPTY;
    return defer(() => {
      const live = merge(from(this.missed(lastEventId)), this.events).pipe(
        filter(({ event }) => mayRead(audience, event)),
        // In order even when one reader's data takes a while to make.
        concatMap((kept) => this.message(kept, context)),
      );
      const comments = merge(of('open'), interval(COMMENT_EVERY_MS)).pipe(map(() => ({ comment: 'here' })));
      return merge(comments, live);
    }).pipe(takeUntil(this.closed));
  }

  /** Ends all streams, so that the server can close. */
  private close(): void {
    this.isClosed = true;
    this.closed.next();
  }

  private missed(lastEventId: string | undefined): Kept[] {
    if (!lastEventId) return [];
    const [run, sequence] = lastEventId.split('-');
    return run === this.run ? this.ring.filter((kept) => kept.sequence > Number(sequence)) : [...this.ring];
  }

  private async message({ id, event }: Kept, context: LiveContext): Promise<MessageEvent> {
    try {
      const data: unknown = typeof event.data === 'function' ? await event.data(context) : event.data;
      return { id, type: event.name, data: JSON.stringify(data) };
    } catch (error) {
      // The reader learns that something changed and asks for it; the stream goes on.
      this.logger.error({ err: error, event: event.name }, 'live data could not be made');
      return { id, comment: `${event.name} could not be read` };
    }
  }
}

function mayRead(audience: LiveAudience, event: LiveEvent): boolean {
  if ('admin' in audience) return event.name !== 'qr.updated';
  return event.ownerId === audience.ownerId && event.name !== 'audit';
}
