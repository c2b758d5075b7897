import { type BSONRegExp } from 'bson';
import { MongoError } from '../../errors.ts';
import { BrokenPattern } from './pcre/part.ts';
import { translate } from './pcre/translate.ts';

const invalid = (message: string): MongoError => new MongoError(51091, `Regular expression is invalid: ${message}`);

/**
 * A BSON regular expression (PCRE, by code points) as JavaScript's: flags i, m, s, x and u, which is always so.
 * @throws MongoError 51108 for an unknown flag, 51091 for a pattern that PCRE refuses or JavaScript cannot express.
 */
export const toRegExp = (pattern: string, options: string): RegExp => {
  for (const flag of options) {
    if (!'imsxu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  try {
    const { source, flags } = translate(pattern, options);
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof BrokenPattern || error instanceof SyntaxError) throw invalid(error.message);
    throw error;
  }
};

/** The compiled form of a stored regular expression. */
export const compileRegex = (regex: BSONRegExp): RegExp => toRegExp(regex.pattern, regex.options.replace('l', ''));

/** What a pattern's own groups caught, in their order; groups that took no part are undefined. */
export const capturesOf = (match: RegExpExecArray): (string | undefined)[] =>
  Object.entries(match.groups ?? {})
    .filter(([name]) => name.startsWith('g'))
    .map(([, caught]) => caught);
