import { type RoleName, startPageOf } from '../frame/navigation.ts';

/** Where to go after logging in: back into the console, and never to another site. */
export function afterLogin(next: string | undefined, role: RoleName): string {
  return next && /^\/relance\/\w/.test(next) ? next : startPageOf(role);
}
