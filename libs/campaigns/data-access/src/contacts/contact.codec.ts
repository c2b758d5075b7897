import {
  type Contact,
  type ContactFields,
  type ContactRow,
  foldLabel,
  foldText,
  emptyContactFields,
  nothingKnownOfWhatsApp,
} from '@relance/campaigns-domain';
import { documentId, ownerId, type OwnerId } from '@relance/kernel';
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
  const laterWords = [...folded.matchAll(/[\s'’-]+(?=\S)/g)]
    .slice(0, WORDS_SEARCHED)
    .map(({ index, 0: gap }) => folded.slice(index + gap.length));
  const plain = [folded, ...laterWords].flatMap(plainSpellings);
  const keys = new Set([folded, ...laterWords, ...plain, ...phoneKeys(phone)]);
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

const WORDS_SEARCHED = 6;

/**
 * A folded name as people type it who leave out its marks: `n'guessan` as `nguessan` and as `n guessan`, `jean-pierre` as
 * `jean pierre`; none where there are no marks.
 */
export function plainSpellings(folded: string): readonly string[] {
  if (!/['’‘ʼ`´.\p{Pd}]/u.test(folded)) return [];
  const spaced = (text: string): string =>
    text
      .replace(/['’‘ʼ`´.\p{Pd}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  return [spaced(folded), spaced(folded.replace(/['’‘ʼ`´.]/g, ''))].filter((text) => text !== '');
}

/** National digits, with and without the zero that is dialled at home: country codes have one to three digits. */
function phoneKeys(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  const code = countryCodeLength(digits);
  const national = digits.slice(code);
  return national.length < 4 ? [digits] : [digits, national, `0${national}`];
}

/** Country codes of one and two digits; every other has three. */
const oneDigit = /^[17]/;
const twoDigits = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const countryCodeLength = (digits: string): number => (oneDigit.test(digits) ? 1 : twoDigits.test(digits) ? 2 : 3);

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
