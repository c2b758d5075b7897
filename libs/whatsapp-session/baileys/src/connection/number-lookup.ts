import { type BinaryNode } from '@whiskeysockets/baileys';
import { type NumberLookup } from '@relance/messaging';
import { lidOfJid, phoneOfJid } from '../jid.ts';

/** One line of the server's answer. */
type Row = {
  readonly echoed: string | null;
  readonly phone: string | null;
  readonly lid: string | null;
  readonly is: 'in' | 'out' | 'unknown';
};

const childrenOf = (node: BinaryNode | undefined): readonly BinaryNode[] =>
  Array.isArray(node?.content) ? node.content : [];
const childOf = (node: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  childrenOf(node).find((child) => child.tag === tag);

/** The question which of these numbers have an account, and under which LID. */
export const lookupQuery = (phones: readonly string[], tag: string): BinaryNode => ({
  tag: 'iq',
  attrs: { id: tag, to: '@s.whatsapp.net', type: 'get', xmlns: 'usync' },
  content: [
    {
      tag: 'usync',
      attrs: { context: 'interactive', mode: 'query', sid: tag, last: 'true', index: '0' },
      content: [
        {
          tag: 'query',
          attrs: {},
          content: [
            { tag: 'contact', attrs: {} },
            { tag: 'lid', attrs: {} },
          ],
        },
        {
          tag: 'list',
          attrs: {},
          content: phones.map((phone) => ({
            tag: 'user',
            attrs: {},
            content: [{ tag: 'contact', attrs: {}, content: `+${phone.replace(/\D/g, '')}` }],
          })),
        },
      ],
    },
  ],
});

/**
 * The answer to each number, in the order asked. The server names accounts, which may be other spellings of what was asked; a
 * number that no line of the answer is about stays `unknown`.
 */
export function lookupAnswers(asked: readonly string[], result: BinaryNode | undefined): NumberLookup[] {
  const rows = childrenOf(childOf(childOf(result, 'usync'), 'list')).map(rowOf);
  return asked.map((phone) => {
    const row = rowAbout(phone, asked, rows);
    if (row === undefined || row.is === 'unknown') return { asked: phone, answer: 'unknown', phone: null, lid: null };
    if (row.is === 'out') return { asked: phone, answer: 'out', phone: null, lid: null };
    return { asked: phone, answer: 'in', phone: row.phone ?? phone, lid: row.lid };
  });
}

function rowOf(user: BinaryNode): Row {
  const contact = childOf(user, 'contact');
  const lid = childOf(user, 'lid');
  const type = contact?.attrs['type'];
  const isBroken = childOf(user, 'error') !== undefined || childOf(contact, 'error') !== undefined;
  return {
    echoed: phoneIn(contact?.content),
    phone: phoneOfJid(user.attrs['jid']),
    lid: lidOfJid(user.attrs['jid']) ?? lidOfJid(lid?.attrs['val']),
    is: !isBroken && (type === 'in' || type === 'out') ? type : 'unknown',
  };
}

/** The server repeats the number that a line answers. */
function phoneIn(content: BinaryNode['content']): string | null {
  const text =
    typeof content === 'string' ? content : content instanceof Uint8Array ? Buffer.from(content).toString() : '';
  const digits = text.replace(/\D/g, '');
  return digits === '' ? null : `+${digits}`;
}

function rowAbout(phone: string, asked: readonly string[], rows: readonly Row[]): Row | undefined {
  const exact =
    rows.find(({ echoed }) => echoed === phone) ?? rows.find((row) => row.echoed === null && row.phone === phone);
  if (exact !== undefined) return exact;
  const unnamed = rows.filter((row) => row.echoed === null || !asked.includes(row.echoed));
  const alike = unnamed.filter((row) => row.phone !== null && areSpellingsOfOne(phone, row.phone));
  // A line about another spelling that was asked as well is that one's answer; only "in" is true of both.
  const [row] = alike.filter((each) => each.is === 'in' || each.phone === null || !asked.includes(each.phone));
  if (row !== undefined) return row;
  const [only] = asked.length === 1 && rows.length === 1 ? rows : [];
  return only !== undefined && mayBeAbout(only, phone) ? only : undefined;
}

const SURE_DIGITS = 6;

/** The only line of an answer to one question is about it, unless it names a number of somebody else. */
const mayBeAbout = (row: Row, asked: string): boolean =>
  row.phone === null ||
  (row.phone.slice(0, 1 + COUNTRY_DIGITS) === asked.slice(0, 1 + COUNTRY_DIGITS) &&
    row.phone.slice(-SURE_DIGITS) === asked.slice(-SURE_DIGITS));

const COUNTRY_DIGITS = 2;
const LOCAL_DIGITS = 7;
const MOST_INSERTED = 3;

/**
 * Two ways to write one number: the same country and the same last digits, one with digits put in after the country or area code
 * (Brazil's and Argentina's 9, Mexico's 1, Benin's 01, Ivory Coast's 01/05/07).
 */
export function areSpellingsOfOne(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = [a.replace(/\D/g, ''), b.replace(/\D/g, '')].sort((x, y) => x.length - y.length) as [
    string,
    string,
  ];
  const inserted = long.length - short.length;
  if (inserted < 1 || inserted > MOST_INSERTED) return false;
  if (short.slice(0, COUNTRY_DIGITS) !== long.slice(0, COUNTRY_DIGITS)) return false;
  if (short.slice(-LOCAL_DIGITS) !== long.slice(-LOCAL_DIGITS)) return false;
  return isInsertion(short, long);
}

/** Whether the longer one is the shorter one with digits put in at one place. */
function isInsertion(short: string, long: string): boolean {
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  return long.endsWith(short.slice(start));
}
