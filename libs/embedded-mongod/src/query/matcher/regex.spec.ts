import { capturesOf, toRegExp } from './regex.ts';

describe('toRegExp', () => {
  it.each([
    ['^ab$', 'i', 'AB', true],
    ['(?i)ab', '', 'AB', true],
    ['a b # note', 'x', 'ab', true],
    ['[a b]\\ c', 'x', 'a c', true],
    ['\\Ab', 'm', 'a\nb', false],
    ['^b', 'm', 'a\nb', true],
    ['a\\z', 'm', 'a\nb', false],
    ['a\\Z', '', 'a\n', true],
    ['C:\\\\App', '', 'C:\\App', true],
    ['[[:digit:]]+x', '', '12x', true],
    ['(?P<n>a)\\1', '', 'aa', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['^.$', '', '😀', true],
    ['a\\-b', '', 'a-b', true],
    ['^😀.$', '', '😀😀', true],
    ['a$', '', 'a\n', true],
    ['a$', '', 'a\nb', false],
    ['a$', 'm', 'a\nb', true],
    ['^$', 'm', 'a\n', false],
    ['a.b', '', 'a\rb', true],
    ['a(?i)b', '', 'aB', true],
    ['a(?i)b', '', 'AB', false],
    ['(a(?i)b|c)d', '', 'Cd', true],
    ['(?i:ab)c', '', 'ABc', true],
    ['(?i:ab)c', '', 'ABC', false],
    ['(?-i)a', 'i', 'A', false],
    ['(?i)straße', '', 'STRAßE', true],
    ['(?i:[a-c]+)D', '', 'ABcD', true],
    ['(?i:é)', '', 'É', true],
    ['(?s).(?-s).', '', '\n\n', false],
    ['(?x) a b # c', '', 'ab', true],
    ['(?x: a ) b', '', 'a b', true],
    ['(?#note)a', '', 'a', true],
    ['a++b', '', 'aab', true],
    ['a++a', '', 'aaa', false],
    ['(?>a|ab)c', '', 'abc', false],
    ['(?>ab|a)c', '', 'abc', true],
    ['(a)(?>b+)\\1', '', 'abba', true],
    ['a*+a', '', 'aa', false],
    ['a{2}+', '', 'aa', true],
    ['\\h+x', '', ' \tx', true],
    ['a\\vb', '', 'a\nb', true],
    ['a\\Rb', '', 'a\r\nb', true],
    ['\\N', '', '\n', false],
    ['\\Qa.b\\E.', '', 'a.bc', true],
    ['\\Qa.b\\E', '', 'axb', false],
    ['[\\Qa-c\\E]', '', 'b', false],
    ['\\x{1F600}', '', '😀', true],
    ['\\x41\\102\\o{103}\\x', '', 'ABC\0', true],
    ['\\e\\a\\cA', '', '\x1b\x07\x01', true],
    ['[]a]+', '', ']a', true],
    ['[^]a]', '', ']', false],
    ['[a-]', '', '-', true],
    ['[\\w-z]', '', '-', true],
    ['[[:^digit:][:space:]]', '', '1', false],
    ['^[[:punct:]]$', '', '~', true],
    ['\\s', '', '\u00a0', false],
    ['^\\S$', '', '\u00a0', true],
    ['[^\\S]', '', ' ', true],
    ['a{,3}', '', 'a{,3}', true],
    ['a{', '', 'a{', true],
    ['x}]', '', 'x}]', true],
    ['(?<n>a)\\k<n>\\g{n}\\g1\\g{-1}(?P=n)', '', 'aaaaaa', true],
    ["(?'n'a)\\k'n'", '', 'aa', true],
    ['(?:(a)|b)*+c', '', 'abc', true],
    ['(?=a)*a', '', 'a', true],
    ['(?<=a|bc)d', '', 'bcd', true],
    ['(?<!a)b', '', 'ab', false],
    ['\\p{Lu}\\pL\\P{L}', '', 'Ää1', true],
    ['^\\p{Greek}$', '', 'λ', true],
    ['[\\p{L}\\d]+$', '', 'é1', true],
    ['(?|a|b)', '', 'b', true],
    ['a(*FAIL)|b', '', 'b', true],
    ['(?^i:a)b', 's', 'Ab', true],
    ['(?n)(a)', '', 'a', true],
    ['(?U)^a+$', '', 'aa', true],
    ['\\-\\/\\ \\@', '', '-/ @', true],
    ['\\G1', '', '21', false],
  ])('reads %j with %j over %j', (pattern, flags, text, matches) => {
    expect(toRegExp(pattern, flags).test(text)).toBe(matches);
  });

  it('refuses unknown flags and broken patterns', () => {
    expect(() => toRegExp('a', 'g')).toThrow(expect.objectContaining({ code: 51108 }));
    expect(() => toRegExp('(', '')).toThrow(expect.objectContaining({ code: 51091 }));
  });

  it.each([
    ['(a', 'missing closing parenthesis'],
    ['a)', 'unmatched closing parenthesis'],
    ['*a', 'quantifier does not follow a repeatable item'],
    ['a**', 'quantifier does not follow a repeatable item'],
    ['[a', 'missing terminating ] for character class'],
    ['[]', 'missing terminating ] for character class'],
    ['[z-a]', 'range out of order in character class'],
    ['a\\', '\\ at end of pattern'],
    ['a{3,2}', 'numbers out of order in {} quantifier'],
    ['(a)\\2', 'reference to non-existent subpattern'],
    ['\\y', 'unrecognized character follows \\'],
    ['\\u0041', 'PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u'],
    ['(?<=a+)b', 'lookbehind assertion is not fixed length'],
    ['(?<n>a)(?<n>b)', 'two named subpatterns have the same name (PCRE2_DUPNAMES not set)'],
    ['[[:none:]]', 'unknown POSIX class name'],
    ['[:alpha:]', 'POSIX named classes are supported only within a class'],
    ['(?z)', 'unrecognized character after (? or (?-'],
    ['(a)(?R)', 'recursive patterns and subroutine calls are not supported by this engine'],
    ['(a)?(?(1)b|c)', 'conditional groups are not supported by this engine'],
    ['(?|(a)|(b))', 'groups numbered anew in every branch are not supported by this engine'],
  ])('refuses %j as PCRE does, or says what it cannot do', (pattern, message) => {
    expect(() => toRegExp(pattern, '')).toThrow(
      expect.objectContaining({ code: 51091, message: `Regular expression is invalid: ${message}` }),
    );
  });

  it('catches what the groups of the pattern caught, not what atomic groups remember', () => {
    const match = toRegExp('(a)(?>b(c))(d)?(e)', '').exec('abce') as RegExpExecArray;
    expect(capturesOf(match)).toEqual(['a', 'c', undefined, 'e']);
  });
});
