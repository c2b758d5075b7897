import { escapedCharacter, letterSets, posixSets, property, type Reader } from './escapes.ts';
import { withOtherCases } from './folding.ts';
import { BrokenPattern, complement, type Ranges, written } from './part.ts';

type Item = { readonly code: number } | { readonly ranges: Ranges } | { readonly raw: string };

const posix = (reader: Reader): Item | undefined => {
  const found = reader.match(/\[:(\^?)([a-zA-Z]+):\]/);
  if (found === undefined) {
    if (reader.match(/\[([.=])[^\]]*\1\]/) !== undefined)
      throw new BrokenPattern('POSIX collating elements are not supported');
    return undefined;
  }
  const name = found[2] as string;
  const ranges = Object.hasOwn(posixSets, name) ? posixSets[name] : undefined;
  if (ranges === undefined) throw new BrokenPattern('unknown POSIX class name');
  return { ranges: found[1] === '^' ? complement(ranges) : ranges };
};

const escaped = (reader: Reader): Item => {
  const char = reader.peek();
  if (char === undefined) throw new BrokenPattern('\\ at end of pattern');
  if (char === 'p' || char === 'P') return { raw: property(reader) };
  const set = Object.hasOwn(letterSets, char) ? letterSets[char] : undefined;
  if (set !== undefined || char === 'b') {
    reader.take();
    return set === undefined ? { code: 8 } : { ranges: set };
  }
  if (/[BNRX]/.test(char)) throw new BrokenPattern('escape sequence is invalid in character class');
  const octal = reader.match(/([0-7]{1,3})/);
  if (octal !== undefined) return { code: parseInt(octal[1] as string, 8) };
  const code = escapedCharacter(reader);
  if (code === undefined) throw new BrokenPattern('unrecognized character follows \\');
  return { code };
};

const item = (reader: Reader): Item => {
  const named = posix(reader);
  if (named !== undefined) return named;
  const char = reader.take();
  return char === '\\' ? escaped(reader) : { code: char.codePointAt(0) as number };
};

/**
 * A class, the reader behind its bracket, as JavaScript's unicode mode writes it.
 * @param foldsCase writes the other cases of all characters out instead of leaving them to a flag.
 */
export const characterClass = (reader: Reader, options: { foldsCase: boolean; skipsBlanks: boolean }): string => {
  const negated = reader.match(/\^/) !== undefined;
  const ranges: (readonly [number, number])[] = [];
  let raw = '';
  const add = (one: Item): void => {
    if ('raw' in one) raw += one.raw;
    else if ('ranges' in one) ranges.push(...one.ranges);
    else ranges.push([one.code, one.code]);
  };
  for (let first = true; ; first = false) {
    if (options.skipsBlanks) reader.match(/[ \t]+/);
    if (reader.isDone) throw new BrokenPattern('missing terminating ] for character class');
    if (!first && reader.match(/\]/) !== undefined) break;
    const low = item(reader);
    if (!('code' in low) || !/^-[^\]]/u.test(reader.rest)) {
      add(low);
      continue;
    }
    reader.take();
    const high = item(reader);
    if (!('code' in high)) [low, { code: 0x2d }, high].forEach(add);
    else if (high.code < low.code) throw new BrokenPattern('range out of order in character class');
    else ranges.push([low.code, high.code]);
  }
  const inside = written(options.foldsCase ? withOtherCases(ranges) : ranges) + raw;
  return `[${negated ? '^' : ''}${inside}]`;
};
