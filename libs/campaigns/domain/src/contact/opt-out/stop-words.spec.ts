import { builtInStopWords, isOptOut } from './opt-out-words.ts';
import { changedStopWords, stopWordsOf, type StopWordSettings, wholeStopWords } from './stop-words.ts';

const builtIn: StopWordSettings = wholeStopWords(null);
const heard = (settings: StopWordSettings, ...texts: string[]): boolean[] =>
  texts.map((text) => isOptOut(text, stopWordsOf(settings)));

describe('10.2.5 the stop words of an installation', () => {
  it('are the built-in lists while nobody decided otherwise', () => {
    expect(stopWordsOf(builtIn)).toBe(builtInStopWords);
    expect(heard(builtIn, 'STOP', 'tchao')).toEqual([true, false]);
  });

  it('take words added to them, and lose words removed from them, however these are written', () => {
    const settings = changedStopWords(builtIn, { added: ['Tchao', 'je me casse'], removed: ['CANCEL', 'Arrêtez'] });
    expect(heard(settings, 'tchao !', 'Je me casse, merci', 'stop tchao', 'STOP')).toEqual([true, true, true, true]);
    expect(heard(settings, 'cancel', 'arretez svp', 'ARRÊTEZ')).toEqual([false, false, false]);
    expect(stopWordsOf(settings)).toBe(stopWordsOf({ ...settings }));
  });

  it('change one side and keep the other; an empty list takes it back', () => {
    const added = changedStopWords(builtIn, { added: ['tchao', ' tchao '] });
    const both = changedStopWords(added, { removed: ['end'] });
    expect(both.stopWordChanges).toEqual({ added: ['tchao'], removed: ['end'] });
    expect(changedStopWords(both, { added: [], removed: [] })).toEqual(builtIn);
    expect(changedStopWords(builtIn, { added: ['end'], removed: ['end'] })).toMatchObject({ stopWords: null });
    expect(heard(changedStopWords(builtIn, { added: ['end'], removed: ['end'] }), 'end')).toEqual([true]);
  });

  it('of a list in their place are that list alone, and changes are made to it', () => {
    const own = wholeStopWords(['genug', 'keine werbung']);
    expect(heard(own, 'Genug', 'stop')).toEqual([true, false]);
    const more = changedStopWords(own, { added: ['ende'], removed: ['Genug'] });
    expect(more).toEqual({ stopWords: ['keine werbung', 'ende'], stopWordChanges: { added: [], removed: [] } });
    expect(wholeStopWords(null)).toEqual(builtIn);
  });

  it('of the built-in lists sent back whole with a word more or less are what was changed: later versions’ words are heard', () => {
    expect(wholeStopWords(builtInStopWords)).toEqual(builtIn);
    const edited = [...builtInStopWords.filter((word) => word !== 'quit'), 'tchao'];
    const settings = wholeStopWords(edited);
    expect(settings).toEqual({ stopWords: null, stopWordChanges: { added: ['tchao'], removed: ['quit'] } });
    expect([...stopWordsOf(settings)]).toEqual(edited);
  });
});
