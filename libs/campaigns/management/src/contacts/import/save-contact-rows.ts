import {
  CONTACT_STORE,
  type ContactRow,
  type ContactStore,
  type RowError,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, type FieldProblem, type OwnerId, TimeSlice, problem } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mergeRows } from './merge-rows.ts';
import { validateRow } from './validate-row.ts';

/** One row as it came, with its place in the list or file. */
export type RawRow = { readonly place: number; readonly value: unknown };

/** As in the report of a file, by its place in the list. */
export type Rejected = Omit<RowError, 'row'> & { readonly place: number };
export type SavedRows = {
  readonly created: number;
  readonly updated: number;
  /** Rows whose phone stood in an earlier row. */
  readonly merged: number;
  readonly rejected: readonly Rejected[];
};

type GoodRow = { readonly place: number; readonly row: ContactRow; readonly phone: string };

const BATCH = 500;
const SHOWN = 100;

/** Saves many contacts: bad rows are reported, the rest is written in batches. Rows about one phone are merged: of each field the later value wins. */
@Injectable()
export class SaveContactRows {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async run(ownerId: OwnerId, rows: readonly RawRow[], { upsert }: { readonly upsert: boolean }): Promise<SavedRows> {
    const { defaultCountry } = await this.settings.read(ownerId);
    const { good: all, rejected } = await validateAll(rows, defaultCountry);
    const good = await this.notErased(ownerId, all, rejected);
    const merged = mergeRows(
      good.map(({ row }) => row),
      'replace',
    );
    const sourceOf = new Map(good.map((each) => [each.row.phone, each]));
    const saved = { created: 0, updated: 0, merged: good.length - merged.length };
    const options = { upsert, tagsMode: 'replace', restoreArchived: false } as const;
    for (let start = 0; start < merged.length; start += BATCH) {
      const batch = merged.slice(start, start + BATCH);
      const outcomes = await this.contacts.saveRows(ownerId, batch, options, this.clock.now());
      outcomes.forEach(({ outcome }, index) => {
        const source = sourceOf.get(batch[index]?.phone ?? '');
        if (outcome === 'created') saved.created += 1;
        else if (outcome !== 'exists') saved.updated += 1;
        else if (source) rejected.push(known(source));
      });
    }
    return { ...saved, rejected: rejected.sort((a, b) => a.place - b.place) };
  }

  private async notErased(ownerId: OwnerId, good: readonly GoodRow[], rejected: Rejected[]): Promise<GoodRow[]> {
    const erased = await this.contacts.suppressed(
      good.map(({ row }) => row.phone),
      ownerId,
    );
    return good.filter((each) => {
      if (!erased.has(each.row.phone)) return true;
      const { place, phone } = each;
      rejected.push({ place, field: 'phone', ...problem('ERASED'), value: phone });
      return false;
    });
  }
}

const known = ({ place, phone }: GoodRow): Rejected => ({
  place,
  field: 'phone',
  ...problem('KNOWN_ALREADY'),
  value: phone,
});

async function validateAll(
  rows: readonly RawRow[],
  defaultCountry: string | null,
): Promise<{ good: GoodRow[]; rejected: Rejected[] }> {
  const good: GoodRow[] = [];
  const rejected: Rejected[] = [];
  const turn = new TimeSlice();
  for (const { place, value } of rows) {
    // Validating many takes a while: other requests get their turn in between.
    if (turn.isOver) await turn.yield();
    const read = validateRow(value, defaultCountry);
    if ('problems' in read) rejected.push(...read.problems.map((found) => rejection(place, found, value)));
    else good.push({ place, row: read.row, phone: phoneAsWritten(value) });
  }
  return { good, rejected };
}

const rejection = (place: number, { field = 'row', ...found }: FieldProblem, value: unknown): Rejected => ({
  place,
  field,
  ...found,
  value: valueAt(value, field),
});

const phoneAsWritten = (value: unknown): string => valueAt(value, 'phone') ?? '';

/** What stands at a path such as `consent.at`, as short text; null when nothing does. */
function valueAt(value: unknown, path: string): string | null {
  const found = path
    .split('.')
    .reduce<unknown>((part, key) => (isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined), value);
  if (found === undefined || found === null) return null;
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? '');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
