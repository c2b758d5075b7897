import { type PairingRefusal } from '@relance/whatsapp-session-domain';

type IqNode = { readonly attrs?: Record<string, string>; readonly content?: unknown };
type ErrorNode = { readonly tag?: string; readonly attrs?: Record<string, string> };

const WORDS: readonly (readonly [RegExp, PairingRefusal])[] = [
  [/passkey|webauthn/i, 'PASSKEY_REQUIRED'],
  [/browser|platform|display|companion.?name/i, 'BROWSER_NAME'],
  [/version|outdated|upgrade|too.?old/i, 'VERSION_TOO_OLD'],
  [/rate.?overlimit|too.?many|rate.?limit/i, 'TOO_MANY'],
  [/expire|timeout/i, 'EXPIRED'],
  // The sentence of this one says to check the number.
  [/phone|number|not.?registered|forbidden/i, 'REFUSED'],
];
/** Where the server gives a number only: it answers a name of a browser it does not know with a bare 400. */
const CODES: Readonly<Record<string, PairingRefusal>> = {
  '400': 'BROWSER_NAME',
  '405': 'VERSION_TOO_OLD',
  '410': 'EXPIRED',
};

/** Why the server refused to pair, from the error inside its answer; REFUSED when it gave no known reason. */
export function pairingRefusalOf(iq: IqNode): PairingRefusal {
  const children: ErrorNode[] = Array.isArray(iq.content) ? (iq.content as ErrorNode[]) : [];
  const attrs = children.find((child) => child.tag === 'error')?.attrs ?? {};
  const words = `${attrs['text'] ?? ''} ${attrs['type'] ?? ''} ${attrs['reason'] ?? ''}`;
  // Where the number says it plainly, the words are not asked.
  if (attrs['code'] === '429') return 'TOO_MANY';
  const named = WORDS.find(([pattern]) => pattern.test(words))?.[1];
  return named ?? CODES[attrs['code'] ?? ''] ?? 'REFUSED';
}
