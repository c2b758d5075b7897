import { type BSONRegExp } from 'bson';
import { MongoError } from '../../errors.ts';

const posixClasses: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
};

/** PCRE's anchors of the whole text, which JavaScript does not have. */
const anchors: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
};

/** Leaves out blanks and comments, as PCRE's extended mode does, outside classes and escapes. */
const withoutBlanks = (pattern: string): string => {
  let out = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    if (char === '\\') out += char + (pattern[++at] ?? '');
    else if (inClass || !/[\s#]/.test(char)) {
      if (char === '[') inClass = true;
      if (char === ']') inClass = false;
      out += char;
    } else if (char === '#') {
      while (at < pattern.length && pattern[at] !== '\n') at++;
    }
  }
  return out;
};

/**
 * A BSON regular expression (PCRE) as JavaScript's: flags i, m, s, x, u, inline flags at the front, POSIX classes.
 * @throws MongoError 51108 for an unknown flag, 51091 for a pattern that does not compile.
 */
export const toRegExp = (pattern: string, options: string): RegExp => {
  let source = pattern;
  const flags = new Set<string>();
  for (const flag of options) {
    if (!'imsxu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
    flags.add(flag);
  }
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline !== null) {
    for (const flag of inline[1] as string) flags.add(flag);
    source = source.slice(inline[0].length);
  }
  if (flags.delete('x')) source = withoutBlanks(source);
  source = source
    .replace(/\[:(\w+):\]/g, (whole, name: string) => posixClasses[name] ?? whole)
    .replace(/\\(.)/gs, (whole, letter: string) => anchors[letter] ?? whole)
    .replace(/\(\?P</g, '(?<');
  flags.delete('u');
  const given = [...flags].join('');
  // By code points, as MongoDB matches; JavaScript is stricter about escapes then, so a pattern may need the old way.
  const strict = attempt(source, `${given}u`);
  const result = strict instanceof RegExp ? strict : attempt(source, given);
  if (result instanceof RegExp) return result;
  throw new MongoError(51091, `Regular expression is invalid: ${result.message}`);
};

const attempt = (source: string, flags: string): RegExp | Error => {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** The compiled form of a stored regular expression. */
export const compileRegex = (regex: BSONRegExp): RegExp => toRegExp(regex.pattern, regex.options.replace('l', ''));
