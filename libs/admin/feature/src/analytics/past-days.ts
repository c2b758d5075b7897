import {
  addFigures,
  type AnalyticsStore,
  type DayFigures,
  DAYS_IN_SEQUENCE,
  noDayFigures,
} from '@relance/campaigns-domain';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Past = { readonly until: Date; readonly readAt: Date; readonly days: readonly DayFigures[] };

/**
 * What happened on each day of the sequence before yesterday, in all campaigns together. Those hours are over: only a recount may still
 * correct them, so their sum is kept for an hour and a question reads two days of hours at most, however old the installation is.
 */
export class PastDays {
  private known: Past | null = null;

  constructor(private readonly store: AnalyticsStore) {}

  /** `until`: the beginning of yesterday (UTC) at `now`; what happened since is not in the sum. */
  async upTo(now: Date): Promise<Past> {
    const until = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - DAY_MS);
    const { known } = this;
    const isFresh = known?.until.getTime() === until.getTime() && now.getTime() - known.readAt.getTime() < HOUR_MS;
    if (known && isFresh) return known;
    let days: readonly DayFigures[] = Array.from({ length: DAYS_IN_SEQUENCE }, () => noDayFigures());
    for await (const hour of this.store.hours({ from: null, until, of: 'together', parts: ['days'] }))
      days = days.map((day, index) => addFigures(day, hour.days[index] ?? noDayFigures()));
    this.known = { until, readAt: now, days };
    return this.known;
  }
}
