import { AsyncLocalStorage } from 'node:async_hooks';

/** What must still hold when the first transaction of a change is committed. */
type CommitCondition = {
  /** Rejects when it does not hold; reads what is committed, outside of the transaction. */
  readonly confirm: () => Promise<void>;
  isMet: boolean;
};
const conditions = new AsyncLocalStorage<CommitCondition | null>();

/**
 * Runs `change` so that its first transaction is committed only where `confirm` resolves once everything of it is written. What the
 * transaction wrote nobody else can write until its end, and what others wrote before it is seen by `confirm`: so of any number of
 * changes, in however many processes, that were made on the same state, one is committed. A conflict repeats both.
 */
export const onCondition = <T>(confirm: () => Promise<void>, change: () => Promise<T>): Promise<T> =>
  conditions.run({ confirm, isMet: false }, change);

/** The end of a transaction's work: rejects, and so ends it with nothing written, where its condition does not hold. */
export async function confirmCondition(): Promise<void> {
  const condition = conditions.getStore();
  // What is read for it may write something of its own: that has no condition.
  if (condition && !condition.isMet) await conditions.run(null, condition.confirm);
}

/** A transaction was committed: the later ones of the change go on from what it wrote. */
export function conditionMet(): void {
  const condition = conditions.getStore();
  if (condition) condition.isMet = true;
}
