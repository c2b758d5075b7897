import { type ContactQuery, foldLabel, labelSpellings } from '@relance/campaigns-domain';
import { searchedDigits, searchedSpellings } from '@relance/kernel';
import { prefixRange } from '../keyset-page.ts';

/** The filter of a list of contacts, from plain values only. */
export function contactFilter(query: ContactQuery): Record<string, unknown> {
  const {
    ownerId,
    prefix,
    country,
    language,
    tag,
    subscription,
    onWhatsApp,
    converted,
    replied,
    optedOut,
    inLiveSequence,
    archived,
    createdFrom,
    createdBefore,
  } = query;
  const created = { ...(createdFrom && { $gte: createdFrom }), ...(createdBefore && { $lt: createdBefore }) };
  return {
    ownerId,
    archivedAt: archived ? { $gt: new Date(0) } : null,
    ...((createdFrom || createdBefore) && { createdAt: created }),
    ...(prefix && { $and: [prefixFilter(prefix)] }),
    ...(country && { country }),
    ...(language && { language }),
    ...(tag && { tagKeys: tagKey(tag) }),
    ...(subscription && { subscription }),
    ...(onWhatsApp && { onWhatsApp }),
    ...(replied !== undefined && { lastInboundAt: replied ? { $gt: new Date(0) } : null }),
    ...(optedOut !== undefined && { isOptedOut: flag(optedOut) }),
    ...(inLiveSequence !== undefined && { isInLiveSequence: flag(inLiveSequence) }),
    ...(converted !== undefined && { convertedAt: converted ? { $gt: new Date(0) } : null }),
  };
}

/** A flag that is not there is not set. */
const flag = (isSet: boolean): true | { readonly $ne: true } => (isSet ? true : { $ne: true });

function tagKey(tag: string): string | { $in: readonly string[] } {
  const [key = '', ...others] = labelSpellings(foldLabel(tag));
  return others.length === 0 ? key : { $in: [key, ...others] };
}

/** Digits (with or without "+") search the phone, also as dialled at home; anything else the name, also from a later word. */
function prefixFilter(prefix: string): Record<string, unknown> {
  const digits = searchedDigits(prefix);
  if (digits !== null) return searched(digits);
  const [spelling = '', ...others] = searchedSpellings(prefix);
  return others.length === 0 ? searched(spelling) : { $or: [spelling, ...others].map(searched) };
}

const searched = (asked: string): Record<string, unknown> => ({ searchKeys: { $elemMatch: prefixRange(asked) } });

/** Whether a query says more than whose contacts, and whether archived ones: such a list is counted, the others are known. */
export const isNarrowed = ({ ownerId: _owner, archived: _archived, ...rest }: ContactQuery): boolean =>
  Object.values(rest).some((value) => value !== undefined && value !== '');
