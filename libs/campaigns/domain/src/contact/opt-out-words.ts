/**
 * What people write to be left alone. A message is an opt-out when it is made of these and of politeness alone, after folding: a
 * sentence that merely contains the word ("don't stop") is none.
 */
export const optOutWords = {
  fr: [
    'stop',
    'stop svp',
    'stop pub',
    'stop pubs',
    'stop publicite',
    'stop sms',
    'stop message',
    'stop messages',
    'stop whatsapp',
    'stop relance',
    'arret',
    'arrete',
    'arreter',
    'arretez',
    'arretez svp',
    'desabonner',
    'me desabonner',
    'desabonnement',
    'desabonnez moi',
    'desinscrire',
    'me desinscrire',
    'desinscription',
    'desinscrivez moi',
    'plus de message',
    'plus de messages',
    'ne plus recevoir',
  ],
  en: [
    'stop',
    'stop all',
    'stopall',
    'stop it',
    'stop please',
    'please stop',
    'stop messages',
    'unsubscribe',
    'unsubscribe me',
    'opt out',
    'optout',
    'quit',
    'end',
    'cancel',
    'remove me',
    'no more messages',
  ],
  es: [
    'stop',
    'alto',
    'baja',
    'dar de baja',
    'darme de baja',
    'deme de baja',
    'parar',
    'pare',
    'detener',
    'cancelar',
    'cancelar suscripcion',
    'no mas',
    'no mas mensajes',
    'desuscribir',
    'desuscribirme',
  ],
  pt: [
    'stop',
    'sair',
    'parar',
    'pare',
    'cancelar',
    'cancelar inscricao',
    'descadastrar',
    'me descadastrar',
    'descadastre me',
    'remover',
    'me remova',
    'nao quero mais',
    'chega',
  ],
  ar: ['توقف', 'توقفوا', 'قف', 'اوقف', 'ايقاف', 'الغاء', 'الغاء الاشتراك', 'الغي الاشتراك', 'لا ترسل', 'كفى', 'ستوب'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Case, accents (Arabic vowel signs too), the tatweel, punctuation and emoji do not count; spaces are one. */
export function foldReply(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640\u200b-\u200f\ufe0f]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Said to be polite: nothing of it changes what is asked. */
const politeness = [
  's il vous plait',
  's il te plait',
  'merci beaucoup',
  'merci d avance',
  'merci bien',
  'merci',
  'svp',
  'stp',
  'please',
  'pls',
  'plz',
  'thank you',
  'thanks',
  'thx',
  'obrigado',
  'obrigada',
  'por favor',
  'gracias',
  'شكرا',
  'من فضلك',
  'لو سمحت',
].map((phrase) => foldReply(phrase).split(' '));

/** More words than this are a sentence, whatever they are. */
const WORDS_MAX = 4;
/** A stop sign says it without a word. */
const signs = /^[\s\u{1f6d1}\u26d4\u{1f6ab}\ufe0f\u200d!.]+$/u;
const hasSign = /[\u{1f6d1}\u26d4]/u;

type Vocabulary = { readonly words: ReadonlySet<string>; readonly phrases: ReadonlySet<string> };

function vocabulary(entries: readonly string[]): Vocabulary {
  const folded = entries.map((entry) => foldReply(entry)).filter((entry) => entry !== '');
  return { words: new Set(folded.filter((entry) => !entry.includes(' '))), phrases: new Set(folded) };
}

const ownVocabulary = vocabulary(Object.values(optOutWords).flat());

/** `s t o p`, as `S.T.O.P` folds to, is one word. */
const joinLetters = (words: readonly string[]): readonly string[] =>
  words.length > 2 && words.every((word) => [...word].length === 1) ? [words.join('')] : words;

function withoutPoliteness(words: readonly string[]): readonly string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const polite = politeness.find((phrase) => phrase.every((word, index) => words[at + index] === word));
    if (!polite) left.push(words[at] ?? '');
    at += polite?.length ?? 1;
  }
  return left;
}

/**
 * Whether a message asks to be left alone: without punctuation, emoji and politeness, what is left is at most four words, all of
 * them stop words, or one stop phrase. `entries` replaces the built-in lists.
 */
export function isOptOut(text: string, entries?: readonly string[] | null): boolean {
  const { words, phrases } = entries ? vocabulary(entries) : ownVocabulary;
  if (signs.test(text) && hasSign.test(text)) return true;
  const folded = foldReply(text);
  if (phrases.has(folded)) return true;
  const left = joinLetters(withoutPoliteness(joinLetters(folded.split(' '))));
  if (left.length === 0 || left.length > WORDS_MAX) return false;
  return left.every((word) => words.has(word)) || phrases.has(left.join(' '));
}

/** Sent once per opt-out. */
export const optOutConfirmation = {
  fr: 'C’est noté : vous ne recevrez plus nos messages.',
  en: 'Done: you will not receive our messages any more.',
} as const;
