import { type Scope } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';

/** The part of a filter that keeps a question inside its scope; every collection of an owner's documents has `ownerId`. */
export const scopeFilter = (scope: Scope): { readonly ownerId?: OwnerId } =>
  scope === 'anyOwner' ? {} : { ownerId: scope.ownerId };
