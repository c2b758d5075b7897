import { characterClass } from './character-class.ts';
import { escapedCharacter, letterSets, property, Reader } from './escapes.ts';
import { isCased, withOtherCases } from './folding.ts';
import { BrokenPattern, type Flags, literal, type Part, unsupported, written } from './part.ts';

/** Thrown when case counts in one place and not in another, so that no flag of the whole can say it. */
class MixedCase extends Error {}

const lineBreak = '(?:\\r\\n|[\\n-\\r\\u{85}\\u2028\\u2029])';

/** `\Q…\E` as escaped characters. */
const unquoted = (pattern: string): string =>
  pattern.replace(/\\Q([\s\S]*?)(?:\\E|$)|\\E|\\[\s\S]/gu, (whole, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replace(/[^0-9A-Za-z]/gu, (char) => `\\${char}`);
    return whole === '\\E' ? '' : whole;
  });

class Translator {
  readonly #in: Reader;
  readonly #names = new Map<string, number>();
  readonly #lengths: (number | undefined)[] = [];
  #flags: Flags;
  #groups = 0;
  #atomics = 0;
  #greatest = 0;
  /** Whether case counts, once something was met for which it matters. */
  #folds: boolean | undefined;

  constructor(
    pattern: string,
    flags: Flags,
    private readonly writesCases: boolean,
  ) {
    this.#in = new Reader(pattern);
    this.#flags = { ...flags };
  }

