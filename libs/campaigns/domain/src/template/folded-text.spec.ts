import { foldText } from './text.ts';

describe('a folded text', () => {
  it.each([
    ['  Éléonore   N’Gŭema ', 'eleonore n’guema'],
    ['ÅSA', 'asa'],
    ['عائشة', 'عايشة'],
  ])('of "%s" is "%s"', (text, folded) => expect(foldText(text)).toBe(folded));
});
