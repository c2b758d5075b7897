import { type OwnerId } from '@relance/kernel';
import { type Actor } from './actor.ts';

/** How an owner is shown to admins: what the user app's tokens last said of them. */
export type OwnerSummary = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
};

/** Knows the owners seen so far. Implemented beside the admin's stores. */
export interface UserDirectory {
  /** Called with what a valid user token says; cheap when nothing changed. Who only ever came as staff is no owner. */
  remember(owner: OwnerSummary, role?: Actor['role']): Promise<void>;
  /** Somebody else did something for this owner, who is one from now on; when they were seen stays. */
  introduce(owner: OwnerSummary): Promise<void>;
  /** Every asked id is in the answer; one never seen has null for name and e-mail. */
  owners(ids: readonly OwnerId[]): Promise<ReadonlyMap<string, OwnerSummary>>;
  /** Last call of their own, to some minutes; owners who never came are left out. */
  lastSeen(ids: readonly OwnerId[]): Promise<ReadonlyMap<string, Date>>;
}

export const USER_DIRECTORY = Symbol('UserDirectory');
