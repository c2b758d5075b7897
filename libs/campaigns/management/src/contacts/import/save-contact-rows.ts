import {
  CONTACT_STORE,
  type ContactRow,
  type ContactStore,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, type FieldProblem, type OwnerId } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { validateRow } from './validate-row.ts';

/** One row as it came, with its place in the list or file. */
export type RawRow = { readonly place: number; readonly value: unknown };

export type Rejected = {
  readonly place: number;
  readonly field: string;
  readonly problem: string;
  readonly value: string | null;
};
export type SavedRows = { readonly created: number; readonly updated: number; readonly rejected: readonly Rejected[] };

type GoodRow = { readonly place: number; readonly row: ContactRow; readonly phone: string };

const BATCH = 500;
const SHOWN = 100;

/** Saves many contacts: bad rows are reported, the rest is written in batches. Of one phone given twice the later row wins. */
@Injectable()
export class SaveContactRows {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async run(ownerId: OwnerId, rows: readonly RawRow[], options: { readonly upsert: boolean }): Promise<SavedRows> {
    const { defaultCountry } = await this.settings.read(ownerId);
    const { good, rejected } = await judgeAll(rows, defaultCountry);
    const saved = { created: 0, updated: 0 };
    for (let start = 0; start < good.length; start += BATCH) {
      const batch = good.slice(start, start + BATCH);
      const outcomes = await this.contacts.createMany(
        ownerId,
        batch.map(({ row }) => row),
        options,
        this.clock.now(),
      );
      outcomes.forEach(({ outcome }, index) => {
        const source = batch[index];
        if (outcome !== 'exists') saved[outcome] += 1;
        else if (source) rejected.push(known(source));
      });
    }
    return { ...saved, rejected: rejected.sort((a, b) => a.place - b.place) };
  }
}

const known = ({ place, phone }: GoodRow): Rejected => ({
  place,
  field: 'phone',
  problem: 'is known already',
  value: phone,
});

async function judgeAll(
  rows: readonly RawRow[],
  defaultCountry: string | null,
): Promise<{ good: GoodRow[]; rejected: Rejected[] }> {
  const byPhone = new Map<string, GoodRow>();
  const rejected: Rejected[] = [];
  for (const [index, { place, value }] of rows.entries()) {
    // Judging a large file takes seconds: other requests get their turn in between.
    if (index % BATCH === BATCH - 1) await new Promise(setImmediate);
    const judged = validateRow(value, defaultCountry);
    if ('problems' in judged) rejected.push(...judged.problems.map((problem) => rejection(place, problem, value)));
    else byPhone.set(judged.row.phone, { place, row: judged.row, phone: phoneAsWritten(value) });
  }
  return { good: [...byPhone.values()], rejected };
}

const rejection = (place: number, { field = 'row', problem }: FieldProblem, value: unknown): Rejected => ({
  place,
  field,
  problem,
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
