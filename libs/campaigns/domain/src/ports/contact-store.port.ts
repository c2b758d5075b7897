import { type ContactId, type OwnerId } from '@relance/kernel';
import { type WhatsAppKnowledge } from '../contact/person.ts';
import { type AudienceCriteria } from '../audience/audience.ts';
import {
  type Contact,
  type ContactFields,
  type Language,
  type OnWhatsApp,
  type Subscription,
} from '../contact/contact.ts';
import { type PageOf, type PageRequest, type Scope } from './paging.ts';

export type ContactQuery = {
  readonly ownerId: OwnerId;
  /** Prefix of the folded name, or of the digits of the phone. */
  readonly prefix?: string;
  readonly country?: string;
  readonly language?: Language;
  readonly tag?: string;
  readonly subscription?: Subscription;
  readonly onWhatsApp?: OnWhatsApp;
  readonly converted?: boolean;
  /** Archived contacts are left out unless asked for. */
  readonly archived?: boolean;
};

export type ContactPatch = Partial<ContactFields & Pick<Contact, 'archivedAt'>>;

/** A row of a batch: only what it names is written to a known contact. */
export type ContactRow = Partial<ContactFields> &
  Pick<ContactFields, 'phone' | 'isPhoneValid'> & {
    /** Taken as the country of a new contact when none is given; a known contact keeps its own. */
    readonly countryOfPhone: string | null;
  };

export type UpsertOutcome = { readonly outcome: 'created' | 'updated' | 'exists'; readonly id: ContactId };

export interface ContactStore {
  /** Inserts; an already known phone answers that contact's id and changes nothing. */
  create(
    ownerId: OwnerId,
    fields: ContactFields,
    now: Date,
  ): Promise<{ readonly created: Contact } | { readonly existing: ContactId }>;
  /** Inserts many, or updates the known ones when `upsert`; outcomes in the order given. Phones must differ. */
  createMany(
    ownerId: OwnerId,
    contacts: readonly ContactRow[],
    options: { readonly upsert: boolean },
    now: Date,
  ): Promise<readonly UpsertOutcome[]>;
  find(id: ContactId, ownerId: OwnerId): Promise<Contact | null>;
  findByPhone(phone: string, ownerId: OwnerId): Promise<Contact | null>;
  /** For engines and pages that hold ids already; missing ones are left out. */
  findMany(ids: readonly ContactId[], scope: Scope): Promise<readonly Contact[]>;
  list(query: ContactQuery, page: PageRequest): Promise<PageOf<Contact>>;
  /** Null when not there; `existing` when the new phone belongs to another contact. */
  update(
    id: ContactId,
    ownerId: OwnerId,
    patch: ContactPatch,
    now: Date,
  ): Promise<Contact | { readonly existing: ContactId } | null>;
  remove(id: ContactId, ownerId: OwnerId): Promise<boolean>;
  /** Sets convertedAt once (a repeat keeps the first instant). Null when not there. */
  markConverted(id: ContactId, ownerId: OwnerId, now: Date): Promise<Contact | null>;
  /**
   * The person wrote to the owner: the contact is warm from now on, and what was heard of its account is kept (see
   * `afterInbound`; only while the contact still has the phone it was found by). No match is no error.
   */
  markInbound(contact: Contact, knowledge: WhatsAppKnowledge, at: Date): Promise<void>;
  /** Saves what WhatsApp said of a contact's number (see `afterLookup`), unless the number was changed meanwhile. */
  saveWhatsAppKnowledge(contact: Contact, knowledge: WhatsAppKnowledge): Promise<void>;
  /** An owner's contacts that have, or had, one of these addresses (see `personKeys`), newest first; at most 20. */
  findByKeys(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]>;
  /** Matching contacts in pages by id, for preview, estimate and enrolment. */
  matching(
    ownerId: OwnerId,
    criteria: AudienceCriteria,
    page: { readonly after: ContactId | null; readonly until?: ContactId; readonly limit: number },
  ): Promise<readonly Contact[]>;
  /** Contacts whose registration lies in (after, until], not converted, in pages by id: the default enrolment's view. */
  registeredBetween(
    ownerId: OwnerId,
    range: { readonly after: Date; readonly until: Date },
    page: { readonly after: ContactId | null; readonly limit: number },
  ): Promise<readonly Contact[]>;
}
export const CONTACT_STORE = Symbol('ContactStore');
