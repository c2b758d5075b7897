/**
 * The condition for texts that begin with `text`, which may be anything that people type: marks of regular expressions stand for
 * themselves, and so does a NUL, which BSON allows in no pattern.
 */
export const beginsWith = (text: string): { readonly $regex: string } => ({
  $regex: `^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\0', '\\x00')}`,
});
