import { asItIs, changesOf } from './changes.ts';
import { maskText } from './mask-text.ts';

type Person = { name: string | null; tags: readonly string[]; at: Date | null; rev: number };
const person: Person = { name: 'Awa', tags: ['a'], at: null, rev: 1 };
const shown = { name: maskText, tags: asItIs, at: asItIs };

describe('changes of fields', () => {
  it.each<[string, Partial<Person>, object, object]>([
    ['nothing that is shown', { rev: 2 }, {}, {}],
    ['a list', { tags: ['a', 'b'] }, { tags: ['a'] }, { tags: ['a', 'b'] }],
    ['a field that was empty', { at: new Date(0) }, { at: null }, { at: new Date(0) }],
    ['a field that is emptied', { name: null }, { name: 'A…' }, { name: null }],
    ['a masked field, although it looks the same', { name: 'Ada' }, { name: 'A…' }, { name: 'A…' }],
  ])('%s', (_, change, before, after) => {
    expect(changesOf(person, { ...person, ...change }, shown)).toEqual({ before, after });
  });
});

it('is about every field where nothing is said of how they are shown', () => {
  expect(changesOf(person, { ...person, rev: 2 })).toEqual({ before: { rev: 1 }, after: { rev: 2 } });
});

describe('a masked text', () => {
  it.each([
    ['Awa Diop', 'A…'],
    ['  Éléonore', 'É…'],
    ['🌸 Rose', '🌸…'],
    ['', '…'],
    [null, null],
  ])('%s is %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });
});
