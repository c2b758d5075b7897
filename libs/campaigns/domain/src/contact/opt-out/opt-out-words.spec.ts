import fc from 'fast-check';
import { optOutWords } from './lists/index.ts';
import { isOptOut } from './opt-out-words.ts';

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
    'Veuillez me désinscrire',
    'Merci d’arrêter',
    'merci de ne plus m’écrire',
    'Stoppez',
    'Stop à vos messages !',
    'Je ne veux plus recevoir de messages',
    'Please remove me from your list',
    'Don’t message me again',
    'No quiero recibir más mensajes',
    'No molesten por favor',
    'Não me envie mais mensagens',
    'لا ترسلوا لي من فضلك',
    'Bitte hören Sie auf',
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
    'no gracias',
    'nein danke',
    'narretez pas',
    'dis leur darreter',
    'merci de votre message',
    'Bonjour',
    'veuillez ne pas arrêter',
    'bonjour, on arrête quand ?',
    'Ich höre auf',
    'quiero cancelar mi cita de mañana',
  ])('takes %j for a reply', (text) => expect(isOptOut(text)).toBe(false));

  it.each([
    'arrete de mecrire',
    'Arretez de menvoyer des messages',
    'arretez denvoyer des messages',
    'ne mecrivez plus svp',
    'No gracias, baja',
    'Stop, nein danke',
    'STOP non merci',
    'STOP A TOUS VOS MESSAGES',
    'stop de suite',
    'Arrêtez ce harcèlement !',
    'Proszę nie pisać',
    'STOOOOP !!!',
    'stoppppp',
    'ST\u00adOP',
    'S\u2060T\u2060O\u2060P',
    '\u202bSTOP\u202c',
    '*STOP*',
    'STOP S.V.P.',
    'Stop, ne m’écrivez plus svp',
    'Stop. Plus de messages, merci',
    'Ne m’envoyez plus de messages s’il vous plaît',
    'Désabonnez-moi',
    'Se désabonner',
    'stop les pubs',
    'Laissez-moi tranquille.',
    'Stop now!',
    'Kindly stop messaging me',
    'Please, don’t contact me',
    'STOP, thank you very much',
    'Leave me alone',
    '¡Basta!',
    'No me escriban más, por favor',
    'Pare de mandar mensagens, obrigada',
    'إلغاء الإشتراك',
    'لا أريد رسائل',
    'كفايه',
    'Abmelden, bitte',
    'Bitte keine Nachrichten mehr',
    'Basta, grazie',
    'Стоп, пожалуйста',
    'Хватит!',
    'Sitisha tafadhali',
    'İptal!',
    'Berhenti',
  ])('hears %j too', (text) => expect(isOptOut(text)).toBe(true));

  it.each([
    'je n’arrête pas',
    'n’arrêtez pas svp',
    'please don’t stop',
    'No pare, por favor',
    'não pare',
    'لا تتوقف',
    'Dur !',
    'Acha',
    'stop ou encore',
    'stop then maybe later',
    'Je veux plus de messages',
    'arrêt de bus',
    'arrêt maladie',
    'Chega amanhã',
    'cancel my order',
    'quit smoking',
    'Remove me? No, wait',
    'plus de messages demain',
    'stop '.repeat(200),
  ])('takes %j for a reply too', (text) => expect(isOptOut(text)).toBe(false));

  it('a long text is read in no time', () => {
    const started = Date.now();
    for (const text of ['stop '.repeat(60), 'no mas no mas no mas no mas', 'a '.repeat(30_000)]) isOptOut(text);
    expect(Date.now() - started).toBeLessThan(500);
  });

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
    const others = fc.constantFrom('demain', 'jeudi', 'rendez-vous', 'tomorrow', 'mañana', 'casa', 'prix', 'غدا');
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
