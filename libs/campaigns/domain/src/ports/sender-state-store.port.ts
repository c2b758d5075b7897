import { type OwnerId } from '@relance/kernel';
import { type CalendarDay } from '../contact/contact.ts';
import { type SenderState } from '../sending/sender-state.ts';

/** Where each sender stands: pacing, restrictions met, the last outcomes. */
export interface SenderStateStore {
  read(ownerId: OwnerId): Promise<SenderState>;
  /** Those of several owners; who never sent is not among them. */
  readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, SenderState>>;
  /**
   * Notes outcomes (true = refused or failed) by sender, oldest first, keeping the last fifty of each. Answers the window after it
   * of each sender with a failure among these.
   */
  noteOutcomes(failures: ReadonlyMap<OwnerId, readonly boolean[]>): Promise<ReadonlyMap<OwnerId, readonly boolean[]>>;
  clearOutcomes(ownerId: OwnerId): Promise<void>;
  /** No message before `until` (whole account) or none to cold contacts; later of the stored and the given instant. */
  hold(ownerId: OwnerId, scope: 'all' | 'cold', until: Date): Promise<void>;
  /**
   * From now on the owner's facts (pacing, rests, outcomes, what was used of these days, the age of the number) are those of this
   * number. The first one ever seen takes what is there; another one starts anew or finds what it left behind, and what the number
   * before it had waits for its return. False when it is this number already.
   */
  useNumber(
    ownerId: OwnerId,
    numberKey: string,
    at: { readonly now: Date; readonly days: readonly CalendarDay[] },
  ): Promise<boolean>;
  /** Notes the rules (windows, caps) that targets were put off by; true when they are not those noted before. */
  noteRules(ownerId: OwnerId, rules: string): Promise<boolean>;
}
export const SENDER_STATE_STORE = Symbol('SenderStateStore');
