import { type ContactId, type OwnerId, type Transaction } from '@relance/kernel';
import { type OnWhatsApp, type WhatsAppKnowledge } from '../contact/person.ts';
import { type AudienceCriteria } from '../audience/audience.ts';
import { type Contact, type ContactFields, type Language, type Subscription } from '../contact/contact.ts';
import { type PageOf, type PageRequest, type Scope, type Sort } from './paging.ts';

export type ContactQuery = {
  readonly ownerId: OwnerId;
  /** Beginning of the name or of a later word of it, or of the phone's digits, national ones too. */
  readonly prefix?: string;
  readonly country?: string;
  readonly language?: Language;
  readonly tag?: string;
  readonly subscription?: Subscription;
  readonly onWhatsApp?: OnWhatsApp;
  readonly converted?: boolean;
  /** Whether the person ever wrote to the owner. */
  readonly replied?: boolean;
  /** Whether the person asked to be left alone, whichever owner. */
  readonly optedOut?: boolean;
  /** Whether the person is in a sequence of this owner's now. */
  readonly inLiveSequence?: boolean;
  /** Archived contacts are left out unless asked for. */
  readonly archived?: boolean;
  /** Entered at this instant or later. */
  readonly createdFrom?: Date;
  /** Entered before this instant. */
  readonly createdBefore?: Date;
};

/**
 * What a file says of a contact, and the addresses by which its opt-out is known. `isOptedOut`: as lists are narrowed by it; null where
 * an older version stored the contact and the opt-outs have to be asked.
 */
export type ExportedContact = Omit<ContactFields, 'isPhoneValid'> &
  Pick<Contact, 'waPhone' | 'lid' | 'onWhatsApp' | 'convertedAt'> & { readonly isOptedOut: boolean | null };

export type ContactPatch = Partial<ContactFields & Pick<Contact, 'archivedAt'>>;

/** A row of a batch: only what it names is written to a known contact. */
export type ContactRow = Partial<ContactFields> &
  Pick<ContactFields, 'phone' | 'isPhoneValid'> & {
    /** Taken as the country of a new contact when none is given; a known contact keeps its own. */
    readonly countryOfPhone: string | null;
    /** Taken as the language where none is given or known. */
    readonly languageIfUnknown?: Language | null;
  };

export type SaveRowsOptions = {
  /** Known contacts are changed; else they are left alone and told as `exists`. */
  readonly upsert: boolean;
  /** What a row's tags do to those of a known contact. Attributes always merge by key. */
  readonly tagsMode: 'add' | 'replace';
  /** Known contacts that were archived come back. */
  readonly restoreArchived: boolean;
  /** Phones that this same work created: changed even without `upsert`. */
  readonly ownPhones?: ReadonlySet<string>;
};

export type RowOutcome = {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'exists';
  readonly id: ContactId;
  /** It was archived and came back. */
  readonly isRestored: boolean;
};

/** Contacts by their ids or by what fixes a list of them. */
export type ContactSelection = { readonly ids: readonly ContactId[] } | { readonly query: ContactQuery };

export type RegistrationRange = { readonly after: Date; readonly until: Date };
/** The next page after this contact; null: the first. */
export type ContactPage = { readonly after: Contact | null; readonly limit: number };

