import { changesBetween, valueInWords } from './difference.ts';

describe('what changed', () => {
  it.each([
    ['one field', { status: 'active', rev: 1 }, { status: 'paused', rev: 1 }, [['status', 'active', 'paused']]],
    ['a nested field', { limits: { a: 1, b: 2 } }, { limits: { a: 1, b: 3 } }, [['limits.b', 2, 3]]],
    ['a list as a whole', { tags: ['x'] }, { tags: ['x', 'y'] }, [['tags', ['x'], ['x', 'y']]]],
    ['a field that was not there', {}, { name: 'Awa' }, [['name', undefined, 'Awa']]],
    [
      'everything of what was made',
      null,
      { name: 'Awa', on: true },
      [
        ['name', undefined, 'Awa'],
        ['on', undefined, true],
      ],
    ],
    ['everything of what was deleted', { name: 'Awa' }, null, [['name', 'Awa', undefined]]],
    [
      'a nested object that came',
      { window: null },
      { window: { from: '08:00' } },
      [['window', null, { from: '08:00' }]],
    ],
    ['a masked text that looks the same', { name: 'A…' }, { name: 'A…' }, [['name', 'A…', 'A…']]],
    ['nothing', { a: null }, { a: null }, []],
    ['nothing where both are missing', null, null, []],
  ])('is %s', (_what, before, after, expected) => {
    expect(changesBetween(before, after).map((change) => [change.path, change.before, change.after])).toEqual(expected);
  });

  it.each([
    [null, '–'],
    ['', '–'],
    [[], '–'],
    [['a', 'b'], 'a, b'],
    [false, 'no'],
    ['2026-12-08T07:00:02.033Z', 'at 07:00'],
    ['2026-12-08', '2026-12-08'],
    [0, '0'],
    [{ fr: 'Salut' }, '{"fr":"Salut"}'],
  ])('writes %j as %s', (value, expected) => {
    const words = { none: '–', yes: 'yes', no: 'no', instant: (iso: string) => `at ${iso.slice(11, 16)}` };
    expect(valueInWords(value, words)).toBe(expected);
  });
});
