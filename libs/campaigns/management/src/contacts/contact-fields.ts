import { type ContactFields, type ContactRow } from '@relance/campaigns-domain';
import { type FieldProblem } from '@relance/kernel';
import { instantOf } from '../shared/field-rules.ts';
import { type ContactBody } from './contact.dto.ts';
import { normalisePhone, phoneProblem } from './phone.ts';

type Body = Partial<ContactBody>;

/** Said once: the same tag twice is one tag. */
const uniqueTags = (tags: readonly string[]): string[] => [...new Set(tags.map((tag) => tag.trim()))];

/**
 * The fields that a checked body names, in stored form; null empties a field (a list or map becomes empty). Fields not
 * named are left out, so that the same function serves making and changing.
 */
export function givenFields(body: Body): Partial<Omit<ContactFields, 'phone' | 'isPhoneValid'>> {
  const { phone: _phone, registeredAt, subscription, tags, attributes, consent, ...plain } = body;
  const fields = {
    ...plain,
    ...(registeredAt !== undefined && { registeredAt: instantOf(registeredAt) }),
    ...(subscription !== undefined && { subscription: subscription ?? 'none' }),
    ...(tags !== undefined && { tags: uniqueTags(tags ?? []) }),
    ...(attributes !== undefined && { attributes: attributes ?? {} }),
    ...(consent !== undefined && { consent: toConsent(consent) }),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toConsent(consent: ContactBody['consent']): ContactFields['consent'] {
  const at = instantOf(consent?.at);
  return consent && at ? { source: consent.source, at } : null;
}

export type ReadContact = { readonly row: ContactRow } | { readonly problem: FieldProblem };

/** A checked body as a row of contacts. National numbers are read in the contact's own country, else in the default one. */
export function readContact(body: Body & Pick<ContactBody, 'phone'>, defaultCountry: string | null): ReadContact {
  const homes = [body.country, defaultCountry];
  const read = normalisePhone(body.phone, homes);
  if (!read) return { problem: { field: 'phone', ...phoneProblem(body.phone, homes) } };
  return { row: { ...givenFields(body), phone: read.phone, isPhoneValid: true, countryOfPhone: read.country } };
}
