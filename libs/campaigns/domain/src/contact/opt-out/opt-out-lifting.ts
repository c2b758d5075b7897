import { type OwnerId } from '@relance/kernel';
import { EVERY_OWNER, type OptOut } from '../../ports/opt-out-store.port.ts';

type Said = Pick<OptOut, 'ownerId' | 'saidTo'>;

/** Who was told to leave a person alone, seen from one owner. */
export type OptOutHolder = 'admin' | 'another_owner';

/** Everybody to whom it was said; opt-outs of earlier versions know the first alone. */
export const saidToOf = ({ ownerId, saidTo = [] }: Said): readonly OwnerId[] => [...new Set([ownerId, ...saidTo])];

/**
 * An opt-out holds for every owner, so who lifts it lifts it for all. An owner may lift what was said to them alone: what an admin
 * wrote down for all, or what the person said to another owner too, is not theirs to take back. An admin (`EVERY_OWNER`) may lift any.
 */
export const mayLift = (said: Said, by: OwnerId): boolean =>
  by === EVERY_OWNER || saidToOf(said).every((owner) => owner === by);

/** Who else was told, for the owner who may not lift it; other owners are not named. */
export function heldBy(optOuts: readonly Said[], by: OwnerId): readonly OptOutHolder[] {
  const others = optOuts.flatMap(saidToOf).filter((owner) => owner !== by);
  return [...new Set(others.map((owner): OptOutHolder => (owner === EVERY_OWNER ? 'admin' : 'another_owner')))].sort();
}
