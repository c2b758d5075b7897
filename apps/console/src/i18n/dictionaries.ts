import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import { type Dictionary, type Language } from './translate.ts';

/** Both languages, for the server and for tests. */
export const dictionaries: Record<Language, Dictionary> = { en, fr };
