import { DomainError, type OwnerId, isOwnerId, ownerId, problem } from '@relance/kernel';
import { type ApiRequest } from '../http/request.ts';
import { validationFailed } from '../http/validation.pipe.ts';
import { type Actor } from './actor.ts';

/** Names the owner for whom staff or a server acts. */
export const OWNER_HEADER = 'x-relance-owner';

const forbidden = (code: string, message: string) => new DomainError('forbidden', code, message);
const reading = new Set(['GET', 'HEAD']);

/** A member's own owner id. */
export const ownOwnerId = (actor: Actor): OwnerId => ownerId(actor.ownerId ?? actor.id);

/** Only staff and servers act for somebody: a member that names an owner is refused, even their own. */
export function assertNoActing(actor: Actor, request: Pick<ApiRequest, 'headers'>): void {
  if (actor.role === 'user' && request.headers[OWNER_HEADER] !== undefined) {
    throw forbidden('ACTING_REFUSED', 'Only staff and servers may name an owner with X-Relance-Owner.');
  }
}

/** The owner whose things a member's route is about: the member, or the one that staff or a server names. */
export function actingOwner(actor: Actor, request: Pick<ApiRequest, 'headers' | 'method'>): OwnerId {
  assertNoActing(actor, request);
  if (actor.role === 'user') return ownOwnerId(actor);
  const named = request.headers[OWNER_HEADER];
  if (named === undefined || named === '') {
    throw new DomainError('malformed', 'OWNER_REQUIRED', 'Name the owner you act for in the header X-Relance-Owner.', [
      { field: 'X-Relance-Owner', ...problem('MISSING') },
    ]);
  }
  if (actor.role === 'support' && !reading.has(request.method)) {
    throw forbidden('FORBIDDEN', 'Support may look, not change.');
  }
  if (typeof named !== 'string' || !isOwnerId(named)) {
    throw validationFailed([{ field: 'X-Relance-Owner', problem: 'must be 1 to 64 letters, digits, "_" or "-"' }]);
  }
  return named;
}
