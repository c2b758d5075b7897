import {
  campaignStatuses,
  campaignTypes,
  type CounterDelta,
  type DayFigures,
  DAYS_IN_SEQUENCE,
  noDayFigures,
} from '@relance/campaigns-domain';
import { type Connection } from 'mongoose';
import { type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { matrices } from '../campaigns/status-counts.ts';

/**
 * How campaigns stand, added up by status and type: who waits for which day, what was counted on it, why people left. A document for
 * each pair, beside the status matrix, moved by the counting of changes (ADR 22).
 */
export type Standing = {
  readonly waiting: readonly number[];
  readonly days: readonly DayFigures[];
  readonly exits: Readonly<Record<string, number>>;
};

/** What of a campaign's document its share is made of; every field may be missing. */
export type StandingFields = Partial<Pick<CampaignDocument, 'status' | 'type' | 'dayFunnel' | 'perDay' | 'counts'>>;

type Figures = Readonly<Record<string, number>>;
const days = Array.from({ length: DAYS_IN_SEQUENCE }, (_, index) => index);
const dayNames = Object.keys(noDayFigures());
const PREFIX = 'standing:';
const EXITS = 'exits.';
const documentOf = (status: string, type: string): string => `${PREFIX}${status}:${type}`;

/** Reasons under the names that the figures over time have. */
const exitsOf = ({ counts }: StandingFields): Readonly<Record<string, unknown>> => ({
  ...counts?.exitedBy,
  completed_7days: counts?.completed,
  paid: counts?.converted,
});

/** A campaign's share by document and path, as `standing:active:filtered|waiting.3`; what is 0 is left out. */
export function standingCells(campaign: StandingFields | null | undefined): CounterDelta {
  if (!campaign?.status || !campaign.type) return {};
  const at = documentOf(campaign.status, campaign.type);
  const cells: Record<string, number> = {};
  const put = (path: string, value: unknown): void => {
    if (Number(value ?? 0) !== 0) cells[`${at}|${path}`] = Number(value);
  };
  for (const day of days) {
    put(`waiting.${day}`, campaign.dayFunnel?.[day]);
    for (const name of dayNames) put(`days.${day}.${name}`, (campaign.perDay?.[day] as Figures | undefined)?.[name]);
  }
  for (const [reason, value] of Object.entries(exitsOf(campaign))) put(`${EXITS}${reason}`, value);
  return cells;
}

/** A difference of sums as one step for each document. */
export function sumsMoved(delta: CounterDelta): readonly { _id: string; $inc: Record<string, number> }[] {
  const documents = new Map<string, Record<string, number>>();
  for (const [cell, amount] of Object.entries(delta)) {
    if (amount === 0) continue;
    const [id = '', path = ''] = cell.split('|');
    documents.set(id, { ...documents.get(id), [path]: amount });
  }
  return [...documents].map(([_id, $inc]) => ({ _id, $inc }));
}

type Stored = {
  readonly _id: string;
  readonly waiting?: Readonly<Record<string, number>>;
  readonly days?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly exits?: Readonly<Record<string, number>>;
};

const pairs = (status?: string, type?: string): string[] =>
  campaignStatuses
    .filter((one) => status === undefined || one === status)
    .flatMap((one) =>
      campaignTypes.filter((kind) => type === undefined || kind === type).map((kind) => documentOf(one, kind)),
    );

/** The stored sums by document and path, as `standingCells` names them. */
export async function storedStanding(connection: Connection, options = {}): Promise<CounterDelta> {
  const found = await matrices(connection)
    .find({ _id: { $in: pairs() } }, options)
    .toArray();
  return Object.assign({}, ...(found as unknown as Stored[]).map(cellsOfStored)) as CounterDelta;
}

function cellsOfStored({ _id, waiting = {}, days: byDay = {}, exits = {} }: Stored): CounterDelta {
  const cells: Record<string, number> = {};
  for (const [day, value] of Object.entries(waiting)) cells[`${_id}|waiting.${day}`] = Number(value);
  for (const [day, figures] of Object.entries(byDay))
    for (const [name, value] of Object.entries(figures)) cells[`${_id}|days.${day}.${name}`] = Number(value);
  for (const [reason, value] of Object.entries(exits)) cells[`${_id}|exits.${reason}`] = Number(value);
  return cells;
}

/** How campaigns of a status and a type stand together, from at most one document for each pair of them. */
export async function readStanding(
  connection: Connection,
  { status, type }: { readonly status?: string | undefined; readonly type?: string | undefined },
): Promise<Standing> {
  const found = await matrices(connection)
    .find({ _id: { $in: pairs(status, type) } })
    .toArray();
  const sums = new StandingSums();
  for (const stored of found as unknown as Stored[]) sums.add(cellsOfStored(stored));
  return sums.standing();
}

/** Adds up shares of campaigns, or sums of them, whatever document they belong to. */
export class StandingSums {
  private readonly sums: Record<string, number> = {};

  add(share: CounterDelta): void {
    for (const [cell, amount] of Object.entries(share)) {
      const path = cell.slice(cell.indexOf('|') + 1);
      this.sums[path] = (this.sums[path] ?? 0) + amount;
    }
  }

  standing(): Standing {
    const { sums } = this;
    const exits = Object.entries(sums).filter(([path]) => path.startsWith(EXITS));
    return {
      waiting: days.map((day) => sums[`waiting.${day}`] ?? 0),
      days: days.map(
        (day) =>
          // Every name of the type is a key of its zero value.
          Object.fromEntries(dayNames.map((name) => [name, sums[`days.${day}.${name}`] ?? 0])) as DayFigures,
      ),
      exits: Object.fromEntries(exits.map(([path, count]) => [path.slice(EXITS.length), count])),
    };
  }
}
