import iconv from 'iconv-lite';

/** Leading bytes of one kind of character, how many characters they lead to, and the share of a text that is of this kind. */
type Region = readonly [from: number, to: number, characters: number, share: number];

/** Per encoding its common characters before the rare ones: first levels of the national sets, kana, hangul. */
const encodings: Readonly<Record<string, readonly Region[]>> = {
  Shift_JIS: [
    [0x82, 0x83, 180, 0.45],
    [0x88, 0x97, 2965, 0.47],
    [0x81, 0x81, 150, 0.03],
    [0x98, 0x9f, 1500, 0.02],
    [0xe0, 0xea, 1900, 0.01],
    [0xa1, 0xdf, 63, 0.005],
  ],
  'EUC-JP': [
    [0xa4, 0xa5, 169, 0.45],
    [0xb0, 0xcf, 2965, 0.47],
    [0xa1, 0xa3, 250, 0.03],
    [0xd0, 0xf4, 3400, 0.03],
  ],
  GB18030: [
    [0xb0, 0xd7, 3755, 0.95],
    [0xa1, 0xa3, 270, 0.03],
    [0xd8, 0xf7, 3008, 0.015],
    [0x81, 0xfe, 17_000, 0.003],
  ],
  Big5: [
    [0xa4, 0xc6, 5401, 0.95],
    [0xa1, 0xa3, 408, 0.03],
    [0xc9, 0xf9, 7652, 0.015],
  ],
  'EUC-KR': [
    [0xb0, 0xc8, 2350, 0.96],
    [0xa1, 0xac, 986, 0.02],
    [0xca, 0xfd, 4888, 0.015],
  ],
};

/** Fewer prove nothing; more than that prove no more. */
const LEAST = 4;
const JUDGED = 500;
/** Kinds of characters that this share of a text or more is of are common; of a real text at least two in three characters are. */
const COMMON = 0.03;
const COMMON_SHARE = 2 / 3;
/** The probability of a character that no region has. */
const UNLISTED = 1e-7;
/** Ideographs stand in words of their own; so many beside a Latin letter are accents of another encoding. */
const TOUCHING_SHARE = 0.05;

/**
 * The encoding of Chinese, Japanese or Korean under which all bytes above ASCII are characters, and common ones; null when there is none.
 * Short texts too: it goes by how many characters each set could have had in the place of each.
 */
export function ideographEncodingOf(sample: Uint8Array): string | null {
  const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  let best: { readonly name: string; readonly likelihood: number } | null = null;
  for (const name of Object.keys(encodings)) {
    const likelihood = likelihoodOf(iconv.decode(bytes, name), name);
    if (likelihood !== null && (best === null || likelihood > best.likelihood)) best = { name, likelihood };
  }
  return best?.name ?? null;
}

/** The logarithm of the probability of the text's first characters; null when the text cannot be in this encoding. */
function likelihoodOf(text: string, name: string): number | null {
  const characters = [...text.slice(0, -1).matchAll(/[^\p{ASCII}]/gu)];
  // Katakana of half the width are single bytes, and capitals with accents in Windows' encoding.
  const wide = characters.filter(([it]) => !/[\uff61-\uff9f]/.test(it));
  if (
    wide.length < LEAST ||
    wide.length * 2 < characters.length ||
    characters.some(([it]) => /[\ufffd\p{C}]/u.test(it))
  )
    return null;
  const touching = text.match(/(?<=[a-z])[^\p{ASCII}]|[^\p{ASCII}](?=[a-z])/giu)?.length ?? 0;
  if (touching > characters.length * TOUCHING_SHARE) return null;
  const regions = characters.slice(0, JUDGED).map(([it]) => regionOf(iconv.encode(it, name)[0] ?? 0, name));
  // Two accents that happen to be one character are a rare one.
  const common = regions.filter((region) => region !== undefined && region[3] >= COMMON).length;
  if (common < regions.length * COMMON_SHARE) return null;
  return regions.reduce((sum, region) => sum + Math.log(region ? region[3] / region[2] : UNLISTED), 0);
}

const regionOf = (lead: number, name: string): Region | undefined =>
  encodings[name]?.find(([from, to]) => lead >= from && lead <= to);
