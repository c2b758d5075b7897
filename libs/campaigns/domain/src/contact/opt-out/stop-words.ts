import { builtInStopWords, withoutPoliteness } from './opt-out-words.ts';
import { foldReply } from './reply-forms.ts';

/** Words and phrases on top of the built-in lists, and those of the lists that ask for nothing in this installation. */
export type StopWordChanges = { readonly added: readonly string[]; readonly removed: readonly string[] };

/** The installation's setting: a list in the place of the built-in ones, or (null) those with changes. */
export type StopWordSettings = {
  readonly stopWords: readonly string[] | null;
  readonly stopWordChanges: StopWordChanges;
};

const unchanged: StopWordChanges = { added: [], removed: [] };
const foldedSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(foldReply));
const unique = (words: readonly string[]): readonly string[] => [...new Set(words.map((word) => word.trim()))];

/** A list without some words, compared as replies are (with politeness or without), and with others. */
function changed(list: readonly string[], { added, removed }: StopWordChanges): readonly string[] {
  const gone = new Set(removed.map(withoutPoliteness));
  const left = gone.size === 0 ? list : list.filter((word) => !gone.has(withoutPoliteness(word)));
  const known = new Set(left);
  return [...left, ...added.filter((word) => !known.has(word))];
}

/** The last answer and what it was made of: it is asked for with each message, and setting the words is rare. */
let last: { readonly of: string; readonly words: readonly string[] } | null = null;

/** The words and phrases that ask to be left alone; the same array as long as the settings say the same. */
export function stopWordsOf({ stopWords, stopWordChanges }: StopWordSettings): readonly string[] {
  if (stopWords === null && stopWordChanges.added.length + stopWordChanges.removed.length === 0)
    return builtInStopWords;
  const of = JSON.stringify([stopWords, stopWordChanges]);
  if (last?.of !== of) last = { of, words: stopWords ?? changed(builtInStopWords, stopWordChanges) };
  return last.words;
}

/**
 * How a list that was given as a whole is kept. One that has at least half of the built-in words is those lists, edited: kept as what
 * was added and removed, so that words of later versions are heard too. Any other takes their place. Null: the built-in lists.
 */
export function wholeStopWords(given: readonly string[] | null): StopWordSettings {
  if (given === null) return { stopWords: null, stopWordChanges: unchanged };
  const [known, said] = [foldedSet(builtInStopWords), foldedSet(given)];
  const removed = builtInStopWords.filter((word) => !said.has(foldReply(word)));
  if (removed.length * 2 > builtInStopWords.length) return { stopWords: given, stopWordChanges: unchanged };
  return {
    stopWords: null,
    stopWordChanges: { added: unique(given.filter((word) => !known.has(foldReply(word)))), removed },
  };
}

/** The setting after words were added and removed; what is not given stays. A list in the place of the built-in ones is changed itself. */
export function changedStopWords(before: StopWordSettings, given: Partial<StopWordChanges>): StopWordSettings {
  const { stopWords, stopWordChanges } = before;
  const said = { added: unique(given.added ?? []), removed: unique(given.removed ?? []) };
  if (stopWords !== null) return { stopWords: changed(stopWords, said), stopWordChanges: unchanged };
  return {
    stopWords,
    stopWordChanges: {
      added: given.added ? said.added : stopWordChanges.added,
      removed: given.removed ? said.removed : stopWordChanges.removed,
    },
  };
}
