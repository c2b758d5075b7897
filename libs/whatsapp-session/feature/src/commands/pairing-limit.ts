import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { tooManyPairings } from './session-refusals.ts';

const PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** New pairings of one owner: at most twenty a minute. */
@Injectable()
export class PairingLimit {
  private readonly begun = new Map<OwnerId, number[]>();

  constructor(@Inject(SYSTEM_CLOCK) private readonly clock: Clock) {}

  /** Counts one; throws DomainError('too_many') beyond the limit. */
  count(ownerId: OwnerId): void {
    const now = this.clock.now().getTime();
    const recent = (this.begun.get(ownerId) ?? []).filter((at) => at > now - MINUTE_MS);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= PER_MINUTE) {
      throw tooManyPairings(Math.ceil((oldest + MINUTE_MS - now) / 1_000));
    }
    this.begun.set(ownerId, [...recent, now]);
    if (this.begun.size > 10_000) this.begun.clear();
  }
}
