import { type AudienceCriteria, labelSpellings } from '@relance/campaigns-domain';

/**
 * The criteria as a MongoDB filter; says the same as the domain's `matches`, which a test compares on random contacts.
 * Null criteria leave no trace.
 */
export function audienceQuery(criteria: AudienceCriteria): Record<string, unknown> {
  const clauses: Record<string, unknown>[] = [{ archivedAt: null }];
  if (criteria.countries) clauses.push({ country: { $in: [...criteria.countries] } });
  if (criteria.professions) clauses.push({ professionKey: { $in: criteria.professions.flatMap(labelSpellings) } });
  if (criteria.tags) clauses.push({ tagKeys: { $in: criteria.tags.flatMap(labelSpellings) } });
  if (criteria.subscription) clauses.push({ subscription: criteria.subscription });
  if (criteria.gender) clauses.push({ gender: criteria.gender });
  if (criteria.language) clauses.push({ language: { $in: languagesOf(criteria.language) } });
  // A comparison with text is false for null, so an unknown birthday fails an age filter.
  if (criteria.bornUntil) clauses.push({ birthDate: { $lte: criteria.bornUntil } });
  if (criteria.bornAfter) clauses.push({ birthDate: { $gt: criteria.bornAfter } });
  const registered = registeredRange(criteria);
  if (registered) clauses.push({ $or: [{ registeredAt: registered }, { registeredAt: null, createdAt: registered }] });
  return { $and: clauses };
}

/** An unknown language counts as French. */
const languagesOf = (language: 'fr' | 'en'): (string | null)[] => (language === 'fr' ? ['fr', null] : ['en']);

function registeredRange({ registeredFrom, registeredBefore }: AudienceCriteria): Record<string, Date> | null {
  if (!registeredFrom && !registeredBefore) return null;
  return { ...(registeredFrom && { $gte: registeredFrom }), ...(registeredBefore && { $lt: registeredBefore }) };
}
