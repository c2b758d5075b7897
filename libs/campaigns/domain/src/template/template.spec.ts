import fc from 'fast-check';
import { defaultTexts } from './default-texts.ts';
import {
  messageOfDay,
  type MessageTemplate,
  render,
  TEXT_MAX,
  textFor,
  textProblems,
  unknownPlaceholders,
} from './template.ts';

const values = { name: 'Awa', referrerName: 'Paul', day: 3, attributes: {} };

describe('rendering', () => {
  it('fills every variable, also twice and with spaces inside the braces', () => {
    expect(render('{{name}}, day {{day}}: {{ referrerName }} and {{name}}', values, 'en')).toBe(
      'Awa, day 3: Paul and Awa',
    );
  });

  it('fills attributes of the whitelist', () => {
    expect(render('{{city}}', { ...values, attributes: { city: 'Douala' } }, 'fr')).toBe('Douala');
  });

  it.each(['$&', '$1', "$'", '{{name}}', '{{referrerName}}', '\\', '__proto__', '👩🏽‍🚀', 'عائشة', "N'Diaye <b>"])(
    'puts a person called %s in literally',
    (name) => expect(render('a {{name}} b', { ...values, name }, 'fr')).toBe(`a ${name} b`),
  );

  it('says any name literally and nothing else', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name.trim() === name);
    fc.assert(
      fc.property(names, (name) => {
        expect(render('<{{name}}>', { ...values, name }, 'en')).toBe(`<${name}>`);
      }),
    );
  });

  it.each([
    ['fr', 'vous', 'votre parrain'],
    ['en', 'there', 'your referrer'],
  ] as const)('falls back in %s', (language, name, referrer) => {
    const nobody = { name: ' ', referrerName: null, day: 1, attributes: {} };
    expect(render('{{name}} {{referrerName}}', nobody, language)).toBe(`${name} ${referrer}`);
  });

  it('reads no inherited property as an attribute', () => {
    expect(render('{{toString}}', values, 'en')).toBe('{{toString}}');
  });

  it('never gets longer than a message may be, nor cuts a character in half', () => {
    const long = render('{{name}}', { ...values, name: `${'x'.repeat(TEXT_MAX - 1)}👋` }, 'fr');
    expect(long).toBe('x'.repeat(TEXT_MAX - 1));
  });
});

describe('a text that is saved', () => {
  it.each([
    ['Bonjour {{name}}', false, []],
    ['Bonjour {{nom}} {{prenom}} {{nom}}', false, ['unknown variable {{nom}}', 'unknown variable {{prenom}}']],
    ['{{}}', false, ['unknown variable {{}}']],
    ['   ', false, ['must not be empty']],
    ['x'.repeat(4096), false, []],
    ['x'.repeat(4097), false, ['must be at most 4096 characters']],
    ['x'.repeat(1025), true, ['must be at most 1024 characters']],
  ])('%# has the right problems', (text, hasMedia, problems) => {
    expect(textProblems(text, { hasMedia })).toEqual(problems);
  });

  it('may hold single braces', () => expect(unknownPlaceholders('{name} {{name}} }}{{')).toEqual([]));
});

describe('the message of a day', () => {
  const template = (dayNumber: number, active = true): MessageTemplate => ({
    dayNumber,
    messageTemplate: { fr: `défaut ${dayNumber}`, en: null },
    mediaIds: [],
    active,
    updatedAt: new Date(0),
  });
  const custom = { dayNumber: 2, messageTemplate: { fr: 'à nous', en: 'ours' }, mediaIds: [] };

  it('is the campaign’s own before the default', () => {
    expect(messageOfDay(2, [custom], [template(2)])).toBe(custom);
    expect(messageOfDay(1, [custom], [template(1)])?.messageTemplate.fr).toBe('défaut 1');
  });

  it('is missing when the default is inactive or not there, so that the day is skipped', () => {
    expect(messageOfDay(3, [custom], [template(3, false)])).toBeNull();
    expect(messageOfDay(4, [custom], [])).toBeNull();
  });

  it('is in English only where English exists', () => {
    expect(textFor(custom, 'en')).toEqual({ text: 'ours', language: 'en' });
    expect(textFor(template(1), 'en')).toEqual({ text: 'défaut 1', language: 'fr' });
    expect(textFor(custom, 'fr')).toEqual({ text: 'à nous', language: 'fr' });
  });
});

describe('the seeded texts', () => {
  it('cover days 1 to 7 in both languages without a problem', () => {
    expect(defaultTexts.map(({ dayNumber }) => dayNumber)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const texts = defaultTexts.flatMap(({ messageTemplate: { fr, en } }) => [fr, en ?? '']);
    expect(texts.flatMap((text) => textProblems(text, { hasMedia: false }))).toEqual([]);
  });
});
