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
export type OutageSuspicion = { readonly since: Date; readonly lost: readonly OwnerId[] };

/** Every beginning worth measuring: the window slides, so each loss of the cause may be the first of an event. */
export function suspicionsOf(losses: readonly ConnectionLoss[], cause: CloseCause): readonly OutageSuspicion[] {
  const alike = losses.filter((loss) => loss.cause === cause);
  return alike
    .map(({ at: since }) => ({ since, lost: [...ownersOf(alike.filter((loss) => wasOpen(loss, since)))] }))
    .filter(({ lost }) => lost.length >= OUTAGE_MIN_LOSSES);
}

/**
 * Tells a fault of the far side (or of this house) from faults of single accounts: when at least three and at least half
 * of the sessions that were open lose their connection with one cause within a minute, no account is to blame.
 * `losses`: those of the window; `stillOpen`: sessions open now, and since before the suspicion, and not among the lost.
 */
export function isOutage(
  { since, lost }: OutageSuspicion,
  losses: readonly ConnectionLoss[],
  stillOpen: number,
): boolean {
  const open = ownersOf(losses.filter((loss) => wasOpen(loss, since))).size + stillOpen;
  return lost.length >= open * OUTAGE_MIN_SHARE;
}

/** Lost since then, of a connection that was open then. */
const wasOpen = ({ at, openedAt }: ConnectionLoss, since: Date): boolean => at >= since && openedAt <= since;

const ownersOf = (losses: readonly ConnectionLoss[]): Set<OwnerId> => new Set(losses.map(({ ownerId }) => ownerId));
