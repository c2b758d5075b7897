import { type CampaignQuery, type Scope, type StatusMatrix } from '@relance/campaigns-domain';
import { type CampaignId, searchedSpellings } from '@relance/kernel';
import { Types } from 'mongoose';
import { prefixRange } from '../keyset-page.ts';
import { scopeFilter } from '../scope-filter.ts';

/** The filter of one campaign inside a scope. */
export const oneOf = (id: CampaignId, scope: Scope): Record<string, unknown> => ({
  _id: new Types.ObjectId(id),
  ...scopeFilter(scope),
});

/** The filter of a list, from plain values only. */
export function listFilter(query: CampaignQuery): Record<string, unknown> {
  const { ownerId, status, type, namePrefix, createdFrom, createdBefore } = query;
  const created = { ...(createdFrom && { $gte: createdFrom }), ...(createdBefore && { $lt: createdBefore }) };
  return {
    ...(ownerId && { ownerId }),
    ...scopeFilter(query.scope),
    ...(status && { status }),
    ...(type && { type }),
    ...(namePrefix && named(namePrefix)),
    ...(Object.keys(created).length > 0 && { createdAt: created }),
  };
}

function named(text: string): Record<string, unknown> {
  const searched = (spelling: string) => ({ searchKeys: { $elemMatch: prefixRange(spelling) } });
  const [spelling = '', ...others] = searchedSpellings(text);
  return others.length === 0 ? searched(spelling) : { $or: [spelling, ...others].map(searched) };
}

/** Whether the matrix knows the total: nothing but status and type narrows the list. */
export const isCountedByMatrix = (query: CampaignQuery): boolean =>
  query.scope === 'anyOwner' && !query.ownerId && !query.namePrefix && !query.createdFrom && !query.createdBefore;

/** The exact total of a list narrowed by status and type only. */
export function totalOf(matrix: StatusMatrix, query: Pick<CampaignQuery, 'status' | 'type'>): number {
  return Object.entries(matrix)
    .filter(([status]) => !query.status || status === query.status)
    .flatMap(([, byType]) => Object.entries(byType))
    .filter(([type]) => !query.type || type === query.type)
    .reduce((sum, [, count]) => sum + count, 0);
}
