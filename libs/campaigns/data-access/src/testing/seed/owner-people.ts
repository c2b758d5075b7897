import { type ExitReason } from '@relance/campaigns-domain';
import { documentId, type OwnerId, type Rng } from '@relance/kernel';
import { newContact } from '../../contacts/contact.codec.ts';
import { type ContactDocument } from '../../contacts/contact.schema.ts';
import { type SeedIds } from './seed-ids.ts';
import { type OwnerShare } from './seed-plan.ts';
import { DAY } from './target-history.ts';

const firstNames = ['Amina', 'Brice', 'Chantal', 'Désiré', 'Esther', 'Fabrice', 'Grâce', 'Hervé', 'Inès', 'Joël'];
const lastNames = ['Abena', 'Biya', 'Dongmo', 'Essomba', 'Fotso', 'Kamga', 'Mbarga', 'Ngo Bassong', 'Onana', 'Tchoupo'];
const professions = ['Nurse', 'Teacher', 'Trader', 'Driver', 'Farmer', 'Engineer', null, null];
const tagSets = [[], [], ['vip'], ['newsletter'], ['market', 'newsletter'], ['referred']];

/** Beyond this the numbers of Cameroon's plan would run out. */
const NUMBERS = 40_000_000;
const FIRST_NUMBER = 50_000_000;

/** A contact while an owner is seeded: whether a live target, or none any more, may have it. */
export type SeedPerson = { document: ContactDocument; state: 'free' | 'live' | 'gone' };

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;

/** The contacts of one owner: most of them known to WhatsApp, a third of them wrote before, a few archived. */
export function peopleOf(owner: OwnerId, share: OwnerShare, ids: SeedIds, rng: Rng, now: Date): SeedPerson[] {
  return Array.from({ length: share.contacts }, (_, index) => {
    const number = share.firstContact + index;
    if (number >= NUMBERS) throw new RangeError(`at most ${NUMBERS} contacts`);
    const createdAt = new Date(now.getTime() - (60 + rng.next() * 300) * DAY);
    const chance = rng.next();
    const given = {
      phone: `+2376${FIRST_NUMBER + number}`,
      name: `${pick(rng, firstNames)} ${pick(rng, lastNames)}`,
      email: chance < 0.5 ? `person${number}@example.org` : null,
      country: chance < 0.97 ? 'CM' : 'SN',
      language: chance < 0.7 ? ('fr' as const) : ('en' as const),
      gender: pick(rng, ['male', 'female', null] as const),
      birthDate: `19${50 + Math.floor(rng.next() * 50)}-0${1 + Math.floor(rng.next() * 9)}-15`,
      profession: pick(rng, professions),
      registeredAt: createdAt,
      subscription: chance < 0.2 ? ('subscribed' as const) : ('none' as const),
      tags: pick(rng, tagSets),
      consent: { source: 'form', at: createdAt },
    };
    const document: ContactDocument = {
      ...newContact(owner, given, createdAt),
      _id: ids.at(createdAt),
      ...(chance < 0.8 && { onWhatsApp: 'yes' as const, onWhatsAppCheckedAt: createdAt }),
      ...(chance > 0.66 && { lastInboundAt: new Date(createdAt.getTime() + DAY) }),
      ...(chance > 0.3 && chance < 0.32 && { archivedAt: new Date(now.getTime() - DAY) }),
    };
    return { document, state: document.archivedAt ? 'gone' : 'free' };
  });
}

/** What an end of a sequence says about the contact itself. */
export function noteEnd(person: SeedPerson, reason: ExitReason, at: Date): void {
  if (reason !== 'paid' && reason !== 'opted_out') return;
  person.state = 'gone';
  const noted = reason === 'paid' ? { convertedAt: at, updatedAt: at } : { isOptedOut: true };
  person.document = { ...person.document, ...noted };
}

/** What a running sequence says about it. */
export function noteLive(person: SeedPerson): void {
  person.state = 'live';
  person.document = { ...person.document, isInLiveSequence: true };
}

export const contactIdOf = ({ document }: SeedPerson) => documentId<'ContactId'>(document._id.toHexString());
