import {
  type Contact,
  type ContactFields,
  type ContactRow,
  foldLabel,
  foldText,
  emptyContactFields,
  nothingKnownOfWhatsApp,
} from '@relance/campaigns-domain';
import { documentId, ownerId, type OwnerId, phoneBeginnings, searchBeginnings } from '@relance/kernel';
import { Types } from 'mongoose';
import { type ContactDocument } from './contact.schema.ts';

/** What a contact is where nobody said anything: of a new one, and of one that an older version wrote without the field. */
export const contactDefaults: Omit<Contact, 'wroteTo' | keyof RequiredOfContact | 'id'> = {
  ...emptyContactFields,
  ...nothingKnownOfWhatsApp,
  formerPhones: [],
  lastInboundAt: null,
  isInLiveSequence: false,
  convertedAt: null,
  archivedAt: null,
};

/**
 * Reads a stored contact; what an older version did not write reads as its default. Written out, because thousands are read for a
 * list, an audience or a file: an object of spreads costs ten times as much.
 */
export function toContact(stored: Partial<ContactDocument> & RequiredOfContact): Contact {
  const contact: Contact = {
    id: documentId<'ContactId'>(stored._id.toHexString()),
    ownerId: ownerId(stored.ownerId),
    phone: stored.phone,
    isPhoneValid: stored.isPhoneValid ?? contactDefaults.isPhoneValid,
    name: stored.name ?? contactDefaults.name,
    email: stored.email ?? contactDefaults.email,
    country: stored.country ?? contactDefaults.country,
    language: stored.language ?? contactDefaults.language,
    gender: stored.gender ?? contactDefaults.gender,
    birthDate: stored.birthDate ?? contactDefaults.birthDate,
    profession: stored.profession ?? contactDefaults.profession,
    registeredAt: stored.registeredAt ?? contactDefaults.registeredAt,
    subscription: stored.subscription ?? contactDefaults.subscription,
    tags: stored.tags ?? contactDefaults.tags,
    attributes: stored.attributes ?? contactDefaults.attributes,
    referrerName: stored.referrerName ?? contactDefaults.referrerName,
    consent: stored.consent ?? contactDefaults.consent,
    onWhatsApp: stored.onWhatsApp ?? contactDefaults.onWhatsApp,
    onWhatsAppCheckedAt: stored.onWhatsAppCheckedAt ?? contactDefaults.onWhatsAppCheckedAt,
    waPhone: stored.waPhone ?? contactDefaults.waPhone,
    lid: stored.lid ?? contactDefaults.lid,
    lookupFailures: stored.lookupFailures ?? contactDefaults.lookupFailures,
    lookupRetryAt: stored.lookupRetryAt ?? contactDefaults.lookupRetryAt,
    formerPhones: stored.formerPhones ?? contactDefaults.formerPhones,
    lastInboundAt: stored.lastInboundAt ?? contactDefaults.lastInboundAt,
    isInLiveSequence: stored.isInLiveSequence ?? contactDefaults.isInLiveSequence,
    convertedAt: stored.convertedAt ?? contactDefaults.convertedAt,
    archivedAt: stored.archivedAt ?? contactDefaults.archivedAt,
    createdAt: stored.createdAt,
    updatedAt: stored.updatedAt,
  };
  return stored.wroteTo ? Object.assign(contact, { wroteTo: stored.wroteTo }) : contact;
}

type RequiredOfContact = Pick<ContactDocument, '_id' | 'ownerId' | 'phone' | 'createdAt' | 'updatedAt'>;

type Given = Partial<ContactFields> &
  Pick<ContactFields, 'phone'> &
  Partial<Pick<ContactRow, 'countryOfPhone' | 'languageIfUnknown'>>;

/**
 * What sorting and searching go by: the folded name (the phone where there is none), and the beginnings that a search may
 * ask for: the name, the same from each later word on, and the digits of the phone, the national ones too.
 */
export function searchKeys(
  name: string | null | undefined,
  phone: string,
): Pick<ContactDocument, 'nameKey' | 'searchKeys'> {
  const folded = foldText(name ?? '');
  const keys = new Set([...searchBeginnings(folded), ...phoneBeginnings(phone)]);
  keys.delete('');
  return { nameKey: folded || phone, searchKeys: [...keys] };
}

/** Tags and profession as filters compare them. */
export const filterKeys = ({
  tags,
  profession,
}: Partial<Pick<ContactFields, 'tags' | 'profession'>>): Partial<
  Pick<ContactDocument, 'tagKeys' | 'professionKey'>
> => ({
  ...(tags !== undefined && { tagKeys: [...new Set(tags.map(foldLabel))] }),
  ...(profession !== undefined && { professionKey: profession === null ? null : foldLabel(profession) }),
});

/**
 * A new contact. Written out instead of spread or assigned together: thousands are made in one import, and an object that is put
 * together from parts costs up to ten times the memory.
 */
export const newContact = (owner: OwnerId, given: Given, now: Date, isOptedOut = false): ContactDocument => {
  const [name, tags, profession] = [
    given.name ?? contactDefaults.name,
    given.tags ?? contactDefaults.tags,
    given.profession ?? contactDefaults.profession,
  ];
  const { nameKey, searchKeys: keys } = searchKeys(name, given.phone);
  return {
    _id: new Types.ObjectId(),
    isPhoneValid: given.isPhoneValid ?? contactDefaults.isPhoneValid,
    name,
    email: given.email ?? contactDefaults.email,
    country: given.country ?? given.countryOfPhone ?? contactDefaults.country,
    language: given.language ?? given.languageIfUnknown ?? contactDefaults.language,
    gender: given.gender ?? contactDefaults.gender,
    birthDate: given.birthDate ?? contactDefaults.birthDate,
    profession,
    registeredAt: given.registeredAt ?? contactDefaults.registeredAt,
    subscription: given.subscription ?? contactDefaults.subscription,
    tags,
    attributes: given.attributes ?? contactDefaults.attributes,
    referrerName: given.referrerName ?? contactDefaults.referrerName,
    consent: given.consent ?? contactDefaults.consent,
    onWhatsApp: contactDefaults.onWhatsApp,
    onWhatsAppCheckedAt: contactDefaults.onWhatsAppCheckedAt,
    waPhone: contactDefaults.waPhone,
    lid: contactDefaults.lid,
    lookupFailures: contactDefaults.lookupFailures,
    lookupRetryAt: contactDefaults.lookupRetryAt,
    formerPhones: contactDefaults.formerPhones,
    lastInboundAt: contactDefaults.lastInboundAt,
    isInLiveSequence: contactDefaults.isInLiveSequence,
    convertedAt: contactDefaults.convertedAt,
    archivedAt: contactDefaults.archivedAt,
    phone: given.phone,
    ownerId: owner,
    nameKey,
    searchKeys: keys,
    tagKeys: [...new Set(tags.map(foldLabel))],
    professionKey: profession === null ? null : foldLabel(profession),
    createdAt: now,
    updatedAt: now,
    isOptedOut,
  };
};
