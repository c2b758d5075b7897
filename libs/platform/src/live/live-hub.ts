import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type MessageEvent } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DomainError } from '@relance/kernel';
import { type Logger } from 'pino';
import { EMPTY, Observable } from 'rxjs';
import { type Actor } from '../auth/actor.ts';
import { PRINCIPAL_READER, type PrincipalReader } from '../auth/principals.ts';
import { Shutdown } from '../jobs/shutdown.ts';
import { LOGGER } from '../observability/logger.ts';
import { type LiveFlow, LiveReader } from './live-reader.ts';
import { type LiveAudience, type LiveSignal, type NumberedSignal, mayRead, numbered } from './live-signal.ts';

/** Whose connection it is. Made from the request by `@CurrentLiveRequest()`. */
export type LiveRequest = {
  readonly actor: Actor;
  readonly language: 'fr' | 'en';
  readonly lastEventId?: string | undefined;
  readonly flow?: LiveFlow | null;
};

/**
 * A source of signals that costs something, such as a change stream: started with its first reader, stopped some time after the last.
 * `start` runs until the signal aborts; it calls `ready` once nothing is missed any more, and `missed` when something was.
 */
export type LiveFeed = {
  readonly name: string;
  /** Only admins read what it tells. */
  readonly adminOnly?: boolean;
  readonly start: (feed: {
    readonly signal: AbortSignal;
    readonly ready: () => void;
    readonly missed: () => void;
  }) => Promise<void>;
};

/** Signals kept for readers that come back: a minute or two of a busy installation. Facts are always a GET away. */
const RING_SIZE = 2000;
/** Proxies close silent connections; browsers do not show comments. */
const COMMENT_EVERY_MS = 15_000;
/** Open streams of one login, token or member. */
export const MAX_STREAMS = 5;
/** How soon an ended login, a revoked token or a lost role ends its streams. One query for all of them, while there are any. */
const RIGHTS_EVERY_MS = 700;
/** A reader that comes back soon finds the feeds still running. */
const FEED_KEPT_MS = 30_000;
/** A reader waits this long for the feeds before its stream opens in any case. */
const FEED_READY_MS = 2000;

type Open = {
  readonly audience: LiveAudience;
  readonly principal: string;
  readonly actor: Actor;
  readonly reader: LiveReader;
  readonly end: () => void;
};
type Running = { readonly ending: AbortController; readonly ready: Promise<void>; idleTimer: NodeJS.Timeout | null };

/**
 * Hands what changes to whoever reads, resumable by Last-Event-ID, bounded for slow readers, and only for as long as the reader's login
 * lasts. One per process; feeds carry the changes of other processes to it.
 */
