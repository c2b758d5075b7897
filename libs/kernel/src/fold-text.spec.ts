import { foldText } from './fold-text.ts';

describe('a folded text', () => {
  it.each([
    ['  Éléonore   N’Gŭema ', 'eleonore n’guema'],
    ['ÅSA', 'asa'],
    ['عائشة', 'عايشة'],
    // vowel signs are letters: without them these would be one text
    ['सीता', 'सीता'],
    ['सुता', 'सुता'],
    ['தமிழ்', 'தமிழ்'],
    ['ทิม', 'ทิม'],
    ['বিনা', 'বিনা'],
    ['がく', 'か\u3099く'],
    // accents and vowel points are not
    ['क़मर', 'कमर'],
    ['مُحَمَّد', 'محمد'],
    ['שָׁלוֹם', 'שלום'],
    ['Йорданка Ё', 'иорданка е'],
    // one letter in several forms, and what cannot be seen
    ['علی‌رضا', 'عليرضا'],
    ['Μάρκος ΣΟΦΟΣ', 'μαρκοσ σοφοσ'],
    ['Ɖɔkpɛ Ŋunya', 'dokpe nunya'],
    ['Nguyễn Thị Hằng', 'nguyen thi hang'],
    ['Əliyev İlqar', 'eliyev ilqar'],
  ])('of "%s" is "%s"', (text, folded) => expect(foldText(text)).toBe(folded));
});

it('is the same when it is folded again, composed or taken apart', () => {
  for (const text of ['ÅSA é', 'सीता क़मर', 'がく', 'علی‌رضا', 'ทิม น้ำ', 'Ǽ ŒUVRE', '한글'])
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
      expect(foldText(foldText(text.normalize(form)))).toBe(foldText(text));
});
