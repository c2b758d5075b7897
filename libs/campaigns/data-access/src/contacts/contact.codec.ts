import { type Contact, type ContactFields, foldText, nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
import { documentId, ownerId, type OwnerId } from '@relance/kernel';
import { type ContactDocument } from './contact.schema.ts';

/** Reads a stored contact; what an older version did not write reads as its default. */
export function toContact(stored: ContactDocument): Contact {
  const { _id, nameKey: _nameKey, ...document } = stored;
  return {
    ...emptyFields,
    ...ungiven,
    ...document,
    id: documentId<'ContactId'>(_id.toHexString()),
    ownerId: ownerId(document.ownerId),
  };
}

/** What a contact is when only its phone is known. */
export const emptyFields: Omit<ContactFields, 'phone'> = {
  isPhoneValid: true,
  name: null,
  email: null,
  country: null,
  language: null,
  gender: null,
  birthDate: null,
  profession: null,
  registeredAt: null,
  subscription: 'none',
  tags: [],
  attributes: {},
  referrerName: null,
  consent: null,
};

/** What an owner can not say but the product learns. */
const ungiven = {
  ...nothingKnownOfWhatsApp,
  formerPhones: [],
  lastInboundAt: null,
  convertedAt: null,
  archivedAt: null,
} as const;

type Given = Partial<ContactFields> & Pick<ContactFields, 'phone'>;

export const nameKeyOf = (name: string | null | undefined, phone: string): string => foldText(name ?? '') || phone;

/** The fields of a new contact but for its id. */
export const newContactFields = (owner: OwnerId, given: Given, now: Date): Omit<ContactDocument, '_id'> => ({
  ...emptyFields,
  ...ungiven,
  ...given,
  ownerId: owner,
  nameKey: nameKeyOf(given.name, given.phone),
  createdAt: now,
  updatedAt: now,
});
