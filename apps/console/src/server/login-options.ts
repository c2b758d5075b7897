import { apiAddress } from './forward.ts';

/** Whether a link for a forgotten password can be sent. False when the API does not say so in time. */
export async function canResetPassword(): Promise<boolean> {
  try {
    const answer = await fetch(`${apiAddress()}/api/relance/auth/options`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(1000),
    });
    if (!answer.ok) return false;
    const { data } = (await answer.json()) as { data?: { forgotPassword?: boolean } }; // the API's own envelope
    return data?.forgotPassword === true;
  } catch {
    return false;
  }
}
