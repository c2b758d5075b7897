import fc from 'fast-check';
import { defaultTexts } from './default-texts.ts';
import { type MessageTemplate, render, renderParts, textFor } from './template.ts';
import { braceProblems } from './placeholder.ts';
import { foreignPlaceholders } from './foreign-placeholders.ts';
import { messageOfDay } from './template-set.ts';
import { checkText, foreignWarnings, TEXT_MAX, unknownAttributes } from './text-rules.ts';

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

describe('variables', () => {
  const full = {
    name: 'Awa Diallo',
    referrerName: 'Paul',
    day: 3,
    ownerName: 'Studio Nord',
    campaignName: 'Spring',
    attributes: { Ville: 'Kribi', firstName: 'Awa-Marie' },
  };

  it.each([
    ['{{owner.name}} / {{campaign.name}} / {{day}}', 'Studio Nord / Spring / 3'],
    ['{{attributes.ville}} {{ATTRIBUTES.VILLE}} {{ attributes.Ville }}', 'Kribi Kribi Kribi'],
    ['{{firstName}} {{firstname}} {{NAME}}', 'Awa-Marie Awa-Marie Awa Diallo'],
  ])('%s', (text, rendered) => expect(render(text, full, 'fr')).toBe(rendered));

  it('take the first word of the name for the first name where no attribute says better', () =>
    expect(render('{{firstName}}', { ...full, attributes: {} }, 'fr')).toBe('Awa'));

  it.each([
    ['{{name|cher ami}}', 'cher ami'],
    ['{{ name | cher ami }}', 'cher ami'],
    ['{{name|}}!', '!'],
    ['{{name|a|b}}', 'a|b'],
    ['{{attributes.ville|par ici}}', 'par ici'],
    ['{{attributes.ville}}.', '.'],
  ])('%s says its own words where the value is missing', (text, rendered) => {
    const nobody = { name: null, referrerName: null, day: 1, attributes: { ville: '  ' } };
    expect(render(text, nobody, 'fr')).toBe(rendered);
  });

  it('say the value and not the fallback where there is one, and name what was missing', () => {
    const text = '{{name|ami}} {{referrerName|quelqu’un}}';
    expect(renderParts(text, { ...full, referrerName: null }, 'fr')).toEqual({
      text: 'Awa Diallo quelqu’un',
      fellBack: ['referrerName'],
    });
  });
});

describe('a text that is saved', () => {
  it.each([
    ['Bonjour {{name}}', []],
    ['Bonjour {{nom}} {{prenom}} {{nom}}', ['unknown variable {{nom}}', 'unknown variable {{prenom}}']],
    ['{{attributes.ville|ici}} {{Name|x}} {{owner.name}}', []],
    ['{{}}', ['unknown variable {{}}']],
    ['{{nom|ami}}', ['unknown variable {{nom}}']],
    ['   ', ['must not be empty']],
    ['\u200b\u2800 \u200e', ['must not be empty']],
    ['👋', []],
    ['a\u0000b', ['must not have control characters']],
    ['ligne 1\r\n\tligne 2', []],
    ['x'.repeat(4096), []],
    ['x'.repeat(4097), ['must be at most 4096 characters']],
  ])('%# has the right problems', (text, problems) => {
    expect(checkText(text).map(({ problem }) => problem)).toEqual(problems);
  });

  it.each(['a {{ b', 'a }} b', '{{name}} }}', '{{{name}}}', '{{{name}}', '{{name}}}', '{{na{me}}'])(
    '10.5.1 is refused with stray braces: %s',
    (text) => expect(checkText(text)).not.toEqual([]),
  );

  it('may hold single braces', () => expect(braceProblems('{name} {{name}} { } }')).toEqual([]));

  it('may name only attributes that somebody has', () => {
    const known = new Set(['ville']);
    expect(unknownAttributes('{{attributes.Ville}} {{attributes.vile}} {{name}}', known)).toEqual(['attributes.vile']);
  });

  it.each([
    '{name}',
    '[name]',
    '*|FNAME|*',
    '%name%',
    '<<name>>',
    '{ prénom }',
    '[Prénom client]',
    '{%name%}',
    '${name}',
    '｛｛name｝｝',
    '[Prénom]',
    '{Bonjour|Salut}',
    // marks on letters: accents taken apart, vowel signs
    '{pre\u0301nom}',
    '[नाम]',
    '{பெயர்}',
    '%ชื่อ%',
    '{$name}',
    '[[name]]',
    '%%FIRSTNAME%%',
    '$name',
    '$FirstName',
    '@first_name',
    '#name#',
    '##PRÉNOM##',
    '|name|',
    '__name__',
    '<name>',
    '<Prénom>',
    '«Nom»',
    '((name))',
    '<%= name %>',
    '#{name}',
    '$(name)',
    '%(name)s',
    '$contact.first_name$',
    '{!Contact.FirstName}',
    '‹name›',
  ])('10.5.1 is warned of %s, as it is written', (placeholder) => {
    expect(foreignPlaceholders(`Bonjour ${placeholder}, ça va ?`)).toEqual([placeholder]);
    expect(foreignWarnings(placeholder)[0]).toMatchObject({ placeholder });
  });

  it.each([
    'Bonjour {{name}}',
    '{{name|[x]}}',
    '50 % et 20 %',
    'à 5€ [1]',
    'a < b',
    ':-} {-:',
    'me@name.org',
    '@awa',
    '#promo#',
    '5 $ name',
    '*name*',
    '<3',
    '«merci»',
    '‹merci›',
    'super {!}',
    '$name.org',
    'a|b|c',
    'https://x.org/@name/y',
    'client:name',
  ])('is not warned of %s', (text) => expect(foreignPlaceholders(text)).toEqual([]));
});

it.each([
  ["{{name | default: 'x'}}", "| default: 'x'"],
  ['{{name|capitalize}}', '|capitalize'],
  ['{{ firstName | upper }}', '| upper'],
])('10.5.1 is warned of the filter of another program in %s', (source, placeholder) => {
  expect(foreignWarnings(`Bonjour ${source} !`)).toMatchObject([{ placeholder }]);
  expect(foreignWarnings('Bonjour {{name|cher ami}} {{name|le titre}}')).toEqual([]);
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
    expect(texts.flatMap((text) => checkText(text))).toEqual([]);
  });
});
