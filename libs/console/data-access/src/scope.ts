/**
 * Whose things the person logged in sees: staff everybody's, an owner their own. Set as soon as the role is known,
 * before anything is asked for; the same question then goes to the route of that role.
 */
let isOwner = false;

export function setScope(role: string | undefined): void {
  isOwner = role === 'user';
}

export function isOwnScope(): boolean {
  return isOwner;
}

/** `/campaigns` for an owner, `/admin/campaigns` for staff. */
export function scoped(path: string): string {
  return isOwner ? path : `/admin${path}`;
}
