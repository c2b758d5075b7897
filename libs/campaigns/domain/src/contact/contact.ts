import { type ContactId, foldLabel, type OwnerId } from '@relance/kernel';
import { type WhatsAppKnowledge } from './person.ts';

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

export const genders = ['male', 'female', 'other'] as const;
export type Gender = (typeof genders)[number];

export const subscriptions = ['none', 'subscribed'] as const;
export type Subscription = (typeof subscriptions)[number];

/** A calendar day, `YYYY-MM-DD`. */
export type CalendarDay = string;

/** Stands for the number that was linked before numbers were kept. */
export const EARLIER_NUMBER = '';

/** The numbers to note for a contact that writes to one. */
export const wroteToAfter = ({ lastInboundAt, wroteTo = [] }: Contact, numberKey: string): readonly string[] =>
  lastInboundAt !== null && wroteTo.length === 0 ? [EARLIER_NUMBER, numberKey] : [numberKey];

/** One of an owner's people, as stored. The phone is unique per owner. */
export type Contact = WhatsAppKnowledge & {
  readonly id: ContactId;
  readonly ownerId: OwnerId;
  /** E.164 with "+". Also the person's key across owners (opt-outs, one live sequence per person). */
  readonly phone: string;
  /** False when the number can not exist by the numbering plan; such a contact is kept but never enrolled. */
  readonly isPhoneValid: boolean;
  readonly name: string | null;
  readonly email: string | null;
  /** ISO 3166 alpha-2, upper case. */
  readonly country: string | null;
  readonly language: Language | null;
  readonly gender: Gender | null;
  readonly birthDate: CalendarDay | null;
  readonly profession: string | null;
  /** When the person registered with the owner's business; null when nobody said so. */
  readonly registeredAt: Date | null;
  readonly subscription: Subscription;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly referrerName: string | null;
  readonly consent: { readonly source: string; readonly at: Date } | null;
  /** Numbers it had before, newest last, and the addresses of their accounts: what is heard from one is heard from this person. */
  readonly formerPhones: readonly string[];
  /** When the person last wrote to the owner; null makes the contact a cold one. */
  readonly lastInboundAt: Date | null;
  /** The linked numbers it wrote to, by key; `EARLIER_NUMBER` for what was heard before they were kept. */
  readonly wroteTo?: readonly string[];
  /** Whether a target of its owner's is live; moves in the transaction in which it is enrolled or leaves. */
  readonly isInLiveSequence: boolean;
  readonly convertedAt: Date | null;
  readonly archivedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** What an owner may say of a contact; the phone is already normalised. */
export type ContactFields = Pick<
  Contact,
  | 'phone'
  | 'isPhoneValid'
  | 'name'
  | 'email'
  | 'country'
  | 'language'
  | 'gender'
  | 'birthDate'
  | 'profession'
  | 'registeredAt'
  | 'subscription'
  | 'tags'
  | 'attributes'
  | 'referrerName'
  | 'consent'
>;

/** What a contact is when only its phone is known. */
export const emptyContactFields: Omit<ContactFields, 'phone'> = {
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

/** Limits of the fields; texts are counted in UTF-16 units. */
export const contactLimits = {
  /** As typed: a link to a chat is longer than a number. */
  phone: 200,
  name: 200,
  email: 254,
  profession: 100,
  referrerName: 200,
  tags: 50,
  tag: 50,
  attributes: 30,
  attributeKey: 40,
  attributeValue: 500,
  consentSource: 200,
  bulk: 1000,
  importRows: 50_000,
} as const;

/** Attributes with those that are said now; a key is the same whatever its case, and keeps the spelling it had. */
export function mergeAttributes(
  known: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string>>,
): Record<string, string> {
  const spelling = new Map(Object.keys(known).map((key) => [key.toLowerCase(), key]));
  const both = { ...known };
  for (const [key, value] of Object.entries(said))
    both[Object.hasOwn(known, key) ? key : (spelling.get(key.toLowerCase()) ?? key)] = value;
  return both;
}

/** Tags with those that are said now, as many as a contact may have; a tag is the same as filters compare it, and keeps the spelling it had. */
export function addTags(known: readonly string[], said: readonly string[]): string[] {
  const labels = new Set(known.map(foldLabel));
  const fresh = said.filter((tag) => {
    const label = foldLabel(tag);
    return !labels.has(label) && labels.add(label);
  });
  return [...known, ...fresh].slice(0, Math.max(known.length, contactLimits.tags));
}
