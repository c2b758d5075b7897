import { CONTACT_DIRECTORY, type ContactDirectory } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { LOGGER } from '@relance/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { type Logger } from 'pino';
import { SaveContactRows } from '../import/save-contact-rows.ts';

/** A complete reading is new enough for this long, but for the first page, which says that the directory answers. Real time. */
const FRESH_MS = 30_000;

/**
 * Takes the directory's people over into the owner's contacts, by phone. Nobody is removed: contacts have other sources too.
 * Rejects with DIRECTORY_UNAVAILABLE when the directory does not answer.
 */
@Injectable()
export class SyncDirectory {
  private readonly doneAt = new Map<OwnerId, number>();
  private readonly running = new Map<OwnerId, Promise<void>>();

  constructor(
    @Optional() @Inject(CONTACT_DIRECTORY) private readonly directory: ContactDirectory | null,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly rows: SaveContactRows,
  ) {}

  async run(ownerId: OwnerId): Promise<void> {
    if (!this.directory?.isConfigured) return;
    const running =
      this.running.get(ownerId) ?? this.sync(ownerId, this.directory).finally(() => this.running.delete(ownerId));
    this.running.set(ownerId, running);
    await running;
  }

  private async sync(ownerId: OwnerId, directory: ContactDirectory): Promise<void> {
    const begun = performance.now();
    const isFresh = begun - (this.doneAt.get(ownerId) ?? Number.NEGATIVE_INFINITY) < FRESH_MS;
    let place = 0;
    let rejected = 0;
    for await (const page of directory.people(ownerId)) {
      const rows = page.map((value) => ({ place: place++, value: known(value) }));
      rejected += (await this.rows.run(ownerId, rows, { upsert: true })).rejected.length;
      if (isFresh) break;
    }
    if (rejected > 0) {
      this.logger.warn(
        { event: 'directory.rows_rejected', ownerId, rejected },
        'people of the directory could not be read',
      );
    }
    if (isFresh) return;
    if (this.doneAt.size > 10_000) this.doneAt.clear();
    this.doneAt.set(ownerId, begun);
  }
}

/** Null means nothing in JSON of other programs: such fields are left out. */
const known = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
    : value;
