import { type DomainError, type Result } from '@relance/kernel';

/** At the edge a refusal becomes a throw; the problem filter answers with it. */
export function unwrap<T>(result: Result<T, DomainError>): T {
  if (result.ok) return result.value;
  throw result.error;
}
