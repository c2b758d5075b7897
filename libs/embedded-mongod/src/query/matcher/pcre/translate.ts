import { unquoted } from './escapes.ts';
import { type Flags } from './part.ts';
import { MixedCase, Translator } from './translator.ts';

/**
 * A PCRE pattern as JavaScript's unicode mode writes it; its groups are named g1, g2 ….
 * @throws BrokenPattern for what PCRE refuses, and for what has no form in JavaScript.
 */
export const translate = (pattern: string, flags: string): { source: string; flags: string } => {
  const [i, m, s, x] = [...'imsx'].map((flag) => flags.includes(flag)) as [boolean, boolean, boolean, boolean];
  const given: Flags = { i, m, s, x, xx: false, n: false, U: false };
  const source = unquoted(pattern);
  try {
    const found = new Translator(source, given, false).run();
    return { source: found.source, flags: found.foldsCase ? 'iu' : 'u' };
  } catch (error) {
    if (!(error instanceof MixedCase)) throw error;
  }
  return { source: new Translator(source, given, true).run().source, flags: 'u' };
};
