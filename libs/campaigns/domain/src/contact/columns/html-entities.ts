/** Accents of the entities that name a letter and its accent: `&eacute;`, `&Ccedil;`. */
const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030a',
  caron: '\u030c',
};
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', euro: '€', plus: '+', deg: '°', middot: '·' },
  ...{ rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', hellip: '…', ndash: '–', mdash: '—' },
  ...{ szlig: 'ß', oelig: 'œ', OElig: 'Œ', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', inodot: 'ı' },
};
const entity =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([A-Za-z])(acute|grave|circ|uml|tilde|cedil|ring|caron)|([A-Za-z]{2,6}));/gi;

/** A text with the entities of web pages as characters, as shops and forms leave them in their exports; others stay as they are. */
export const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        entity,
        (whole: string, decimal?: string, hex?: string, letter?: string, accent?: string, name?: string) => {
          if (letter && accent) return (letter + (accents[accent.toLowerCase()] ?? '')).normalize('NFC');
          if (name) return named[name] ?? whole;
          const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
          return code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
            ? String.fromCodePoint(code)
            : whole;
        },
      )
    : text;
