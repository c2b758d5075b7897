import { validationFailed } from '@relance/platform';
import { type DisconnectBody, type DisconnectQuery } from './connect.dto.ts';

/** `force` from the body or the query; both may say it, but not different things. */
export function forceOf(body: DisconnectBody | undefined, query: DisconnectQuery): boolean {
  const asked = query.force === undefined ? undefined : query.force === 'true';
  if (asked !== undefined && body?.force !== undefined && asked !== body.force) {
    throw validationFailed([{ field: 'force', problem: 'says one thing in the body and another in the query' }]);
  }
  return body?.force ?? asked ?? false;
}
