import { CONTACT_DIRECTORY, type ContactDirectory } from '@relance/campaigns-domain';
import { DomainError, type OwnerId } from '@relance/kernel';
import { LOGGER } from '@relance/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { type RawRow, SaveContactRows } from '../import/save-contact-rows.ts';

/** A complete reading is new enough for this long, but for the first page, which says that the directory answers. Real time. */
const FRESH_MS = 30_000;

/**
 * Takes the directory's people over into the owner's contacts, by phone. Nobody is removed: contacts have other sources too.
 * Rejects with DIRECTORY_UNAVAILABLE when the directory does not answer.
 */
@Injectable()
export class SyncDirectory {
  /** Real time; shorter than what proxies wait for an answer. */
  patienceMs = 25_000;
  private readonly doneAt = new Map<OwnerId, number>();
  private readonly running = new Map<OwnerId, Promise<void>>();

  constructor(
    @Optional() @Inject(CONTACT_DIRECTORY) private readonly directory: ContactDirectory | null,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly rows: SaveContactRows,
  ) {}

  /** Until everything is read, however long it takes. */
  async run(ownerId: OwnerId): Promise<void> {
    if (!this.directory?.isConfigured) return;
    const running =
      this.running.get(ownerId) ?? this.sync(ownerId, this.directory).finally(() => this.running.delete(ownerId));
    this.running.set(ownerId, running);
    await running;
  }

  /**
   * For somebody who waits: rejects with DIRECTORY_UNAVAILABLE as well when the directory answers page by page, but not to its end within
   * `patienceMs`. It is read on meanwhile, so that who asks again finds it read.
   */
  async runFor(ownerId: OwnerId): Promise<void> {
    const ended = new AbortController();
    const patience = sleep(this.patienceMs, 'late' as const, { signal: ended.signal, ref: false });
    // What goes wrong after the asker has left is told to the next one; an ended wait is none.
    const [reading, waiting] = [this.run(ownerId), patience.catch(() => 'late' as const)];
    try {
      if ((await Promise.race([reading, waiting])) === 'late') throw stillReading();
    } finally {
      reading.catch(() => undefined);
      ended.abort();
    }
  }

  private async sync(ownerId: OwnerId, directory: ContactDirectory): Promise<void> {
    const begun = performance.now();
    const isFresh = begun - (this.doneAt.get(ownerId) ?? Number.NEGATIVE_INFINITY) < FRESH_MS;
    let place = 0;
    const unread = { rejected: 0, incomplete: 0 };
    for await (const page of directory.people(ownerId)) {
      const rows = page.map((value) => ({ place: place++, value: known(value) }));
      const { rejected, incomplete } = await this.save(ownerId, rows);
      unread.rejected += rejected;
      unread.incomplete += incomplete;
      if (isFresh) break;
    }
    if (unread.rejected + unread.incomplete > 0) {
      this.logger.warn(
        { event: 'directory.rows_rejected', ownerId, ...unread },
        'people of the directory could not be read, or not wholly',
      );
    }
    if (isFresh) return;
    if (this.doneAt.size > 10_000) this.doneAt.clear();
    this.doneAt.set(ownerId, begun);
  }

  /**
   * A field that another program writes otherwise, or that is not known here, costs no person: it is left out. Answers how many people
   * could not be read for their number, and how many were taken over without a field.
   */
  private async save(ownerId: OwnerId, rows: readonly RawRow[]): Promise<{ rejected: number; incomplete: number }> {
    const { rejected } = await this.rows.run(ownerId, rows, { upsert: true });
    if (rejected.length === 0) return { rejected: 0, incomplete: 0 };
    const badFields = new Map<number, Set<string>>();
    for (const { place, field } of rejected)
      badFields.set(place, (badFields.get(place) ?? new Set<string>()).add(field.split('.')[0] ?? field));
    const shorter = rows.flatMap(({ place, value }) => {
      const bad = badFields.get(place);
      return bad && ![...bad].some((field) => needed.has(field)) ? [{ place, value: without(value, bad) }] : [];
    });
    const lost = (await this.rows.run(ownerId, shorter, { upsert: true })).rejected;
    const isLost = new Set(lost.map(({ place }) => place));
    return {
      rejected: badFields.size - shorter.length + isLost.size,
      incomplete: shorter.length - isLost.size,
    };
  }
}

const stillReading = (): DomainError =>
  new DomainError(
    'unavailable',
    'DIRECTORY_UNAVAILABLE',
    'The directory of contacts is still being read. Try again in a moment.',
    undefined,
    { retryAfterSeconds: 15 },
  );

/** Without a number there is no contact; `row`: it is no object. */
const needed: ReadonlySet<string> = new Set(['phone', 'row']);

const without = (value: unknown, fields: ReadonlySet<string>): unknown =>
  Object.fromEntries(Object.entries(value as object).filter(([field]) => !fields.has(field))); // else `row` was refused

/** Null means nothing in JSON of other programs: such fields are left out. */
const known = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
    : value;
