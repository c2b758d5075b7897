import {
  addFigures,
  ANALYTICS_STORE,
  type AnalyticsFilter,
  type AnalyticsStore,
  type CampaignFacts,
  type DayFigures,
  ChartBuckets,
  exitReasons,
  figureNames,
  type Figures,
  firstInstantOf,
  type HourFigures,
  type HourPart,
  type HoursQuery,
  isCalendarDay,
  noDayFigures,
  noFigures,
  wallTime,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock, documentId, ownerId } from '@relance/kernel';
import { PRODUCT_CLOCK, validationFailed } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Dimension,
  type ExitsView,
  type FiguresQuery,
  type FunnelView,
  type PointView,
  type TimeseriesQuery,
  type TimeseriesView,
} from './analytics.dto.ts';
import { PastDays } from './past-days.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More points than this no chart shows. */
const MOST_POINTS = { hour: 24 * 93, day: 3 * 366 } as const;
/** A filter that names up to this many campaigns reads just their hours. */
const NAMED_CAMPAIGNS = 200;
const BATCH = 500;
const MOST_SERIES = 100;

type Range = { readonly from: Date; readonly until: Date };
type Hour = { readonly hour: HourFigures; readonly facts: CampaignFacts | null };

/** Charts over time: sums of the hourly figures. */
@Injectable()
export class AnalyticsService {
  private readonly past: PastDays;

