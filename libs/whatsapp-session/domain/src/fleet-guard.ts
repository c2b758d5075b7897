import { type OwnerId } from '@relance/kernel';
import { type CloseCause } from './close-cause.ts';

/** The guard looks back this far, and holds until this long passes without a new loss. */
export const FLEET_WINDOW_MS = 60_000;
export const FLEET_LEAST_LOSSES = 3;
export const FLEET_LEAST_SHARE = 0.5;

type Loss = { readonly ownerId: OwnerId; readonly cause: CloseCause; readonly openedAt: number; readonly at: number };

/** Tripped by this loss: the owners whose strikes since `since` are nobody's fault. */
export type FleetTrip = { readonly since: Date; readonly owners: readonly OwnerId[]; readonly cause: CloseCause };

/**
 * Tells a fault of the far side (or of this house) from faults of single accounts: when at least three and at least
 * half of the sessions that were open lose their connection with one cause within a minute, no account is to blame.
 * Time is handed in; the guard itself does nothing but count.
 */
export class FleetGuard {
  private readonly openedAt = new Map<OwnerId, number>();
  private losses: Loss[] = [];
  private heldUntil = Number.NEGATIVE_INFINITY;

  /** A session's connection opened. */
  opened(ownerId: OwnerId, at: Date): void {
    this.openedAt.set(ownerId, at.getTime());
  }

  /** A connection ended for a reason that is no loss (asked for, replaced, banned …). */
  ended(ownerId: OwnerId): void {
    this.openedAt.delete(ownerId);
  }

  holds(at: Date): boolean {
    return at.getTime() < this.heldUntil;
  }

  openCount(): number {
    return this.openedAt.size;
  }

  /** An open connection was lost. Answers what tripped when the guard begins to hold with this loss, else null. */
  lost(ownerId: OwnerId, cause: CloseCause, at: Date): FleetTrip | null {
    const now = at.getTime();
    const openedAt = this.openedAt.get(ownerId);
    if (openedAt === undefined) return null;
    this.losses = this.losses.filter((loss) => loss.at > now - FLEET_WINDOW_MS);
    this.losses.push({ ownerId, cause, openedAt, at: now });
    this.openedAt.delete(ownerId);
    const wasHeld = this.holds(at);
    if (wasHeld) this.heldUntil = now + FLEET_WINDOW_MS;
    const trip = this.measure(cause);
    if (trip === null) return null;
    this.heldUntil = now + FLEET_WINDOW_MS;
    return wasHeld ? null : trip;
  }

  private measure(cause: CloseCause): FleetTrip | null {
    const alike = this.losses.filter((loss) => loss.cause === cause);
    const since = Math.min(...alike.map((loss) => loss.at));
    const lost = new Set(alike.filter((loss) => loss.openedAt <= since).map((loss) => loss.ownerId));
    const stillOpen = [...this.openedAt].filter(([owner, opened]) => opened <= since && !lost.has(owner)).length;
    const lostOtherwise = new Set(
      this.losses
        .filter((loss) => loss.at >= since && loss.openedAt <= since && !lost.has(loss.ownerId))
        .map((l) => l.ownerId),
    ).size;
    const open = lost.size + stillOpen + lostOtherwise;
    if (lost.size < FLEET_LEAST_LOSSES || lost.size < open * FLEET_LEAST_SHARE) return null;
    return { since: new Date(since), owners: [...lost], cause };
  }
}
