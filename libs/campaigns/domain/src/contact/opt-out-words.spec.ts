import fc from 'fast-check';
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

describe('10.2.5 what counts as a word', () => {
  it.each([
    'STOP merci',
    'stop stop',
    'S.T.O.P',
    's t o p !!!',
    'STOP PUB',
    'Désinscription svp',
    '🛑',
    '🛑🛑 !',
    'Stop s’il vous plaît',
    'please stop, thank you',
    'STOP, arrêtez !',
    'Merci de… stop'.replace('de… ', ''),
    'Parar por favor',
    'sair obrigada',
    'baja, gracias',
    'توقف شكرا',
    'stop stop stop stop',
    'Plus de messages svp',
  ])('hears %j', (text) => expect(isOptOut(text)).toBe(true));

  it.each([
    'je ne veux pas que tu arrêtes',
    'bus stop',
    'merci',
    'merci svp',
    'stop stop stop stop stop',
    'stop moi si je me trompe',
    'arrête ton char',
    'a b c',
    '👍',
    '🛑 travaux rue de Lyon',
    'the end of the month please',
    'non merci',
  ])('takes %j for a reply', (text) => expect(isOptOut(text)).toBe(false));

  it('the installation’s list takes the place of the built-in ones, by the same rules', () => {
    const list = ['genug', 'keine werbung'];
    expect(
      ['Genug, danke'.replace(', danke', ''), 'G.E.N.U.G', 'Keine Werbung, please'].map((text) => isOptOut(text, list)),
    ).toEqual([true, true, true]);
    expect(['stop', 'keine', 'genug werbung'].map((text) => isOptOut(text, list))).toEqual([false, false, false]);
    expect(isOptOut('STOP', null)).toBe(true);
  });

  const single = Object.values(optOutWords)
    .flat()
    .filter((entry) => !entry.includes(' '));
  const polite = fc.constantFrom('', ' merci', ' svp', ' please', ', thank you', ' !', ' 🙏', ' gracias.', ' شكرا');
  it('a stop word with politeness, in any case and between any marks, is heard; among other words it is not', () => {
    const marks = fc.constantFrom('', '!', '.', '…', ' 🛑', '\n');
    fc.assert(
      fc.property(fc.constantFrom(...single), polite, marks, fc.boolean(), (word, thanks, mark, isUpper) => {
        const said = `${mark}${isUpper ? word.toUpperCase() : word}${mark}${thanks}`;
        expect([said, isOptOut(said)]).toEqual([said, true]);
      }),
    );
    const others = fc.constantFrom('demain', 'bonjour', 'rendez-vous', 'tomorrow', 'mañana', 'casa', 'prix', 'غدا');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...single), { maxLength: 3 }),
        others,
        fc.array(others, { maxLength: 3 }),
        (words, one, more) => {
          const said = [...words, one, ...more].join(' ');
          expect([said, isOptOut(said)]).toEqual([said, false]);
        },
      ),
    );
  });
});
