/** Where to go after logging in: back into the console, and never to another site. */
export function afterLogin(next: string | undefined): string {
  return next && /^\/relance(\/|\?|$)/.test(next) ? next : '/relance/campaigns';
}
