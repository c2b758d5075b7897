import { type CampaignInput } from '@relance/console-data-access';
import { countryCodeOf } from '../../format/countries.ts';
import { wordsOf } from '../shared/words-of.ts';

type Filter = CampaignInput['targetFilter'];

/** What is written in the fields of an audience; empty: no restriction. */
export type AudienceValues = {
  /** Separated by commas, as are countries and professions. */
  tags: string;
  countries: string;
  language: string;
  subscription: string;
  gender: string;
  /** In years. */
  minAge: string;
  maxAge: string;
  professions: string;
  /** Calendar days in the owner's zone, both included. */
  registeredFrom: string;
  registeredTo: string;
  excludeCurrent: boolean;
};

/** Why a field can not be used as it is written; `country`: the one that nobody knows. */
export type AudienceProblem =
  | { readonly field: 'countries'; readonly country: string }
  | { readonly field: 'minAge' | 'maxAge'; readonly reason: 'notAnAge' }
  | { readonly field: 'maxAge' | 'registeredTo'; readonly reason: 'beforeTheFirst' };

const OLDEST = 120;
const isCode = (text: string): boolean => /^[A-Z]{2}$/.test(text);
const isAge = (text: string): boolean => /^\d{1,3}$/.test(text.trim()) && Number(text) <= OLDEST;
const listed = (text: string): string[] | undefined => {
  const all = wordsOf(text);
  return all.length > 0 ? all : undefined;
};
const unlessAll = <T extends string>(value: string): T | undefined => (value === 'all' ? undefined : (value as T));
const ageOf = (text: string): number | undefined => (isAge(text) ? Number(text) : undefined);

/** @param nameOf a country's name in the reader's language */
export function audienceValues(filter: Filter | null, nameOf: (code: string) => string): AudienceValues {
  const known = filter ?? {};
  return {
    tags: (known.tags ?? []).join(', '),
    countries: (known.countries ?? []).map(nameOf).join(', '),
    language: known.language ?? 'all',
    subscription: known.subscriptionStatus ?? 'all',
    gender: known.gender ?? 'all',
    minAge: known.minAge?.toString() ?? '',
    maxAge: known.maxAge?.toString() ?? '',
    professions: (known.professions ?? []).join(', '),
    registeredFrom: known.registrationDateFrom ?? '',
    registeredTo: known.registrationDateTo ?? '',
    excludeCurrent: known.excludeCurrentTargets ?? false,
  };
}

/** Without what is not set; what can not be used as it is written (`audienceProblem`) restricts nothing. */
export function audienceFilter(values: AudienceValues): Filter {
  const filter: Filter = {
    tags: listed(values.tags),
    countries: listed(values.countries)?.map(countryCodeOf).filter(isCode),
    language: unlessAll(values.language),
    subscriptionStatus: unlessAll(values.subscription),
    gender: unlessAll(values.gender),
    minAge: ageOf(values.minAge),
    maxAge: ageOf(values.maxAge),
    professions: listed(values.professions),
    registrationDateFrom: values.registeredFrom || undefined,
    registrationDateTo: values.registeredTo || undefined,
    excludeCurrentTargets: values.excludeCurrent || undefined,
  };
  return JSON.parse(JSON.stringify(filter)) as Filter;
}

/** The first one stands for all of them. */
export function audienceProblem(values: AudienceValues): AudienceProblem | null {
  const { minAge, maxAge, registeredFrom, registeredTo } = values;
  const country = listed(values.countries)?.find((each) => !isCode(countryCodeOf(each)));
  if (country !== undefined) return { field: 'countries', country };
  if (minAge.trim() && !isAge(minAge)) return { field: 'minAge', reason: 'notAnAge' };
  if (maxAge.trim() && !isAge(maxAge)) return { field: 'maxAge', reason: 'notAnAge' };
  if (minAge.trim() && maxAge.trim() && Number(maxAge) < Number(minAge))
    return { field: 'maxAge', reason: 'beforeTheFirst' };
  if (registeredFrom && registeredTo && registeredTo < registeredFrom)
    return { field: 'registeredTo', reason: 'beforeTheFirst' };
  return null;
}

/** How many of the fields behind "More filters" restrict the audience. */
export const countOfMore = ({
  gender,
  minAge,
  maxAge,
  professions,
  registeredFrom,
  registeredTo,
}: AudienceValues): number =>
  [gender !== 'all', minAge || maxAge, professions.trim(), registeredFrom || registeredTo].filter(Boolean).length;
