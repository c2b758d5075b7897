import { EARLIER_NUMBER, type Contact } from './contact.ts';

/** What is true of a person, whichever of an owner's contacts about them it was noted on: that they paid, when and to whom they wrote. */
export type SharedFacts = Pick<Contact, 'convertedAt' | 'lastInboundAt' | 'wroteTo'>;

/** What an owner's contacts about one person know together: the first payment, the last word, every linked number written to. */
export function sharedFacts(contacts: readonly SharedFacts[]): SharedFacts & { readonly wroteTo: readonly string[] } {
  const paid = contacts.flatMap(({ convertedAt }) => convertedAt ?? []).map((at) => at.getTime());
  const heard = contacts.flatMap(({ lastInboundAt }) => lastInboundAt ?? []).map((at) => at.getTime());
  return {
    convertedAt: paid.length > 0 ? new Date(Math.min(...paid)) : null,
    lastInboundAt: heard.length > 0 ? new Date(Math.max(...heard)) : null,
    wroteTo: [...new Set(contacts.flatMap(numbersWrittenTo))],
  };
}

const numbersWrittenTo = ({ lastInboundAt, wroteTo = [] }: SharedFacts): readonly string[] =>
  lastInboundAt !== null && wroteTo.length === 0 ? [EARLIER_NUMBER] : wroteTo;

/** The facts that one contact lacks; null: none. A payment that it knows keeps its date. */
export function lackingFacts(contact: SharedFacts, shared: ReturnType<typeof sharedFacts>): SharedFacts | null {
  const convertedAt = contact.convertedAt === null ? shared.convertedAt : null;
  const isHeardLater = (shared.lastInboundAt?.getTime() ?? 0) > (contact.lastInboundAt?.getTime() ?? 0);
  const known = numbersWrittenTo(contact);
  const wroteTo = shared.wroteTo.filter((number) => !known.includes(number));
  if (convertedAt === null && !isHeardLater && wroteTo.length === 0) return null;
  return { convertedAt, lastInboundAt: isHeardLater ? shared.lastInboundAt : null, wroteTo };
}