  constructor(
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {
    this.past = new PastDays(store);
  }

  async timeseries(query: TimeseriesQuery): Promise<TimeseriesView> {
    const { interval = 'day', timeZone = 'UTC', dimension } = query;
    const range = this.timesOf(query, interval);
    const widest = MOST_POINTS[interval] * (interval === 'hour' ? HOUR_MS : DAY_MS);
    if (range.until.getTime() - range.from.getTime() > widest) {
      const field = query.last === undefined ? 'from' : 'last';
      throw validationFailed([{ field, problem: `is more than ${MOST_POINTS[interval]} points` }]);
    }
    const buckets = new ChartBuckets(interval, timeZone, range);
    const series = new Map<string, Figures[]>();
    if (dimension === 'state') figureNames.forEach((name) => series.set(name, zeros(buckets)));
    if (dimension === 'day') [1, 2, 3, 4, 5, 6, 7].forEach((day) => series.set(String(day), zeros(buckets)));
    if (dimension === 'type') ['default', 'filtered'].forEach((type) => series.set(type, zeros(buckets)));
    if (!dimension) series.set('', zeros(buckets));
    const read = { withFacts: dimension === 'type' || dimension === 'owner', parts: partsFor(dimension) };
    for await (const { hour, facts } of this.hours(query, range, read)) {
      const index = buckets.indexOf(hour.at);
      if (index < 0) continue;
      for (const [key, figures] of partsOf(hour, facts, dimension)) {
        const points = series.get(key) ?? zeros(buckets);
        series.set(key, points);
        points[index] = addFigures(points[index] ?? noFigures(), figures);
      }
    }
    const pointsOf = (figures: readonly Figures[]): PointView[] =>
      buckets.starts.map((at, index) => ({ at: at.toISOString(), ...(figures[index] ?? noFigures()) }));
    if (!dimension) return { points: pointsOf(series.get('') ?? []) };
    return { series: [...largest(series)].map(([key, figures]) => ({ key, points: pointsOf(figures) })) };
  }

  /** By day of the sequence: who waits now, and what happened there (in the range, or ever). */
  async funnel(query: FiguresQuery): Promise<FunnelView> {
    const standing = await this.store.standing(filterOf(query));
    const range = isRanged(query) ? this.rangeOf(query, 30 * DAY_MS) : null;
    const past = range === null && !isFiltered(filterOf(query)) ? await this.past.upTo(this.clock.now()) : null;
    let days: readonly DayFigures[] = past?.days ?? standing.waiting.map(() => noDayFigures());
    const since = past ? { from: past.until, until: null } : range;
    for await (const { hour } of this.hours(query, since, { parts: ['days'] })) {
      days = days.map((day, index) => addFigures(day, hour.days[index] ?? noDayFigures()));
    }
    return {
      days: days.map(({ sent, delivered, read, replied, exited }, index) => {
        const counted = standing.days[index] ?? noDayFigures();
        const messages = range
          ? { sent, delivered, read }
          : { sent: counted.sent, delivered: counted.delivered + counted.read, read: counted.read };
        return { day: index + 1, waiting: standing.waiting[index] ?? 0, ...messages, replied, exited };
      }),
    };
  }

  /** Why people left, in the range or ever. */
  async exits(query: FiguresQuery): Promise<ExitsView> {
    const counts = new Map<string, number>(exitReasons.map((reason) => [reason, 0]));
    const add = (exits: Readonly<Record<string, number>>) =>
      Object.entries(exits).forEach(([reason, count]) => counts.set(reason, (counts.get(reason) ?? 0) + count));
    if (isRanged(query)) {
      for await (const { hour } of this.hours(query, this.rangeOf(query, 30 * DAY_MS), { parts: ['exits'] }))
        add(hour.exits);
    } else add((await this.store.standing(filterOf(query))).exits);
    const exits = [...counts].map(([reason, count]) => ({ reason, count }));
    return { exits: exits.sort((a, b) => b.count - a.count) };
  }

  /** The hours of a query, with what their campaigns are when that is asked for. */
  async *hours(
    query: FiguresQuery,
    range: { readonly from: Date; readonly until: Date | null } | null,
    { withFacts = false, parts }: { readonly withFacts?: boolean; readonly parts: readonly HourPart[] },
  ): AsyncGenerator<Hour> {
    const filter = filterOf(query);
    const hasFilter = isFiltered(filter);
    const named = hasFilter ? await this.store.matching(filter, NAMED_CAMPAIGNS) : null;
    const of: HoursQuery['of'] = named ?? (hasFilter || withFacts ? 'each' : 'together');
    const rows = this.store.hours({ from: range?.from ?? null, until: range?.until ?? null, of, parts });
    if (of === 'together' || (named !== null && !withFacts)) {
      for await (const hour of rows) yield { hour, facts: null };
      return;
    }
    const known = new Map<CampaignId, CampaignFacts | null>();
    for await (const batch of batches(rows, BATCH)) {
      const unknown = [...new Set(batch.flatMap(({ campaignId }) => campaignId ?? []))].filter((id) => !known.has(id));
      const found = await this.store.facts(unknown);
      for (const id of unknown) known.set(id, found.get(id) ?? null);
      for (const hour of batch) {
        const facts = hour.campaignId ? (known.get(hour.campaignId) ?? null) : null;
        if (!hasFilter || (facts && matches(facts, filter))) yield { hour, facts };
      }
    }
  }

  /** `last` ends with the hour or day that runs now by the product's clock, which no reader's own clock knows. */
  private timesOf(query: TimeseriesQuery, interval: 'hour' | 'day'): Range {
    const { last, from, to, timeZone = 'UTC' } = query;
    if (last === undefined) return this.rangeOf(query, interval === 'hour' ? DAY_MS : 30 * DAY_MS);
    if (from !== undefined || to !== undefined) {
      throw validationFailed([{ field: 'last', problem: 'must not stand beside from or to' }]);
    }
    const now = this.clock.now();
    const until = interval === 'hour' ? endOfHour(now) : endOfDay(now, timeZone);
    const count = Number.parseInt(last, 10);
    if (interval === 'day' && last.endsWith('d')) {
      return { from: edge(wallTime(now, timeZone).day, timeZone, 1 - count), until };
    }
    return { from: new Date(until.getTime() - count * (last.endsWith('h') ? HOUR_MS : DAY_MS)), until };
  }

  /** Days are whole days of the zone, `to` inclusive; the last `span` when nothing is said. */
  private rangeOf({ from, to, timeZone = 'UTC' }: FiguresQuery, span: number): Range {
    const now = this.clock.now();
    const until = to === undefined ? endOfDay(now, timeZone) : edge(to, timeZone, 1);
    const begin = from === undefined ? new Date(until.getTime() - span) : edge(from, timeZone, 0);
    if (begin >= until) throw validationFailed([{ field: 'to', problem: 'must not lie before from' }]);
    return { from: begin, until };
  }
}

const isFiltered = (filter: AnalyticsFilter): boolean => Object.values(filter).some((value) => value !== undefined);

const partsFor = (dimension: Dimension | undefined): readonly HourPart[] =>
  dimension === 'day' ? ['days'] : ['figures'];

const isRanged = ({ from, to }: FiguresQuery): boolean => from !== undefined || to !== undefined;

function filterOf({ userId, campaignId, type, status }: FiguresQuery): AnalyticsFilter {
  return {
    ...(userId !== undefined && { ownerId: ownerId(userId) }),
    ...(campaignId !== undefined && { campaignId: documentId<'CampaignId'>(campaignId) }),
    ...(type !== undefined && { type }),
    ...(status !== undefined && { status }),
  };
}

const matches = (facts: CampaignFacts, { ownerId: owner, campaignId, type, status }: AnalyticsFilter): boolean =>
  (!owner || facts.ownerId === owner) &&
  (!campaignId || facts.id === campaignId) &&
  (!type || facts.type === type) &&
  (!status || facts.status === status);

const zeros = (buckets: ChartBuckets): Figures[] => buckets.starts.map(() => noFigures());

function partsOf(hour: HourFigures, facts: CampaignFacts | null, dimension?: Dimension): [string, Figures][] {
  if (!dimension) return [['', hour.figures]];
  if (dimension === 'type') return [[facts?.type ?? 'removed', hour.figures]];
  if (dimension === 'owner') return [[facts?.ownerId ?? 'removed', hour.figures]];
  if (dimension === 'state') {
    return figureNames.map((name) => [name, { ...noFigures(), [name]: hour.figures[name] }]);
  }
  return hour.days.map(({ exited: _, ...day }, index) => [String(index + 1), { ...noFigures(), ...day }]);
}

/** The largest hundred series by messages sent, the rest as one. */
function largest(series: ReadonlyMap<string, Figures[]>): ReadonlyMap<string, Figures[]> {
  if (series.size <= MOST_SERIES) return series;
  const sentOf = (points: readonly Figures[]) => points.reduce((sum, { sent }) => sum + sent, 0);
  const ordered = [...series].sort(([, a], [, b]) => sentOf(b) - sentOf(a));
  const rest = ordered.slice(MOST_SERIES).map(([, points]) => points);
  const [first = []] = rest;
  const other = first.map((_, index) =>
    rest.reduce((sum, points) => addFigures(sum, points[index] ?? noFigures()), noFigures()),
  );
  return new Map([...ordered.slice(0, MOST_SERIES), ['other', other]]);
}

function edge(text: string, zone: string, plusDays: number): Date {
  if (!isCalendarDay(text)) return new Date(text);
  const day = new Date(Date.parse(`${text}T00:00:00Z`) + plusDays * DAY_MS).toISOString().slice(0, 10);
  return firstInstantOf(day, 0, zone);
}

const endOfHour = (now: Date): Date => new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS);
const endOfDay = (now: Date, zone: string): Date => edge(wallTime(now, zone).day, zone, 1);

async function* batches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
