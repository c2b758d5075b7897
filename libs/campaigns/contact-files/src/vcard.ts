import { isUtf8 } from 'node:buffer';
import { type FileRow } from '@relance/campaigns-domain';
import ICAL from 'ical.js';
import iconv from 'iconv-lite';
import { withoutDoubleEncoding } from './double-encoding.ts';

/** The columns of a vCard file: its fields by their names. */
export const vcardColumns = [
  'FN',
  'N',
  'TEL',
  'EMAIL',
  'BDAY',
  'GENDER',
  'ORG',
  'TITLE',
  'ADR',
  'LANG',
  'CATEGORIES',
  'NOTE',
  'URL',
] as const;

const CARD_LINES_MAX = 20_000;
type Property = [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]];

/** One row a card, at the line where it begins; a card that cannot be read is a row of one cell, its first lines. */
export function* cardRows(lines: Iterable<string>): Generator<FileRow> {
  let card: string[] = [];
  let start = 0;
  let line = 0;
  for (const text of lines) {
    line += 1;
    const trimmed = text.trim().toUpperCase();
    if (trimmed === 'BEGIN:VCARD') {
      if (card.length > 0) yield cardRow(card, start);
      card = [];
      start = line;
    }
    if (start === 0) continue;
    if (card.length < CARD_LINES_MAX) card.push(text);
    if (trimmed === 'END:VCARD') {
      yield cardRow(card, start);
      card = [];
      start = 0;
    }
  }
  if (card.length > 0) yield cardRow(card, start);
}

function cardRow(lines: readonly string[], line: number): FileRow {
  return { line, cells: cellsOf(propertiesOf(lines)) };
}

function propertiesOf(lines: readonly string[]): Property[] {
  const unfolded = unfold(lines);
  const isOld = unfolded.some((text) => /^VERSION:2\.1\s*$/i.test(text.trim()));
  const body = withLabels(isOld ? unfolded.map(plainCommas) : unfolded).filter(
    (text) => !/^(BEGIN|END):VCARD$/i.test(text.trim()) && isWanted(text),
  );
  try {
    const [, properties] = ICAL.parse(['BEGIN:VCARD', ...body, 'END:VCARD'].join('\r\n')) as unknown as [
      string,
      Property[],
    ];
    return properties;
  } catch {
    // One line that the grammar refuses costs that line, not the person.
    return body.flatMap((text) => {
      try {
        const card = ['BEGIN:VCARD', 'VERSION:3.0', text, 'END:VCARD'].join('\r\n');
        const [, properties] = ICAL.parse(card) as unknown as [string, Property[]];
        return properties.filter(([name]) => name !== 'version');
      } catch {
        return [];
      }
    });
  }
}

/** Kinds of phones in the labels that Apple and Google write beside a number: `item1.X-ABLabel:Portable`. */
const labelKinds: readonly (readonly [RegExp, string])[] = [
  [/fax|t[eé]l[eé]copie/i, 'fax'],
  [/whats ?app/i, 'whatsapp'],
  [/mobil|cell?|portable|gsm|iphone|handy|m[oó]vil/i, 'cell'],
];

/** Numbers with the kind that the label of their group tells. */
function withLabels(lines: readonly string[]): readonly string[] {
  const kinds = new Map<string, string>();
  for (const line of lines) {
    const [, group, label = ''] = /^([\w-]+)\.X-ABLabel[^:]*:(.*)$/i.exec(line) ?? [];
    const kind = labelKinds.find(([words]) => words.test(label))?.[1];
    if (group && kind) kinds.set(group.toLowerCase(), kind);
  }
  if (kinds.size === 0) return lines;
  return lines.map((line) => {
    const kind = kinds.get(/^([\w-]+)\.TEL\b/i.exec(line)?.[1]?.toLowerCase() ?? '');
    return kind === undefined ? line : line.replace(/\.TEL/i, `$&;TYPE=${kind}`);
  });
}

const wanted = new RegExp(
  `^(?:[\\w-]+\\.)?(?:VERSION|NICKNAME|IMPP|X-WA-BIZ-NAME|${vcardColumns.join('|')})\\s*[;:]`,
  'i',
);
/** Photos and the rest are large and not asked about. */
const isWanted = (text: string): boolean => wanted.test(text);

/** In version 2.1 a comma parts nothing: it is text. */
const plainCommas = (text: string): string => {
  const colon = text.indexOf(':');
  return colon === -1 ? text : text.slice(0, colon) + text.slice(colon).replace(/(?<!\\),/g, '\\,');
};

/** Joins folded lines, and the soft breaks of version 2.1's quoted-printable, whose values are decoded. */
function unfold(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const text of lines) {
    const last = whole.length - 1;
    const before = whole[last];
    const isSoftBreak =
      before !== undefined && before.endsWith('=') && /ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE/i.test(before);
    if (before !== undefined && isSoftBreak) whole[last] = before.slice(0, -1) + text.replace(/^[ \t]/, '');
    else if (before !== undefined && /^[ \t]/.test(text)) whole[last] = before + text.slice(1);
    else whole.push(text);
  }
  return whole.map(plainValue);
}

function plainValue(text: string): string {
  const colon = text.indexOf(':');
  const head = text.slice(0, colon);
  if (colon === -1) return bareTypes(text);
  const value = text.slice(colon + 1);
  if (/;(ENCODING=)?QUOTED-PRINTABLE/i.test(head)) return withValue(head, fromQuotedPrintable(value));
  return base64Text.test(head) ? withValue(head, Buffer.from(value, 'base64')) : bareTypes(text);
}

