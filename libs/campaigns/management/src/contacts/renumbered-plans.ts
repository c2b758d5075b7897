/** What an old national number became; null where it is no old form or the rule is not certain. */
type Renumbering = (national: string) => string | null;

const prefixed =
  (form: RegExp, prefix: string): Renumbering =>
  (national) =>
    form.test(national) ? prefix + national : null;
const replaced =
  (form: RegExp, by: string): Renumbering =>
  (national) =>
    form.test(national) ? national.replace(form, by) : null;
const firstOf =
  (...rules: readonly Renumbering[]): Renumbering =>
  (national) => {
    for (const rule of rules) {
      const found = rule(national);
      if (found !== null) return found;
    }
    return null;
  };

/** Ivory Coast, 31 January 2021: two digits in front that tell the operator, by the old number's first digits. */
function ivorian(national: string): string | null {
  if (!/^\d{8}$/.test(national)) return null;
  // Fixed lines: 20 to 36, told apart by the third digit (0 MTN, 8 Moov, else Orange).
  if (/^[23]/.test(national)) return { '0': '25', '8': '21' }[national[2] ?? ''] ?? '27';
  const second = national[1] ?? '';
  if (second >= '7') return '07';
  return second >= '4' ? '05' : '01';
}

/** Vietnam, September 2018: mobiles of eleven digits (with the leading zero) became ten. */
const vietnamese: Readonly<Record<string, string>> = {
  ...{ '162': '32', '163': '33', '164': '34', '165': '35', '166': '36', '167': '37', '168': '38', '169': '39' },
  ...{ '120': '70', '121': '79', '122': '77', '126': '76', '128': '78' },
  ...{ '123': '83', '124': '84', '125': '85', '127': '81', '129': '82' },
  ...{ '186': '56', '188': '58', '199': '59' },
};

/**
 * Chile dialled its mobiles without the 9 in front until 2016: eight digits, in older books behind a zero. Those that begin as a
 * region's fixed lines did (area code and six digits, until 2013) are not certain.
 */
const chilean = /^0?((?!3[2-5]|4[1-5]|5[1-35-8]|6[13-57]|7[1-35])[4-9]\d{7})$/;

/** Countries that gave their numbers new digits while address books kept the old ones, by calling code. */
const plans: Readonly<Record<string, Renumbering>> = {
  // Benin, 30 November 2024: 01 in front of every number.
  '229': prefixed(/^\d{8}$/, '01'),
  '225': (national) => {
    const operator = ivorian(national);
    return operator === null ? null : operator + national;
  },
  // Cameroon, 21 November 2014: 6 in front of mobiles, 2 in front of fixed lines.
  '237': firstOf(prefixed(/^[79]\d{7}$/, '6'), prefixed(/^(?:22|33)\d{6}$/, '2')),
  // Gabon, June 2019: a digit that tells the operator takes the place of the first zero.
  '241': (national) => {
    const first = { '1': '1', '2': '6', '5': '6', '6': '6', '4': '7', '7': '7' }[
      /^0(\d)\d{6}$/.exec(national)?.[1] ?? ''
    ];
    return first === undefined ? null : first + national.slice(1);
  },
  '56': replaced(chilean, '9$1'),
  // Ecuador, September 2012: 9 in front of mobiles, which began with 8 or 9 (area codes are 2 to 7).
  '593': replaced(/^0?([89]\d{7})$/, '9$1'),
  // Djibouti, June 2011: 77 in front of mobiles.
  '253': prefixed(/^[68]\d{5}$/, '77'),
  // Mauritius, September 2013: 5 in front of mobiles.
  '230': prefixed(/^[79]\d{6}$/, '5'),
  // Morocco, March 2009: 6 in front of mobiles, 5 in front of fixed lines.
  '212': firstOf(replaced(/^0?([14567]\d{7})$/, '6$1'), replaced(/^0?([23]\d{7})$/, '5$1')),
  // Algeria, February 2008: the operator's digit twice in front of mobiles.
  '213': replaced(/^0?(([567])\d{7})$/, '$2$1'),
  // Egypt, October 2011: a digit that tells the operator behind the 1 of mobiles.
  '20': (national) => {
    const [, second, rest] = /^0?1([0124679])(\d{7})$/.exec(national) ?? [];
    const operator = { '0': '00', '6': '06', '9': '09', '2': '22', '7': '27', '1': '11', '4': '14' }[second ?? ''];
    return operator === undefined || rest === undefined ? null : `1${operator}${rest}`;
  },
  // Seychelles, 2012: 2 in front of mobiles.
  '248': prefixed(/^[57]\d{5}$/, '2'),
  // Guinea-Bissau, 2014: 9 and the operator's digit in front of mobiles.
  '245': replaced(/^([567])(\d{6})$/, '9$1$1$2'),
  '84': (national) => {
    const operator = /^\d{10}$/.test(national) ? vietnamese[national.slice(0, 3)] : undefined;
    return operator === undefined ? null : operator + national.slice(3);
  },
};

/**
 * The number of today for an old one: calling code and national digits in, E.164 with "+" out; null where the number is no old
 * form or what became of it is not certain (then WhatsApp settles which spelling is the account's).
 */
export function renumbered(callingCode: string, national: string): string | null {
  const now = plans[callingCode]?.(national) ?? null;
  return now === null ? null : `+${callingCode}${now}`;
}
