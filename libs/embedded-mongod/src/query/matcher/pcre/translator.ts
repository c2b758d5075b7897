import { characterClass } from './character-class.ts';
import { escapedCharacter, letterSets, property, Reader } from './escapes.ts';
import { isCased, withOtherCases } from './folding.ts';
import { BrokenPattern, type Flags, literal, type Part, unsupported, written } from './part.ts';
import { lineBreak, notRepeatable, readQuantifier, simpleEscapes } from './pieces.ts';
import { readReference, readSwitch, refuseGroups } from './references.ts';

/** Thrown when case counts in one place and not in another, so that no flag of the whole can say it. */
export class MixedCase extends Error {}

/** Reads one pattern and writes it anew. */
export class Translator {
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
    const found = readQuantifier(this.#in, () => this.#skip());
    if (found === undefined) return atom;
    const { mark, manner, from, to } = found;
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
    const set = Object.hasOwn(letterSets, char) ? letterSets[char] : undefined;
    if (set !== undefined) {
      reader.take();
      return { js: /[dDwW]/.test(char) ? `\\${char}` : `[${written(set)}]`, length: 1 };
    }
    if (char === 'p' || char === 'P') return { js: `[${property(reader)}]`, length: 1 };
    const simple = Object.hasOwn(simpleEscapes, char) ? simpleEscapes[char] : undefined;
    if (simple !== undefined && !/^N\{/.test(reader.rest)) {
      reader.take();
      return simple;
    }
    if (char === 'R') {
      reader.take();
      return { js: this.#atomic(lineBreak), length: undefined };
    }
    if (char === 'K') throw unsupported('match starts reset by \\K');
    if (char === 'X' || char === 'C') throw unsupported(`\\${char} sequences`);
    const reference = readReference(reader, this.#groups);
    if (reference !== undefined)
      return 'name' in reference ? this.#byName(reference.name) : this.#byNumber(reference.number);
    const octal = reader.match(/([1-7][0-7]{0,2})/);
    const code = octal === undefined ? escapedCharacter(reader) : parseInt(octal[1] as string, 8);
    if (code === undefined) {
      if (/[FLlNUu]/.test(char))
        throw new BrokenPattern('PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u');
      throw new BrokenPattern('unrecognized character follows \\');
    }
    return this.#character(code);
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
    refuseGroups(reader);
    const named = reader.match(/\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/);
    if (named !== undefined) return this.#capture((named[1] ?? named[2]) as string);
    const byName = reader.match(/\?P=(\w+)\)/);
    if (byName !== undefined) return this.#byName(byName[1] as string);
    const around = reader.match(/\?(:|>|=|!|<=|<!|\|)/)?.[1];
    if (around !== undefined) return this.#around(around);
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

  #switch(): Part | undefined {
    const outer = this.#flags;
    const { flags, opensGroup } = readSwitch(this.#in, outer);
    this.#flags = flags;
    if (!opensGroup) return undefined;
    const part = this.#around(':');
    this.#flags = outer;
    return part;
  }
}
