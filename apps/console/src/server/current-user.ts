import { type ConsoleUser } from '@relance/console-data-access';
import { cookies } from 'next/headers';
import { apiAddress } from './forward.ts';

/** The person behind this page's cookie. Null when there is none or the API does not say so in time. */
export async function currentUser(): Promise<ConsoleUser | null> {
  const cookie = (await cookies()).toString();
  if (!cookie.includes('relance_session=')) return null;
  try {
    const answer = await fetch(`${apiAddress()}/api/relance/auth/me`, {
      headers: { cookie },
      cache: 'no-store',
      signal: AbortSignal.timeout(1500),
    });
    if (!answer.ok) return null;
    const { data } = (await answer.json()) as { data: { user: ConsoleUser } }; // the API's own envelope
    return data.user;
  } catch {
    return null; // the page asks again by itself and says what is wrong
  }
}
