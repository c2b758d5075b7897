/** The set of campaigns that a dry run found: what is confirmed is this set, whatever matches the filter later. */
export type BulkConfirmation = {
  readonly token: string;
  /** Who asked; nobody else can use it. */
  readonly actorId: string;
  /** Fingerprint of the question: the token is good for nothing else. */
  readonly question: string;
  readonly ids: readonly string[];
  /** Real time. */
  readonly expireAt: Date;
};

export interface BulkConfirmationStore {
  save(confirmation: BulkConfirmation): Promise<void>;
  find(token: string): Promise<BulkConfirmation | null>;
}
export const BULK_CONFIRMATION_STORE = Symbol('BulkConfirmationStore');
