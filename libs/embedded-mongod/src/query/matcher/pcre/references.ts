import { type Reader } from './escapes.ts';
import { BrokenPattern, type Flags, unsupported } from './part.ts';

/** What a pattern refers back to: a group by its name or by its number. */
export type Reference = { readonly name: string } | { readonly number: number };

/**
 * A reference back to a group, the reader behind the backslash; undefined for anything else, octal numbers among it.
 * @param groups how many groups have begun: relative numbers count from there, and numbers above nine need as many.
 */
export const readReference = (reader: Reader, groups: number): Reference | undefined => {
  const named = reader.match(/k(?:\{(\w+)\}|<(\w+)>|'(\w+)')/) ?? reader.match(/g\{([A-Za-z_]\w*)\}/);
  if (named !== undefined) return { name: (named[1] ?? named[2] ?? named[3]) as string };
  const relative = reader.match(/g(?:\{([-+]?)(\d+)\}|([-+]?)(\d+))/);
  if (relative !== undefined) {
    const number = Number(relative[2] ?? relative[4]);
    const sign = relative[1] ?? relative[3];
    return { number: sign === '-' ? groups + 1 - number : sign === '+' ? groups + number : number };
  }
  if (/^g[<']/.test(reader.rest)) throw unsupported('subroutine calls');
  const digits = /^[1-9]\d*/.exec(reader.rest)?.[0];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (number >= 10 && !/^[89]/.test(digits) && number > groups) return undefined;
  reader.at += digits.length;
  return { number };
};

/** Refuses groups that have no form in JavaScript, the reader behind the bracket. */
export const refuseGroups = (reader: Reader): void => {
  const { rest } = reader;
  if (rest.startsWith('*')) throw unsupported('backtracking verbs');
  if (/^\?(?:R|P>|&|[-+]?\d)/.test(rest)) throw unsupported('recursive patterns and subroutine calls');
  if (rest.startsWith('?(')) throw unsupported('conditional groups');
  if (rest.startsWith('?C')) throw unsupported('callouts');
};

/**
 * `(?i)`, `(?^s-m:…)`, the reader behind the bracket.
 * @returns the flags from here on, and whether they hold for a group that begins here.
 */
export const readSwitch = (reader: Reader, flags: Flags): { flags: Flags; opensGroup: boolean } => {
  const found = reader.match(/\?(\^?)([imsxnU]*)(?:-([imsxnU]*))?([:)])/);
  if (found === undefined) {
    if (/^\?[imsxnU^-]*J/.test(reader.rest)) throw unsupported('groups of one name');
    throw new BrokenPattern('unrecognized character after (? or (?-');
  }
  const [, caret, on = '', off = '', end] = found;
  const changed: Flags =
    caret === '^' ? { ...flags, i: false, m: false, s: false, x: false, xx: false, n: false } : { ...flags };
  for (const flag of on) changed[flag as keyof Flags] = true;
  if (on.includes('x')) changed.xx = on.includes('xx');
  for (const flag of off) changed[flag as keyof Flags] = false;
  if (off.includes('x')) changed.xx = false;
  return { flags: changed, opensGroup: end === ':' };
};
