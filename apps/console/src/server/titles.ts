import { type Metadata } from 'next';
import { dictionaries } from '../i18n/dictionaries.ts';
import { type MessageKey, translator } from '../i18n/translate.ts';
import { chosenLanguage } from './preferences.ts';

/** The title of the browser's tab, in the person's language. */
export async function titled(key: MessageKey): Promise<Metadata> {
  const language = await chosenLanguage();
  return { title: translator(language, dictionaries[language])(key) };
}
