/** Letters that Arabic and Persian keyboards write in two ways, and those that Unicode does not take apart. */
const alike: Readonly<Record<string, string>> = {
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
};
/** Accents and the vowel points of Arabic and Hebrew. The vowel signs of Hindi, Bengali or Thai are letters of the word. */
const accents = /\p{Script=Inherited}|(?=[\p{Script=Arabic}\p{Script=Hebrew}])\p{M}/gu;

/** Words in letters on black circles or squares (`🅢🅣🅞🅟`), which Unicode does not take apart; one or two are a sign of something. */
const enclosedWord = /(?:[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}][\s\u200d\ufe0f]*){3,}/gu;
const lettersOf = (signs: string): string =>
  signs.replace(/[\u{1f150}-\u{1f189}]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return String.fromCharCode(97 + code - (code >= 0x1f170 ? 0x1f170 : 0x1f150));
  });

/** Faces made of signs (`:-D`, `<3`, `xD`): no words. */
const emoticons = /(?<!\S)(?:[:;=8][-o']?[()DPpOo3/\\|*[\]]+|[xX]D+|<\/?3+|\^_*\^|T_T)(?!\S)/gu;

/**
 * A reply as it is compared: case, accents (Arabic vowel signs too), the tatweel, what cannot be seen, punctuation and emoji do
 * not count; spaces are one.
 */
export function foldReply(text: string): string {
  return text
    .replace(emoticons, ' ')
    .replace(enclosedWord, lettersOf)
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/[\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[ىیکةœßıøł]/g, (letter) => alike[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Letters of other alphabets, small capitals, and digits, that look like Latin ones: `STОP` with a Cyrillic О, `ST0P`, `ꜱᴛᴏᴘ`. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', ѕ: 's', і: 'i' },
  ...{ α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f', ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n' },
  ...{ ᴏ: 'o', ᴘ: 'p', ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ʏ: 'y', ᴢ: 'z' },
};
const asLatin = (folded: string): string => [...folded].map((letter) => lookalikes[letter] ?? letter).join('');

/** `STOOOP`, `stopppp`: a letter that is written three times or more is meant once. */
const withoutDrawl = (folded: string): string => folded.replace(/(\p{L})\1{2,}/gu, '$1');

/** `STOPP`, `stoop`, `arrettez`: in alphabets, a letter that is written twice may be meant once, and the other way round. */
export function singleLetters(folded: string): string {
  return folded.replace(/([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\1+/gu, '$1');
}

/** `arrete de mecrire`, `plus denvois`: the apostrophe of French and Italian left out, and no space for it. */
export const withoutElision = (folded: string): string => folded.replace(/\b([cdjlmnst]|qu) (?=[aeiouhy])/g, '$1');

/** `aufhoeren`: an umlaut on a keyboard without any. */
const withoutUmlauts = (folded: string): string => folded.replace(/([aou])e/g, '$1');

/** Signs in the place of letters, and letters made of signs. */
const signLetters: Readonly<Record<string, string>> = { $: 's', '@': 'a', '†': 't', '€': 'e', '¡': 'i', '()': 'o' };
const withSignsAsLetters = (text: string): string =>
  text
    .replace(/[$@†€¡]|\(\)/g, (sign) => signLetters[sign] ?? sign)
    .replace(/[\u{1f1e6}-\u{1f1ff}]/gu, (sign) => String.fromCodePoint(97 + (sign.codePointAt(0) ?? 0) - 0x1f1e6));

/** `ST🛑OP`, `ST.OP`: what stands inside a word. */
const withoutMarksInWords = (text: string): string =>
  text.replace(/(?<=\p{L})(?:[.·•_*~-]|\p{Extended_Pictographic}|[\ufe0f\u200d])+(?=\p{L})/gu, '');

const CAPITALISED = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*(?:[ \t]+\p{Lu}[\p{L}\p{M}'’.-]*){0,3}`;
const CLOSINGS = [
  ...[
    'cordialement',
    'bien cordialement',
    'bien à vous',
    'sincères salutations',
    'regards',
    'best regards',
    'kind regards',
  ],
  ...['sincerely', 'yours', 'saludos', 'atenciosamente', 'mit freundlichen Grüßen', 'cordiali saluti'],
]
  .map((closing) => `[${closing.charAt(0)}${closing.charAt(0).toUpperCase()}]${closing.slice(1)}`)
  .join('|');
/** Who signs: a name behind a dash on a line of its own, a name behind a closing, what a device puts under a message. */
const signatures: readonly RegExp[] = [
  new RegExp(String.raw`\n\s*(?:--+|—|–)\s*${CAPITALISED}\s*$`, 'u'),
  new RegExp(String.raw`(?<=(?:^|[\s,.!])(?:${CLOSINGS})[\s,.]{1,4})${CAPITALISED}\s*$`, 'u'),
  /(?:^|\s)(?:envoyé (?:de|depuis) mon|sent from my|enviado desde mi|enviado do meu|von meinem|inviato da) \p{L}[\p{L}\p{N} ]{1,30}\.?\s*$/iu,
];
const withoutSignature = (text: string): string =>
  signatures.reduce((left, signature) => left.replace(signature, ' '), text);

/** Every way in which a reply may be meant, folded; `loosely`: compared with words whose doubled letters are single too. */
export function readingsOf(text: string): {
  readonly exactly: ReadonlySet<string>;
  readonly loosely: readonly string[];
} {
  const unsigned = withoutSignature(text);
  const written = new Set([text, unsigned, withoutMarksInWords(unsigned), withSignsAsLetters(unsigned)]);
  const folded = new Set([...written].map(foldReply));
  const drawled = [...folded].map(withoutDrawl);
  const said = [...folded, ...drawled];
  return {
    exactly: new Set([...said, ...said.map(asLatin), ...said.map(withoutUmlauts)]),
    loosely: [...new Set(drawled.map(singleLetters))],
  };
}
