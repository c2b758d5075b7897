import { type Contact, type ContactFields, emptyContactFields } from '@relance/campaigns-domain';
import { asItIs, changesOf, type FieldChanges, maskPhone, maskText, type ShownFields } from '@relance/kernel';
import { scrubText } from '@relance/platform';

type AuditedFields = Omit<ContactFields, 'isPhoneValid'> & Pick<Contact, 'archivedAt'>;

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
const texts = (list: readonly string[]): readonly string[] => list.map(scrubText);

/**
 * How the audit writes down a contact. What tells who the person is stands there masked, since lines outlive a person who is erased;
 * in labels and sources only numbers are.
 */
const shownFields = {
  phone: maskPhone,
  name: maskText,
  email: maskText,
  country: asItIs,
  language: asItIs,
  gender: asItIs,
  birthDate: maskText,
  profession: (text) => text && scrubText(text),
  registeredAt: instant,
  subscription: asItIs,
  tags: texts,
  attributes: (values) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, maskText(value)])),
  referrerName: maskText,
  consent: (consent) => consent && { source: scrubText(consent.source), at: instant(consent.at) },
  archivedAt: instant,
} satisfies Required<ShownFields<AuditedFields>>;

/** The fields that a change moved, as they were and as they are. */
export const contactChanges = (before: Contact, after: Contact): FieldChanges =>
  changesOf<AuditedFields>(withAttributesUnlike(after, before), withAttributesUnlike(before, after), shownFields);

/** The contact with those of its attributes alone that the other one has not. */
const withAttributesUnlike = (other: Contact, contact: Contact): Contact => ({
  ...contact,
  attributes: Object.fromEntries(
    Object.entries(contact.attributes).filter(([key, value]) => other.attributes[key] !== value),
  ),
});

/** What a new contact was made with; its empty fields are left out. */
export const contactMade = (contact: Contact): FieldChanges['after'] =>
  changesOf<AuditedFields>({ ...emptyContactFields, phone: '', archivedAt: null }, contact, shownFields).after;

/** Labels that are added to many contacts, or taken away from them. */
export const tagsShown = ({ add = [], remove = [] }: { readonly add?: string[]; readonly remove?: string[] }) => ({
  add: texts(add),
  remove: texts(remove),
});
