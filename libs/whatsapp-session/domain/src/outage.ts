import { type OwnerId } from '@relance/kernel';
import { type CloseCause } from './close-cause.ts';

/** The guard looks back this far, and holds until this long passes without a new loss. */
export const OUTAGE_WINDOW_MS = 60_000;
export const OUTAGE_MIN_LOSSES = 3;
export const OUTAGE_MIN_SHARE = 0.5;

/** An open connection that was lost, in whichever process. */
export type ConnectionLoss = {
  readonly ownerId: OwnerId;
  readonly cause: CloseCause;
  readonly openedAt: Date;
  readonly at: Date;
};

/** The owners whose strikes since `since` are nobody's fault. */
export type Outage = { readonly since: Date; readonly owners: readonly OwnerId[]; readonly cause: CloseCause };

/** A time since when at least three sessions that were open then were lost with one cause. */
export type OutageSuspicion = {
  readonly since: Date;
  /** Distinct owners who were open then and lost since with the cause. */
  readonly lost: number;
  /** … with whatever cause. */
  readonly lostInAll: number;
};

/**
 * Every beginning worth measuring, earliest first: the window slides, so each loss of the cause may be the first of an event. A fleet is
 * lost at once, so this takes N log N steps of N losses.
 */
export function suspicionsOf(losses: readonly ConnectionLoss[], cause: CloseCause): readonly OutageSuspicion[] {
  const alike = losses.filter((loss) => loss.cause === cause);
  const [lostAt, lostInAllAt] = [ownersOpenAt(alike), ownersOpenAt(losses)];
  const times = [...new Set(alike.map(({ at }) => at.getTime()))].sort(ascending);
  return times
    .map((since) => ({ since: new Date(since), lost: lostAt(since), lostInAll: lostInAllAt(since) }))
    .filter(({ lost }) => lost >= OUTAGE_MIN_LOSSES);
}

/**
 * Tells a fault of the far side (or of this house) from faults of single accounts: when at least three and at least half
 * of the sessions that were open lose their connection with one cause within a minute, no account is to blame.
 * `stillOpen`: sessions open now, and since before the suspicion, and not among the lost.
 */
export const isOutage = ({ lost, lostInAll }: OutageSuspicion, stillOpen: number): boolean =>
  lost >= (lostInAll + stillOpen) * OUTAGE_MIN_SHARE;

/** The owners of a suspicion: open at that time, and lost since with the cause. */
export function ownersLost(losses: readonly ConnectionLoss[], cause: CloseCause, since: Date): readonly OwnerId[] {
  const theirs = losses.filter((loss) => loss.cause === cause && loss.at >= since && loss.openedAt <= since);
  return [...new Set(theirs.map(({ ownerId }) => ownerId))];
}

type Span = { readonly from: number; readonly to: number };

/** How many owners were open at a time (milliseconds) on a connection that is among the lost. */
function ownersOpenAt(losses: readonly ConnectionLoss[]): (time: number) => number {
  const byOwner = new Map<OwnerId, Span[]>();
  for (const { ownerId, openedAt, at } of losses) {
    const spans = byOwner.get(ownerId) ?? [];
    spans.push({ from: openedAt.getTime(), to: at.getTime() });
    byOwner.set(ownerId, spans);
  }
  const spans = [...byOwner.values()].flatMap(apart);
  const begun = spans.map(({ from }) => from).sort(ascending);
  const ended = spans.map(({ to }) => to).sort(ascending);
  return (time) => countUpTo(begun, time) - countUpTo(ended, time - 1);
}

/** One owner's spans, those that meet made one: nobody counts twice. */
function apart(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}

const ascending = (a: number, b: number): number => a - b;

/** How many of these ascending whole numbers are not above the limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
