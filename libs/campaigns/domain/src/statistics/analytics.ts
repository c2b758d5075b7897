import { type CampaignId } from '@relance/kernel';
import { firstInstantOf, wallTime } from '../sending/zone-clock.ts';

/** What is counted as it happens. */
export const figureNames = ['sent', 'delivered', 'read', 'failed', 'replied', 'converted'] as const;
export type FigureName = (typeof figureNames)[number];
export type Figures = Readonly<Record<FigureName, number>>;

/** The same by day of the sequence, and who left there. */
export type DayFigures = Readonly<Record<Exclude<FigureName, 'converted'> | 'exited', number>>;

/** What happened in one hour. */
export type HourFigures = {
  /** The hour's beginning. */
  readonly at: Date;
  /** Null: of all campaigns together. */
  readonly campaignId: CampaignId | null;
  readonly figures: Figures;
  /** Day 1 to 7 of the sequence. */
  readonly days: readonly DayFigures[];
  readonly exits: Readonly<Record<string, number>>;
};

export const noFigures = (): Figures => ({ sent: 0, delivered: 0, read: 0, failed: 0, replied: 0, converted: 0 });
export const noDayFigures = (): DayFigures => ({ sent: 0, delivered: 0, read: 0, failed: 0, replied: 0, exited: 0 });

export function addFigures<T extends Readonly<Record<string, number>>>(a: T, b: T): T {
  return Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value + (b[name] ?? 0)])) as T; // same keys
}

export const chartIntervals = ['hour', 'day'] as const;
export type ChartInterval = (typeof chartIntervals)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Assigns hours to the points of a chart: each hour its own, or the local day of a zone that it begins in. */
export class ChartBuckets {
  readonly starts: readonly Date[];
  private readonly index = new Map<number, number>();

  constructor(
    readonly interval: ChartInterval,
    readonly zone: string,
    range: { readonly from: Date; readonly until: Date },
  ) {
    this.starts = interval === 'hour' ? hoursIn(range) : daysIn(range, zone);
  }

  /** The point of an hour; -1 when it lies outside. */
  indexOf(hour: Date): number {
    const known = this.index.get(hour.getTime());
    if (known !== undefined) return known;
    const found = this.search(hour.getTime());
    this.index.set(hour.getTime(), found);
    return found;
  }

  private search(at: number): number {
    let [low, high] = [0, this.starts.length - 1];
    let found = -1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle]?.getTime() ?? 0) <= at) {
        found = middle;
        low = middle + 1;
      } else high = middle - 1;
    }
    return found;
  }
}

/**
 * Figures are kept by hours of UTC. Where a day begins at half past, or at a quarter to, the hour in which it does counts with the day
 * before, in series of days and of hours alike.
 */
function hoursIn({ from, until }: { readonly from: Date; readonly until: Date }): Date[] {
  const first = Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS;
  const count = Math.max(0, Math.ceil((until.getTime() - first) / HOUR_MS));
  return Array.from({ length: count }, (_, index) => new Date(first + index * HOUR_MS));
}

function daysIn({ from, until }: { readonly from: Date; readonly until: Date }, zone: string): Date[] {
  const days: Date[] = [];
  for (let day = wallTime(from, zone).day; ; day = dayAfter(day)) {
    const start = firstInstantOf(day, 0, zone);
    if (start >= until) return days;
    days.push(start);
  }
}
