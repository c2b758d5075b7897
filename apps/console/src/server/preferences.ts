import Negotiator from 'negotiator';
import { cookies, headers } from 'next/headers';
import { type Language } from '../i18n/translate.ts';

export const languageCookie = 'relance_language';
export const sidebarCookie = 'relance_sidebar';

/** The person's language: what they chose, else what the browser prefers, else English. */
export async function chosenLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  if (chosen === 'fr' || chosen === 'en') return chosen;
  return preferredLanguage((await headers()).get('accept-language'));
}

/** The one of our languages that the browser prefers (Accept-Language, RFC 9110); English when neither is asked for. */
export function preferredLanguage(accept: string | null): Language {
  const headers = accept === null ? {} : { 'accept-language': accept };
  return new Negotiator({ headers }).language(['en', 'fr']) === 'fr' ? 'fr' : 'en';
}

/** Whether the sidebar was left collapsed. */
export async function sidebarCollapsed(): Promise<boolean> {
  return (await cookies()).get(sidebarCookie)?.value === 'collapsed';
}
