/** MongoDB's code for a unique index that stood in the way. */
const DUPLICATE_KEY = 11000;

/** Whether a unique index stood in the way, of one write or of one among many. */
export function isDuplicateKey(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && error.code === DUPLICATE_KEY) return true;
  const inside = 'writeErrors' in error && error.writeErrors instanceof Map ? [...error.writeErrors.values()] : [];
  return inside.some((each: unknown) => isDuplicateKey(each));
}
