import { cookies, headers } from 'next/headers';
import { type Language } from '../i18n/translate.ts';

export const languageCookie = 'relance_language';
export const sidebarCookie = 'relance_sidebar';

/** The person's language: what they chose, else the browser's first of ours, else English. */
export async function chosenLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  if (chosen === 'fr' || chosen === 'en') return chosen;
  return preferredLanguage((await headers()).get('accept-language'));
}

/** The first of our languages in an Accept-Language header; browsers list them best first. */
export function preferredLanguage(accept: string | null): Language {
  const first = (accept ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((tag) => tag === 'fr' || tag === 'en');
  return first === 'fr' ? 'fr' : 'en';
}

/** Whether the sidebar was left collapsed. */
export async function sidebarCollapsed(): Promise<boolean> {
  return (await cookies()).get(sidebarCookie)?.value === 'collapsed';
}