export interface ContactStore {
  /** Inserts, with what `beside` writes; an already known phone answers that contact's id and changes nothing. */
  create(
    ownerId: OwnerId,
    fields: ContactFields,
    now: Date,
    beside?: (created: Contact, transaction: Transaction) => Promise<void>,
  ): Promise<{ readonly created: Contact } | { readonly existing: ContactId }>;
  /**
   * Inserts many, or changes the known ones; outcomes in the order given. Phones must differ. One transaction with the owner's
   * count and with what `beside` writes.
   */
  saveRows(
    ownerId: OwnerId,
    rows: readonly ContactRow[],
    options: SaveRowsOptions,
    now: Date,
    beside?: (outcomes: readonly RowOutcome[], transaction: Transaction) => Promise<void>,
  ): Promise<readonly RowOutcome[]>;
  /**
   * Adds and takes away tags of many contacts; how many there were, and how many changed. Each is dated by when it is written: audiences
   * that take in who comes to match look at changes by their dates.
   */
  changeTags(
    ownerId: OwnerId,
    selection: ContactSelection,
    change: { readonly add: readonly string[]; readonly remove: readonly string[] },
    now: () => Date,
  ): Promise<{ readonly matched: number; readonly changed: number }>;
  /** The contacts of a list for a file, some hundred at a time, oldest first; reading stops with the loop. */
  batches(query: ContactQuery): AsyncIterable<readonly ExportedContact[]>;
  /** The names of attributes that contacts of a list have, in order; beyond so many, further ones are left out. */
  attributeKeys(query: ContactQuery, atMost: number): Promise<readonly string[]>;
  /**
   * Removes a person for good: the contact, and from the owner's targets, deliveries and events for other programs everything that
   * names the person, rejected rows of imports too.
   * Live targets must have left before. Of the number stays a salted hash (see `suppressed`).
   */
  erase(contact: Contact, now: Date): Promise<void>;
  /** Ids of all messages that went to this contact: what else is kept of a person goes by them. */
  messageIdsOf(contact: Contact): Promise<readonly string[]>;
  /** Of these phones, the ones that this owner erased. */
  suppressed(phones: readonly string[], ownerId: OwnerId): Promise<ReadonlySet<string>>;
  find(id: ContactId, ownerId: OwnerId): Promise<Contact | null>;
  findByPhone(phone: string, ownerId: OwnerId): Promise<Contact | null>;
  /** For engines and pages that hold ids already; missing ones are left out. */
  findMany(ids: readonly ContactId[], scope: Scope): Promise<readonly Contact[]>;
  list(query: ContactQuery, page: PageRequest<Sort>): Promise<PageOf<Contact>>;
  /**
   * Null when not there; `existing` when the new phone belongs to another contact. A new phone moves the contact's live
   * targets to it in the same transaction; `in_live_sequence` when a live target of anybody else has it. What `beside` writes is
   * saved with the change, or neither is.
   */
  update(
    id: ContactId,
    ownerId: OwnerId,
    patch: ContactPatch,
    now: Date,
    beside?: (before: Contact, after: Contact, transaction: Transaction) => Promise<void>,
  ): Promise<Contact | { readonly existing: ContactId } | 'in_live_sequence' | null>;
  /** That the person paid or wrote is remembered: a contact that is entered again with one of their addresses has it. */
  remove(id: ContactId, ownerId: OwnerId, now: Date): Promise<boolean>;
  /**
   * Sets convertedAt once (a repeat keeps the first instant), on the owner's other contacts about the same person too. Null when
   * not there.
   */
  markConverted(id: ContactId, ownerId: OwnerId, now: Date): Promise<Contact | null>;
  /**
   * The person wrote to the owner: the contact is warm from now on, and what was heard of its account is kept (see
   * `afterInbound`; only while the contact still has the phone it was found by). No match is no error.
   */
  markInbound(
    contact: Contact,
    knowledge: WhatsAppKnowledge,
    heard: {
      /** When it was written, on the product's clock; the last of these is kept, in whichever order they come. */
      readonly at: Date;
      /** Whether other programs are told of it: no STOP and nothing replayed. */
      readonly isReply: boolean;
      /** The linked number it was written to; null when that is not known. */
      readonly numberKey: string | null;
    },
  ): Promise<void>;
  /**
   * Saves what WhatsApp said of a contact's number (see `afterLookup`), unless the number was changed meanwhile. Answers the contact
   * as it is then: the account may be that of another contact who paid or wrote (see `sharedFacts`).
   */
  saveWhatsAppKnowledge(contact: Contact, knowledge: WhatsAppKnowledge): Promise<Contact>;
  /**
   * An owner's contacts about the person with one of these addresses (see `personKeys`), newest first, then those that had one of
   * them before; at most 20 of each.
   */
  findByKeys(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]>;
  /** An owner's contacts about the person with one of these addresses, newest first; at most 20. */
  samePerson(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]>;
  /** Every address of the people, of whichever owner, whose contacts have one of these addresses; the given ones among them. */
  addressesOf(keys: readonly string[]): Promise<readonly string[]>;
  /** Matching contacts in pages by id, for preview, estimate and enrolment. */
  matching(
    ownerId: OwnerId,
    criteria: AudienceCriteria,
    page: { readonly after: ContactId | null; readonly until?: ContactId; readonly limit: number },
  ): Promise<readonly Contact[]>;
  /** How many match; counting stops at `limit`. */
  countMatching(ownerId: OwnerId, criteria: AudienceCriteria, limit: number): Promise<number>;
  /** About `size` matching contacts from all over the audience, each once. */
  sampleMatching(ownerId: OwnerId, criteria: AudienceCriteria, size: number): Promise<readonly Contact[]>;
  /** Brings contacts of earlier versions up to date, a slice at a time; how many were looked at, 0 when none is left. */
  upgrade(limit: number): Promise<number>;
  /**
   * Matching contacts that were changed at or after `since` (also by the end of a sequence), in the order of their changes: who may
   * have come to match. With `registered`: only those registered in (after, until] and not converted.
   */
  changedSince(
    ownerId: OwnerId,
    query: { readonly since: Date; readonly criteria?: AudienceCriteria; readonly registered?: RegistrationRange },
    page: ContactPage,
  ): Promise<readonly Contact[]>;
  /** Contacts registered in (after, until], not converted, by registration: the default enrolment's view. */
  registeredBetween(ownerId: OwnerId, range: RegistrationRange, page: ContactPage): Promise<readonly Contact[]>;
}
export const CONTACT_STORE = Symbol('ContactStore');
