import { african } from './african.ts';
import { caucasianTurkic } from './caucasian-turkic.ts';
import { cyrillic } from './cyrillic.ts';
import { eastAsian } from './east-asian.ts';
import { english } from './english.ts';
import { european } from './european.ts';
import { french } from './french.ts';
import { germanic } from './germanic.ts';
import { middleEastern } from './middle-eastern.ts';
import { romance } from './romance.ts';
import { southAsian } from './south-asian.ts';
import { southeastAsian } from './southeast-asian.ts';

/**
 * What people write to be left alone, by language, as it is compared: without case, accents and punctuation. A word is listed only
 * where it says so in every language of the lists (Turkish `dur` is French for "hard", Swahili `acha` is Hindi for "fine").
 */
export const optOutWords = {
  ...french,
  ...english,
  ...romance,
  ...germanic,
  ...european,
  ...cyrillic,
  ...middleEastern,
  ...southAsian,
  ...southeastAsian,
  ...caucasianTurkic,
  ...eastAsian,
  ...african,
} as const satisfies Readonly<Record<string, readonly string[]>>;
