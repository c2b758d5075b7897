/**
 * What people write to be left alone. A message is an opt-out when the whole of it is one of these, after folding: a sentence
 * that merely contains the word ("don't stop") is none.
 */
export const optOutWords = {
  fr: [
    'stop',
    'stop svp',
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

const defaultWords: ReadonlySet<string> = new Set(Object.values(optOutWords).flat().map(foldReply));

/** Whether a message asks to be left alone. `words` replaces the built-in lists. */
export function isOptOut(text: string, words?: readonly string[]): boolean {
  const folded = foldReply(text);
  if (folded === '') return false;
  return words ? words.some((word) => foldReply(word) === folded) : defaultWords.has(folded);
}

/** Sent once per opt-out. */
export const optOutConfirmation = {
  fr: 'C’est noté : vous ne recevrez plus nos messages.',
  en: 'Done: you will not receive our messages any more.',
} as const;