  run(): { source: string; foldsCase: boolean } {
    while (this.#in.match(/\(\*(?:UTF8?|LIMIT_(?:MATCH|DEPTH|HEAP)=\d+|NO_(?:JIT|START_OPT|AUTO_POSSESS))\)/));
    const { js } = this.#alternatives();
    if (!this.#in.isDone) throw new BrokenPattern('unmatched closing parenthesis');
    if (this.#greatest > this.#groups) throw new BrokenPattern('reference to non-existent subpattern');
    return { source: js, foldsCase: this.#folds === true };
  }

  #alternatives(isLookbehind = false): Part {
    const branches: Part[] = [];
    do branches.push(this.#branch());
    while (this.#in.match(/\|/) !== undefined);
    const lengths = new Set(branches.map(({ length }) => length));
    if (isLookbehind && lengths.has(undefined)) throw new BrokenPattern('lookbehind assertion is not fixed length');
    return { js: branches.map(({ js }) => js).join('|'), length: lengths.size === 1 ? branches[0]?.length : undefined };
  }

  #branch(): Part {
    let js = '';
    let length: number | undefined = 0;
    for (;;) {
      this.#skip();
      const char = this.#in.peek();
      if (char === undefined || char === '|' || char === ')') return { js, length };
      const atom = this.#atom(char);
      if (atom === undefined) continue;
      const part = this.#quantified(atom);
      js += part.js;
      length = length === undefined || part.length === undefined ? undefined : length + part.length;
    }
  }

  /** Passes over comments, and over blanks in extended mode. */
  #skip(): void {
    for (;;) {
      if (this.#in.match(/\(\?#[^)]*\)/) !== undefined) continue;
      if (this.#in.rest.startsWith('(?#')) throw new BrokenPattern('missing ) after (?# comment');
      if (!this.#flags.x || this.#in.match(/[\t-\r \x85\u200e\u200f\u2028\u2029]+|#[^\n]*\n?/) === undefined) return;
    }
  }

  #quantified(atom: Part): Part {
    this.#skip();
    const found = this.#in.match(/[*+?]|\{(\d+)(,?)(\d*)\}/);
    if (found === undefined) return atom;
    const [mark, low, comma, high] = found;
    const from = low === undefined ? (mark === '+' ? 1 : 0) : Number(low);
    const to = low === undefined ? (mark === '?' ? 1 : Infinity) : comma === '' ? from : high ? Number(high) : Infinity;
    if (from > 65535 || (to > 65535 && to !== Infinity)) throw new BrokenPattern('number too big in {} quantifier');
    if (to < from) throw new BrokenPattern('numbers out of order in {} quantifier');
    this.#skip();
    const manner = this.#in.match(/[?+]/)?.[0];
    this.#skip();
    if (this.#in.match(/[*+?]|\{\d+,?\d*\}/) !== undefined) throw notRepeatable();
    const isLazy = (manner === '?') !== (this.#flags.U && manner !== '+');
    const repeated = `${atom.length === 1 ? atom.js : `(?:${atom.js})`}${mark}${isLazy ? '?' : ''}`;
    const length = from === to && atom.length !== undefined ? atom.length * from : undefined;
    return { js: manner === '+' ? this.#atomic(repeated) : repeated, length };
  }

  /** What is matched once is not given back: a look ahead remembers it, a reference takes it. */
  #atomic(js: string): string {
    const name = `a${++this.#atomics}`;
    return `(?=(?<${name}>${js}))\\k<${name}>`;
  }

  #atom(char: string): Part | undefined {
    const reader = this.#in;
    switch (char) {
      case '\\':
        reader.take();
        return this.#escape();
      case '[':
        if (/^\[([:.=])[a-z]*\1\]/.test(reader.rest))
          throw new BrokenPattern('POSIX named classes are supported only within a class');
        reader.take();
        this.#minds();
        return {
          js: characterClass(reader, {
            foldsCase: this.#flags.i && this.writesCases,
            skipsBlanks: this.#flags.xx,
          }),
          length: 1,
        };
      case '(':
        reader.take();
        return this.#group();
      case '.':
        reader.take();
        return { js: this.#flags.s ? '[^]' : '[^\\n]', length: 1 };
      case '^':
        reader.take();
        return { js: this.#flags.m ? '(?:^|(?<=\\n)(?!$))' : '^', length: 0 };
      case '$':
        reader.take();
        return { js: this.#flags.m ? '(?=\\n|$)' : '(?=\\n?$)', length: 0 };
      case '*':
      case '+':
      case '?':
        throw notRepeatable();
      default:
        if (char === '{' && /^\{\d+,?\d*\}/.test(reader.rest)) throw notRepeatable();
        return this.#character(reader.take().codePointAt(0) as number);
    }
  }

  /** Notes that case matters here. @throws MixedCase when it mattered otherwise before. */
  #minds(): void {
    if (this.writesCases) return;
    if (this.#folds !== undefined && this.#folds !== this.#flags.i) throw new MixedCase();
    this.#folds = this.#flags.i;
  }

  #character(code: number): Part {
    if (!isCased(code)) return { js: literal(code), length: 1 };
    this.#minds();
    if (!this.writesCases || !this.#flags.i) return { js: literal(code), length: 1 };
    return { js: `[${written(withOtherCases([[code, code]]))}]`, length: 1 };
  }

  #escape(): Part {
    const reader = this.#in;
    const char = reader.peek();
    if (char === undefined) throw new BrokenPattern('\\ at end of pattern');
    const simple: Readonly<Record<string, Part>> = {
      A: { js: '^', length: 0 },
      G: { js: '^', length: 0 },
      z: { js: '$', length: 0 },
      Z: { js: '(?=\\n?$)', length: 0 },
      b: { js: '\\b', length: 0 },
      B: { js: '\\B', length: 0 },
      N: { js: '[^\\n]', length: 1 },
      R: { js: '', length: undefined },
    };
    const set = Object.hasOwn(letterSets, char) ? letterSets[char] : undefined;
    if (set !== undefined) {
      reader.take();
      return { js: /[dDwW]/.test(char) ? `\\${char}` : `[${written(set)}]`, length: 1 };
    }
    if (char === 'p' || char === 'P') return { js: `[${property(reader)}]`, length: 1 };
    if (Object.hasOwn(simple, char) && !/^N\{/.test(reader.rest)) {
      reader.take();
      return char === 'R' ? { js: this.#atomic(lineBreak), length: undefined } : (simple[char] as Part);
    }
    if (char === 'K') throw unsupported('match starts reset by \\K');
    if (char === 'X' || char === 'C') throw unsupported(`\\${char} sequences`);
    const reference = this.#reference();
    if (reference !== undefined) return reference;
    const code = escapedCharacter(reader);
    if (code === undefined) {
      if (/[FLlNUu]/.test(char))
        throw new BrokenPattern('PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u');
      throw new BrokenPattern('unrecognized character follows \\');
    }
    return this.#character(code);
  }

  /** A reference back to a group, the reader behind the backslash; octal numbers are left alone. */
  #reference(): Part | undefined {
    const reader = this.#in;
    const named = reader.match(/k(?:\{(\w+)\}|<(\w+)>|'(\w+)')/) ?? reader.match(/g\{([A-Za-z_]\w*)\}/);
    if (named !== undefined) return this.#byName((named[1] ?? named[2] ?? named[3]) as string);
    const relative = reader.match(/g(?:\{([-+]?)(\d+)\}|([-+]?)(\d+))/);
    if (relative !== undefined) {
      const number = Number(relative[2] ?? relative[4]);
      const sign = relative[1] ?? relative[3];
      return this.#byNumber(sign === '-' ? this.#groups + 1 - number : sign === '+' ? this.#groups + number : number);
    }
    if (/^g[<']/.test(reader.rest)) throw unsupported('subroutine calls');
    const digits = /^[1-9]\d*/.exec(reader.rest)?.[0];
    if (digits === undefined) return undefined;
    const number = Number(digits);
    if (number < 10 || /^[89]/.test(digits) || number <= this.#groups) {
      reader.at += digits.length;
      return this.#byNumber(number);
    }
    const octal = reader.match(/[0-7]{1,3}/) as RegExpExecArray;
    return this.#character(parseInt(octal[0], 8));
  }

  #byName(name: string): Part {
    const number = this.#names.get(name);
    if (number !== undefined) return this.#byNumber(number);
    throw new BrokenPattern('reference to non-existent subpattern');
  }

  #byNumber(number: number): Part {
    if (number < 1) throw new BrokenPattern('reference to non-existent subpattern');
    this.#greatest = Math.max(this.#greatest, number);
    if (this.#flags.i) {
      if (this.writesCases) throw unsupported('references under a flag for a part of the pattern');
      this.#minds();
    }
    return { js: `(?:\\k<g${number}>)`, length: this.#lengths[number] };
  }

  #group(): Part | undefined {
    const reader = this.#in;
    if (reader.match(/\*(?:F|FAIL)\)/) !== undefined) return { js: '(?!)', length: 0 };
    if (reader.rest.startsWith('*')) throw unsupported('backtracking verbs');
    const named = reader.match(/\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/);
    if (named !== undefined) return this.#capture((named[1] ?? named[2]) as string);
    const byName = reader.match(/\?P=(\w+)\)/);
    if (byName !== undefined) return this.#byName(byName[1] as string);
    const around = reader.match(/\?(:|>|=|!|<=|<!|\|)/)?.[1];
    if (around !== undefined) return this.#around(around);
    if (/^\?(?:R|P>|&|[-+]?\d)/.test(reader.rest)) throw unsupported('recursive patterns and subroutine calls');
    if (reader.rest.startsWith('?(')) throw unsupported('conditional groups');
    if (/^\?C/.test(reader.rest)) throw unsupported('callouts');
    if (reader.rest.startsWith('?')) return this.#switch();
    if (this.#flags.n) return this.#around(':');
    return this.#capture();
  }

  /** What stands up to the closing bracket; flags set inside end there. */
  #inside(isLookbehind = false): Part {
    const outer = { ...this.#flags };
    const part = this.#alternatives(isLookbehind);
    this.#flags = outer;
    if (this.#in.match(/\)/) === undefined) throw new BrokenPattern('missing closing parenthesis');
    return part;
  }

  #capture(name?: string): Part {
    const number = ++this.#groups;
    if (name !== undefined) {
      if (this.#names.has(name))
        throw new BrokenPattern('two named subpatterns have the same name (PCRE2_DUPNAMES not set)');
      this.#names.set(name, number);
    }
    const { js, length } = this.#inside();
    this.#lengths[number] = length;
    return { js: `(?<g${number}>${js})`, length };
  }

  #around(kind: string): Part {
    const before = this.#groups;
    const { js, length } = this.#inside(kind === '<=' || kind === '<!');
    if (kind === '|' && this.#groups > before) throw unsupported('groups numbered anew in every branch');
    if (kind === '>') return { js: `(?:${this.#atomic(js)})`, length };
    return kind === ':' || kind === '|' ? { js: `(?:${js})`, length } : { js: `(?${kind}${js})`, length: 0 };
  }

  /** `(?i)`, `(?^s-m:…)`. */
  #switch(): Part | undefined {
    const found = this.#in.match(/\?(\^?)([imsxnU]*)(?:-([imsxnU]*))?([:)])/);
    if (found === undefined) {
      if (/^\?[imsxnU^-]*J/.test(this.#in.rest)) throw unsupported('groups of one name');
      throw new BrokenPattern('unrecognized character after (? or (?-');
    }
    const outer = { ...this.#flags };
    if (found[1] === '^') Object.assign(this.#flags, { i: false, m: false, s: false, x: false, xx: false, n: false });
    for (const flag of found[2] as string) this.#flags[flag as keyof Flags] = true;
    if ((found[2] as string).includes('x')) this.#flags.xx = (found[2] as string).includes('xx');
    for (const flag of found[3] ?? '') this.#flags[flag as keyof Flags] = false;
    if (found[3]?.includes('x') === true) this.#flags.xx = false;
    if (found[4] === ')') return undefined;
    const part = this.#around(':');
    this.#flags = outer;
    return part;
  }
}

const notRepeatable = (): BrokenPattern => new BrokenPattern('quantifier does not follow a repeatable item');

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
