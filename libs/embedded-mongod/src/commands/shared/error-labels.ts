// The sets of MongoDB's error categories: RetriableError, what aborts a transaction for good but may be tried anew as a
// whole, and what a change stream may be resumed after.
const retryable = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const transient = new Set([...retryable, 24, 112, 239, 246, 251, 267]);
const resumable = new Set([
  6, 7, 43, 63, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436,
]);

const notPrimary = new Set([189, 10058, 10107, 11602, 13435, 13436]);
const shutdown = new Set([91, 11600]);

/** Whether an error says that this is not, or no longer, the primary. */
export const isNotPrimary = (code: number): boolean => notPrimary.has(code);

/** Whether an error says that the server is going away. */
export const isShutdown = (code: number): boolean => shutdown.has(code);

/** What a label depends on. */
export type Circumstances = {
  readonly name: string;
  readonly inTransaction: boolean;
  readonly hasNumber: boolean;
  readonly isWriteConcern?: boolean;
  /** The command opens or reads a change stream. */
  readonly isStream?: boolean;
};

/** The labels a MongoDB server puts on an error. */
export const labelsFor = (
  code: number,
  { name, inTransaction, hasNumber, isWriteConcern, isStream }: Circumstances,
): string[] => {
  const labels: string[] = [];
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction';
  if (isEnd && isWriteConcern !== true && transient.has(code) && !retryable.has(code))
    labels.push('TransientTransactionError');
  else if (inTransaction && !isEnd && isWriteConcern !== true && transient.has(code))
    labels.push('TransientTransactionError');
  if (hasNumber && (!inTransaction || isEnd) && retryable.has(code)) labels.push('RetryableWriteError');
  if (isStream === true && resumable.has(code)) labels.push('ResumableChangeStreamError');
  return labels;
};