/** Names that were encoded as pictures are. */
const base64Text = /^(?:[\w-]+\.)?(?:FN|N|ORG|NOTE|TITLE|TEL|EMAIL)\b.*;(?:ENCODING=)?B(?:ASE64)?(?:;|$)/i;

const fromQuotedPrintable = (value: string): Buffer =>
  Buffer.from(
    value
      // An encoded separator is text, whether its writer escaped it first or not.
      .replace(/(?:=5C|\\)?=3B/gi, '\\;')
      .replace(/(?:=5C|\\)?=2C/gi, '\\,')
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** A property whose value is these bytes; where nothing is said of their encoding UTF-8, or what Windows writes where they are none. */
function withValue(head: string, bytes: Buffer): string {
  const said = /;CHARSET="?([\w-]+)/i.exec(head)?.[1] ?? '';
  const isOther = said !== '' && !/^utf-?8$/i.test(said) && iconv.encodingExists(said);
  const value = iconv.decode(bytes, isOther ? said : isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  const name = head
    .replace(/;(?:ENCODING=)?(?:QUOTED-PRINTABLE|B(?:ASE64)?)(?=;|$)/i, '')
    .replace(/;CHARSET="?[\w-]+"?/i, '');
  return bareTypes(`${name}:${escapedText(withoutDoubleEncoding(value))}`);
}

/** Backslashes that escape nothing are doubled; line breaks and commas are escaped. */
const escapedText = (value: string): string =>
  value
    .replace(/\\(?![\\;,nN])(?<!\\\\)/g, '\\\\')
    .replaceAll('\r', '')
    .replaceAll('\n', '\\n')
    .replace(/(?<!\\),/g, '\\,');

/** Version 2.1 writes `TEL;CELL:`, which later versions write `TEL;TYPE=CELL:`. */
function bareTypes(text: string): string {
  const colon = text.indexOf(':');
  if (colon === -1) return text;
  const [name = '', ...parameters] = text.slice(0, colon).split(';');
  if (parameters.every((parameter) => parameter.includes('=') || parameter.includes('"'))) return text;
  const typed = parameters.map((parameter) => (parameter.includes('=') ? parameter : `TYPE=${parameter}`));
  return [name, ...typed].join(';') + text.slice(colon);
}

const flat = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(flat).filter(Boolean).join(' ')
    : String(value ?? '')
        .replaceAll('\\;', ';')
        .trim();

const typesOf = ([, parameters]: Property): string[] =>
  [parameters['type'] ?? []].flat().map((type) => String(type).toLowerCase());

/** Mobiles first, then the preferred one, then as they stand; fax machines and pagers never. */
function rankOf(property: Property): number {
  const types = typesOf(property);
  if (types.some((type) => /fax|pager|modem/.test(type))) return 9;
  if (types.some((type) => /cell|mobile|iphone|whatsapp/.test(type))) return 0;
  return types.includes('pref') ? 1 : 2;
}

function cellsOf(properties: readonly Property[]): string[] {
  const all = (name: string): Property[] => properties.filter(([found]) => found === name);
  const first = (name: string): string =>
    all(name)
      .map(([, , , value]) => flat(value))
      .find(Boolean) ?? '';
  const list = (name: string): string =>
    all(name)
      .flatMap(([, , , ...values]) => values.map(flat))
      .filter(Boolean)
      .join(' | ');
  const numbers = all('tel')
    .filter((tel) => rankOf(tel) < 9)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map(numberOf);
  const chats = all('impp')
    .map(([, , , value]) => /^(?:whatsapp|x-apple):\s*(\+?[\d\s().-]{8,})$/i.exec(flat(value))?.[1] ?? '')
    .filter(Boolean);
  const cells: Record<(typeof vcardColumns)[number], string> = {
    // A business has no name of a person but is called by its own.
    FN: first('fn') || (nameOf(all('n')[0]) === '' ? first('nickname') || first('org') : ''),
    N: nameOf(all('n')[0]),
    TEL: [...new Set((numbers.length > 0 ? numbers : chats).filter(Boolean))].join(' ::: '),
    EMAIL: first('email'),
    BDAY: first('bday').slice(0, 10),
    GENDER: sexOf(all('gender')[0]),
    ORG: first('org'),
    TITLE: first('title'),
    ADR: first('adr'),
    LANG: first('lang'),
    CATEGORIES: list('categories'),
    NOTE: first('note'),
    URL: first('url'),
  };
  return vcardColumns.map((column) => cells[column]);
}

/** The number as it stands; one without its country is known by the account that WhatsApp noted beside it. */
function numberOf([, parameters, , value]: Property): string {
  const written = flat(value).replace(/^tel:/i, '');
  const account = String([parameters['waid'] ?? ''].flat()[0] ?? '');
  return /^\s*(?:\+|00)/.test(written) || !/^\d{8,15}$/.test(account) ? written : `+${account}`;
}

/** `M;male` of version 4 is a sex and a word for it. */
const sexOf = (property: Property | undefined): string => {
  const value = property?.[3];
  const [sex = ''] = flat(Array.isArray(value) ? value[0] : value).split(';');
  return sex.slice(0, 20);
};

/** `family;given;additional;prefix;suffix` as it is said: given, additional, family. */
function nameOf(property: Property | undefined): string {
  if (!property) return '';
  const [, , , value] = property;
  const parts = Array.isArray(value) ? value.map(flat) : String(value ?? '').split(';');
  const [family = '', given = '', additional = ''] = parts;
  return [given, additional, family].filter(Boolean).join(' ');
}
