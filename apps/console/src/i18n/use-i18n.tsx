'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { formats, type Formats } from '../format/formats.ts';
import { type Dictionary, type Language, type Translate, translator, type Values, wordFor } from './translate.ts';

export type I18n = Formats & {
  language: Language;
  t: Translate;
  /** The word of a code: `word('status', 'active')`. */
  word: (area: string, code: string, values?: Values) => string;
};

const Context = createContext<I18n | null>(null);

/** The words of one language, handed over by the server: the browser never loads the other language's. */
export function I18nProvider({
  language,
  dictionary,
  children,
}: {
  language: Language;
  dictionary: Dictionary;
  children: ReactNode;
}) {
  const value = useMemo<I18n>(() => {
    const t = translator(language, dictionary);
    return {
      ...formats(language),
      language,
      t,
      word: (area, code, values) => wordFor(t, dictionary, area, code, values),
    };
  }, [language, dictionary]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n needs an I18nProvider above it.');
  return value;
}
