import { type Metadata } from 'next';
import { en } from '../i18n/en/index.ts';
import { fr } from '../i18n/fr/index.ts';
import { type MessageKey, translator } from '../i18n/translate.ts';
import { chosenLanguage } from './preferences.ts';

/** The title of the browser's tab, in the person's language. */
export async function titled(key: MessageKey): Promise<Metadata> {
  const language = await chosenLanguage();
  return { title: translator(language, language === 'fr' ? fr : en)(key) };
}
