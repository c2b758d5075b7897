import { maskPhone } from './contact.ts';
import { foldText } from '../template/text.ts';

describe('a masked phone', () => {
  it.each([
    ['+237690000012', '+237…12'],
    ['+1555', '…'],
    ['', '…'],
  ])('of "%s" is "%s"', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
});

describe('a folded text', () => {
  it.each([
    ['  Éléonore   N’Gŭema ', 'eleonore n’guema'],
    ['ÅSA', 'asa'],
    ['عائشة', 'عايشة'],
  ])('of "%s" is "%s"', (text, folded) => expect(foldText(text)).toBe(folded));
});
