import { isOptOut, optOutWords } from './opt-out-words.ts';

describe('isOptOut', () => {
  it.each([
    'STOP',
    ' stop ',
    'Stop!',
    '🛑 STOP 🛑',
    'Arrêtez.',
    'arrêter',
    'Désabonner',
    'désinscrire',
    'unsubscribe',
    'Opt-out',
    'BAJA',
    'No más',
    'sair',
    'Não quero mais',
    'توقف',
    'إيقاف',
    'إلغاء الاشتراك',
    'تَوَقَّف',
    'ｓｔｏｐ',
    'stop\n',
  ])('hears %j', (text) => {
    expect(isOptOut(text)).toBe(true);
  });

  it.each([
    '',
    '   ',
    '🙂',
    "don't stop",
    'stop by tomorrow',
    'ok',
    'merci',
    'je ne veux pas arrêter',
    'bus stop',
    'stopper',
  ])('does not hear %j', (text) => {
    expect(isOptOut(text)).toBe(false);
  });

  it('hears every word of every list', () => {
    for (const word of Object.values(optOutWords).flat())
      expect({ word, heard: isOptOut(word) }).toEqual({ word, heard: true });
  });

  it('hears only the given words when there are some', () => {
    expect(isOptOut('Genug', ['genug'])).toBe(true);
    expect(isOptOut('stop', ['genug'])).toBe(false);
  });
});
