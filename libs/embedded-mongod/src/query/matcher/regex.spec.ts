import { toRegExp } from './regex.ts';

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
  ])('reads %j with %j over %j', (pattern, flags, text, matches) => {
    expect(toRegExp(pattern, flags).test(text)).toBe(matches);
  });

  it('refuses unknown flags and broken patterns', () => {
    expect(() => toRegExp('a', 'g')).toThrow(expect.objectContaining({ code: 51108 }));
    expect(() => toRegExp('(', '')).toThrow(expect.objectContaining({ code: 51091 }));
  });
});