@Injectable()
export class LiveHub {
  private readonly run = randomBytes(4).toString('hex');
  private readonly ring: NumberedSignal[] = [];
  private readonly open = new Set<Open>();
  private readonly feeds = new Map<LiveFeed, Running | null>();
  private sequence = 0;
  /** What was signalled up to here is not known for certain: readers from before are told to ask for everything. */
  private gapAt = 0;
  private isClosed = false;
  private rightsTimer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    shutdown: Shutdown,
    private readonly modules: ModuleRef,
  ) {
    shutdown.on('stopIntake', 'live streams', () => this.close());
  }

  publish(signal: LiveSignal): void {
    this.sequence += 1;
    const kept = numbered(this.run, this.sequence, signal);
    this.ring.push(kept);
    if (this.ring.length > RING_SIZE) this.gapAt = this.ring.shift()?.sequence ?? this.gapAt;
    for (const { audience, reader } of this.open) if (mayRead(audience, signal)) reader.offer(kept);
  }

  /** Registers a feed; it runs while somebody reads. */
  addFeed(feed: LiveFeed): void {
    this.feeds.set(feed, null);
  }

  /**
   * The stream of one reader. A known Last-Event-ID is followed by what came after it; one of another process or run, or too old,
   * by `resync`. Throws 429 when the login has too many streams.
   */
  stream(audience: LiveAudience, request: LiveRequest): Observable<MessageEvent> {
    if (this.isClosed) return EMPTY;
    const principal = principalOf(request.actor);
    if (this.streamsOf(principal) >= MAX_STREAMS) throw tooMany();
    return new Observable<MessageEvent>((out) => {
      // Asked again: of several requests in the same moment each was below the limit.
      if (this.isClosed || this.streamsOf(principal) >= MAX_STREAMS) return out.complete();
      const reader = new LiveReader(out, request.language, this.logger, request.flow ?? null);
      const entry: Open = { audience, principal, actor: request.actor, reader, end: () => out.complete() };
      // From now on it misses nothing; what the ring holds comes first.
      this.catchUp(reader, audience, request.lastEventId);
      this.open.add(entry);
      const comments = setInterval(() => out.next({ comment: 'here' }), COMMENT_EVERY_MS);
      const expiry = this.endAt(request.actor.expiresAt, entry);
      void this.feedsFor(audience).then(() => out.next({ comment: 'open' }));
      this.watchRights();
      return () => {
        clearInterval(comments);
        if (expiry) clearTimeout(expiry);
        reader.close();
        this.open.delete(entry);
        this.releaseFeeds();
      };
    });
  }

  /** Everybody asks for everything again: changes were missed. */
  resync(): void {
    this.sequence += 1;
    this.ring.length = 0;
    this.gapAt = this.sequence;
    for (const { reader } of this.open) reader.resync(this.lastId);
  }

  /** Streams that are open. */
  get streams(): number {
    return this.open.size;
  }

  private close(): void {
    this.isClosed = true;
    for (const { end } of [...this.open]) end();
    for (const running of this.feeds.values()) this.stopFeed(running);
    if (this.rightsTimer) clearInterval(this.rightsTimer);
  }

  private get lastId(): string {
    return `${this.run}-${this.sequence}`;
  }

  private streamsOf(principal: string): number {
    return [...this.open].filter((one) => one.principal === principal).length;
  }

  private catchUp(reader: LiveReader, audience: LiveAudience, lastEventId: string | undefined): void {
    if (!lastEventId) return;
    const [run, place] = lastEventId.split('-');
    const from = Number(place);
    if (run !== this.run || !Number.isInteger(from) || from < this.gapAt || from > this.sequence) {
      reader.resync(this.lastId);
      return;
    }
    for (const kept of this.ring) if (kept.sequence > from && mayRead(audience, kept.signal)) reader.offer(kept);
  }

  /** A token without a stored session ends by its own date. Timers hold 24 days; no token of a stream lives longer unasked. */
  private endAt(expiresAt: Date | undefined, entry: Open): NodeJS.Timeout | null {
    if (!expiresAt) return null;
    const delay = Math.min(Math.max(0, expiresAt.getTime() - Date.now()), 2 ** 31 - 1);
    return setTimeout(() => entry.end(), delay).unref();
  }

  private watchRights(): void {
    if (this.rightsTimer) return;
    let isAsking = false;
    this.rightsTimer = setInterval(() => {
      if (isAsking) return;
      isAsking = true;
      void this.endRevoked().finally(() => (isAsking = false));
    }, RIGHTS_EVERY_MS).unref();
  }

  private async endRevoked(): Promise<void> {
    const stored = [...this.open].filter(({ actor }) => actor.sessionId ?? actor.tokenId);
    if (stored.length === 0) {
      if (this.rightsTimer) clearInterval(this.rightsTimer);
      this.rightsTimer = null;
      return;
    }
    const ids = (key: 'sessionId' | 'tokenId') => [...new Set(stored.flatMap(({ actor }) => actor[key] ?? []))];
    try {
      const ended = await this.principals()?.ended({ sessionIds: ids('sessionId'), tokenIds: ids('tokenId') });
      for (const { actor, end } of stored) if (ended?.has(actor.sessionId ?? actor.tokenId ?? '')) end();
    } catch (error) {
      // Asked again in a moment; a database that is away answers no requests either.
      this.logger.debug({ event: 'live.rights_unknown', err: error }, 'rights of open streams could not be checked');
    }
  }

  /** Starts what this audience needs; resolves when nothing is missed any more. */
  private async feedsFor(audience: LiveAudience): Promise<void> {
    const needed = [...this.feeds].filter(([{ adminOnly }]) => !adminOnly || 'admin' in audience);
    const running = needed.map(([feed, before]) => before ?? this.startFeed(feed));
    for (const one of running) if (one.idleTimer) clearTimeout(one.idleTimer);
    const bound = new AbortController();
    const late = sleep(FEED_READY_MS, undefined, { signal: bound.signal, ref: false }).catch(() => undefined);
    await Promise.race([Promise.all(running.map(({ ready }) => ready)), late]);
    bound.abort();
  }

  private startFeed(feed: LiveFeed): Running {
    const ending = new AbortController();
    let isReady = (): void => undefined;
    const ready = new Promise<void>((resolve) => (isReady = resolve));
    const running: Running = { ending, ready, idleTimer: null };
    this.feeds.set(feed, running);
    void feed
      .start({ signal: ending.signal, ready: isReady, missed: () => this.resync() })
      .catch((error: unknown) =>
        this.logger.error({ event: 'feed.failed', err: error, feed: feed.name }, 'live feed ended'),
      )
      .finally(() => {
        if (this.feeds.get(feed) === running) this.feeds.set(feed, null);
      });
    return running;
  }

  private releaseFeeds(): void {
    for (const [feed, running] of this.feeds) {
      if (!running || this.isNeeded(feed)) continue;
      if (running.idleTimer) clearTimeout(running.idleTimer);
      running.idleTimer = setTimeout(() => {
        if (this.isNeeded(feed) || this.feeds.get(feed) !== running) return;
        this.stopFeed(running);
        this.feeds.set(feed, null);
        // What changes from now on is not in the ring.
        this.sequence += 1;
        this.gapAt = this.sequence;
      }, FEED_KEPT_MS).unref();
    }
  }

  private isNeeded({ adminOnly }: LiveFeed): boolean {
    return [...this.open].some(({ audience }) => !adminOnly || 'admin' in audience);
  }

  private stopFeed(running: Running | null): void {
    if (running?.idleTimer) clearTimeout(running.idleTimer);
    running?.ending.abort();
  }

  /** Provided by the accounts' stores; looked up late because the kit knows no module. */
  private principals(): PrincipalReader | null {
    try {
      return this.modules.get<PrincipalReader>(PRINCIPAL_READER, { strict: false });
    } catch {
      return null;
    }
  }
}

/** What is counted together: a console login, an API token, or all streams of a member. */
const principalOf = ({ sessionId, tokenId, role, id }: Actor): string => sessionId ?? tokenId ?? `${role}:${id}`;

const tooMany = () =>
  new DomainError(
    'too_many',
    'TOO_MANY_STREAMS',
    `No more than ${MAX_STREAMS} live streams at a time. Close one first.`,
    undefined,
    { retryAfterSeconds: 15 },
  );
