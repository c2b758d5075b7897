import { problem, type ValueProblem } from '@relance/kernel';
import { commonPasswords } from './common-passwords.ts';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 1000;

const substitutes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertzuiopasdfghjklyxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
];
const sequences = rows.flatMap((row) => [row + row, [...(row + row)].reverse().join('')]);

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const plain = (text: string): string => [...text].map((sign) => substitutes[sign] ?? sign).join('');
/** Without the digits and signs that people put around a word to make it long enough. */
const core = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** The shortest text that the whole repeats: `abcabcabc` gives `abc`. */
function unit(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return text.slice(0, at);
}

const isSequence = (text: string): boolean => text.length >= 4 && sequences.some((row) => row.includes(text));

/** Whether a guesser's list has it: a common word with something around it, a row of keys, a repetition. */
function isCommon(password: string): boolean {
  const whole = folded(password);
  const forms = [whole, core(whole), core(plain(whole)), plain(core(whole))].flatMap((form) => [
    form,
    form.replace(/[^\p{L}\p{N}]/gu, ''),
  ]);
  return (
    forms.some((form) => commonPasswords.has(form) || commonPasswords.has(unit(form)) || isSequence(form)) ||
    unit(whole).length <= 3
  );
}

/** What is wrong with a new password, in words; null when nothing is. */
export function passwordProblem(password: string, account: { readonly email: string }): ValueProblem | null {
  if ([...password].length < PASSWORD_MIN) return { problem: `must have at least ${PASSWORD_MIN} characters` };
  if (password.length > PASSWORD_MAX) return problem('LONGER_THAN_ALLOWED');
  if (isCommon(password)) return { problem: 'is too common: others would guess it' };
  const [name = ''] = account.email.split('@');
  const isName = name.length >= 4 && core(folded(password)) === core(folded(name));
  return isName || folded(password) === folded(account.email) ? { problem: 'must not be the e-mail address' } : null;
}
