import { countryOfCode } from '../contact/columns/country-names.ts';
import { foldLabel } from '@relance/kernel';
import { type CalendarDay, type Contact, type Gender, type Language } from '../contact/contact.ts';
import { addDays, localDay, startOfLocalDay, yearsBefore } from '../sending/local-day.ts';

/** What an owner asks for. Lists are OR inside, criteria AND between; absent, null or `all` restricts nothing. */
export type AudienceFilter = {
  readonly countries?: readonly string[];
  readonly professions?: readonly string[];
  readonly tags?: readonly string[];
  readonly registrationDateFrom?: CalendarDay;
  readonly registrationDateTo?: CalendarDay;
  readonly subscriptionStatus?: 'all' | 'subscribed' | 'non-subscribed';
  readonly gender?: 'all' | Gender;
  readonly minAge?: number;
  readonly maxAge?: number;
  readonly language?: 'all' | Language;
  readonly excludeCurrentTargets?: boolean;
};

/** The filter with calendar and zone resolved: the one form that preview, estimate and enrolment ask by. */
export type AudienceCriteria = {
  readonly countries: readonly string[] | null;
  /** Folded, like the tags: case, accents, the kind of apostrophe and outer spaces do not count. */
  readonly professions: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly registeredFrom: Date | null;
  /** The first instant after the last day. */
  readonly registeredBefore: Date | null;
  readonly subscription: 'none' | 'subscribed' | null;
  readonly gender: Gender | null;
  /** Born on this day or before: old enough. */
  readonly bornUntil: CalendarDay | null;
  /** Born after this day: young enough. */
  readonly bornAfter: CalendarDay | null;
  readonly language: Language | null;
};

const listOf = (values: readonly string[] | undefined): readonly string[] | null =>
  values && values.length > 0 ? values : null;

/** Resolves a filter at an instant in the owner's zone; ages are whole years on that local day. */
export function audienceCriteria(filter: AudienceFilter, at: { now: Date; timeZone: string }): AudienceCriteria {
  const today = localDay(at.now, at.timeZone);
  const { registrationDateFrom: from, registrationDateTo: to, minAge, maxAge } = filter;
  return {
    countries: listOf(filter.countries)?.map((country) => countryOfCode(country) ?? country.toUpperCase()) ?? null,
    professions: listOf(filter.professions)?.map(foldLabel) ?? null,
    tags: listOf(filter.tags)?.map(foldLabel) ?? null,
    registeredFrom: from ? startOfLocalDay(from, at.timeZone) : null,
    registeredBefore: to ? startOfLocalDay(addDays(to, 1), at.timeZone) : null,
    subscription: subscriptionOf(filter.subscriptionStatus),
    gender: filter.gender && filter.gender !== 'all' ? filter.gender : null,
    bornUntil: minAge === undefined ? null : yearsBefore(today, minAge),
    bornAfter: maxAge === undefined ? null : yearsBefore(today, maxAge + 1),
    language: filter.language && filter.language !== 'all' ? filter.language : null,
  };
}

function subscriptionOf(status: AudienceFilter['subscriptionStatus']): 'none' | 'subscribed' | null {
  if (status === 'subscribed') return 'subscribed';
  return status === 'non-subscribed' ? 'none' : null;
}

/** What of a contact the criteria look at. */
export type FilteredContact = Pick<
  Contact,
  | 'country'
  | 'profession'
  | 'tags'
  | 'registeredAt'
  | 'createdAt'
  | 'subscription'
  | 'gender'
  | 'birthDate'
  | 'language'
  | 'archivedAt'
>;

const isIn = (value: string | null, list: readonly string[] | null): boolean =>
  list === null || (value !== null && list.includes(value));

/**
 * Whether a contact belongs to the audience. Archived contacts never do; an unknown age fails an age filter, an unknown
 * language counts as French (the language it would be written in); without a registration date the day of entry counts.
 */
export function matches(criteria: AudienceCriteria, contact: FilteredContact): boolean {
  const registeredAt = contact.registeredAt ?? contact.createdAt;
  return (
    contact.archivedAt === null &&
    isIn(contact.country, criteria.countries) &&
    isIn(contact.profession === null ? null : foldLabel(contact.profession), criteria.professions) &&
    (criteria.tags === null || contact.tags.some((tag) => criteria.tags?.includes(foldLabel(tag)))) &&
    (criteria.registeredFrom === null || registeredAt >= criteria.registeredFrom) &&
    (criteria.registeredBefore === null || registeredAt < criteria.registeredBefore) &&
    (criteria.subscription === null || contact.subscription === criteria.subscription) &&
    (criteria.gender === null || contact.gender === criteria.gender) &&
    (criteria.bornUntil === null || (contact.birthDate !== null && contact.birthDate <= criteria.bornUntil)) &&
    (criteria.bornAfter === null || (contact.birthDate !== null && contact.birthDate > criteria.bornAfter)) &&
    (criteria.language === null || (contact.language ?? 'fr') === criteria.language)
  );
}

/** Why a matching contact is not enrolled. Exclusive, in the order in which they are asked. */
export const exclusionReasons = [
  'optedOut',
  'alreadyConverted',
  'inLiveSequence',
  'invalidPhone',
  'notOnWhatsApp',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** What must be known of a matching contact to say whether it is enrolled. */
export type Candidate = Pick<Contact, 'convertedAt' | 'isPhoneValid' | 'onWhatsApp'> & {
  readonly isOptedOut: boolean;
  readonly isInLiveSequence: boolean;
};

/** The first reason that keeps a candidate out, or null when it is to be enrolled. */
export function exclusionOf(candidate: Candidate): ExclusionReason | null {
  if (candidate.isOptedOut) return 'optedOut';
  if (candidate.convertedAt !== null) return 'alreadyConverted';
  if (candidate.isInLiveSequence) return 'inLiveSequence';
  if (!candidate.isPhoneValid) return 'invalidPhone';
  if (candidate.onWhatsApp === 'no') return 'notOnWhatsApp';
  return null;
}

/** How an audience splits; always matched = toEnrol + the sum of excluded. */
export type AudienceSplit = {
  readonly matched: number;
  readonly toEnrol: number;
  readonly excluded: Readonly<Record<ExclusionReason, number>>;
};

export const emptySplit = (): AudienceSplit => ({
  matched: 0,
  toEnrol: 0,
  excluded: { optedOut: 0, alreadyConverted: 0, inLiveSequence: 0, invalidPhone: 0, notOnWhatsApp: 0 },
});

/** The split with more verdicts counted; null stands for "to be enrolled". */
export function addToSplit(split: AudienceSplit, verdicts: readonly (ExclusionReason | null)[]): AudienceSplit {
  const excluded = { ...split.excluded };
  let { toEnrol } = split;
  for (const reason of verdicts) {
    if (reason === null) toEnrol += 1;
    else excluded[reason] += 1;
  }
  return { matched: split.matched + verdicts.length, toEnrol, excluded };
}
