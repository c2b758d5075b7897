import { type OwnerId } from '@relance/kernel';
import { type SenderState } from '../sending/sender-state.ts';

/** Where each sender stands: pacing, restrictions met, the last outcomes. */
export interface SenderStateStore {
  read(ownerId: OwnerId): Promise<SenderState>;
  /** Notes outcomes (true = refused or failed), oldest first, keeping the last fifty. Answers the window after it. */
  noteOutcomes(ownerId: OwnerId, failures: readonly boolean[]): Promise<readonly boolean[]>;
  clearOutcomes(ownerId: OwnerId): Promise<void>;
  /** No message before `until` (whole account) or none to cold contacts; later of the stored and the given instant. */
  hold(ownerId: OwnerId, scope: 'all' | 'cold', until: Date): Promise<void>;
  /** Notes the rules (windows, caps) that targets were put off by; true when they are not those noted before. */
  noteRules(ownerId: OwnerId, rules: string): Promise<boolean>;
}
export const SENDER_STATE_STORE = Symbol('SenderStateStore');
