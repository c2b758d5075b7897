import { type CampaignId, type ContactId, type OwnerId } from '@relance/kernel';
import { type AudienceCriteria } from './audience.ts';
import { type CampaignChange } from './campaign.machine.ts';
import {
  type Campaign,
  type CampaignReasonCode,
  type CampaignStatus,
  type CampaignType,
  type EnrolmentProgress,
} from './campaign.ts';
import { type CampaignCounts, type MessageCounts } from './counts.ts';
import { type Contact, type ContactFields, type Language, type OnWhatsApp, type Subscription } from './contact.ts';
import { type WhatsAppKnowledge } from './contact/person.ts';
import { type OwnerSettings, type SendingPauseReason, type Settings } from './settings.ts';
import { type MessageTemplate } from './template.ts';

/** Whose documents a question is about. Only the admin side and the engine may say `anyOwner`. */
export type Scope = { readonly ownerId: OwnerId } | 'anyOwner';

export type Sort = '-createdAt' | 'createdAt' | 'name';

/** One page of a list: by page number (to 10,000 rows deep) or from the position a cursor names. */
export type PageRequest = {
  readonly limit: number;
  readonly page: number;
  /** The sort value and id of the last row seen; null: begin at `page`. */
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly sort: Sort;
};

export type PageOf<T> = {
  readonly rows: readonly T[];
  readonly total: number;
  /** The position of the last row when more follow. */
  readonly next: { readonly value: string; readonly id: string } | null;
};

export type CampaignQuery = {
  readonly scope: Scope;
  /** With scope anyOwner: only this owner's. */
  readonly ownerId?: OwnerId;
  readonly status?: CampaignStatus;
  readonly type?: CampaignType;
  /** Prefix of the folded name. */
  readonly namePrefix?: string;
  /** Days of createdAt: [from, before). */
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
};

/** A campaign that does not exist yet. */
export type NewCampaign = Omit<
  Campaign,
  | 'id'
  | 'createdAt'
  | 'updatedAt'
  | 'counts'
  | 'messages'
  | 'dayFunnel'
  | 'perDay'
  | 'statsRev'
  | 'rev'
  | 'epoch'
  | 'enrolment'
>;

export type CampaignEdit = Partial<
  Pick<
    Campaign,
    | 'name'
    | 'description'
    | 'targetFilter'
    | 'audienceMode'
    | 'customMessages'
    | 'maxMessagesPerDay'
    | 'priority'
    | 'status'
    | 'statusReason'
    | 'scheduledStartDate'
    | 'runAfterCampaignId'
  >
>;

/** status × type, exact; from one document. */
export type StatusMatrix = Readonly<Record<CampaignStatus, Readonly<Record<CampaignType, number>>>>;

/**
 * What is saved together with a campaign, or neither is: gets the campaign as it will be and the transaction, which only other
 * stores understand. It may run more than once; only the last time counts.
 */
export type Beside = (campaign: Campaign, transaction: unknown) => Promise<void>;

/** All campaigns together: how many there are, and the sums of their counters. */
export type CampaignOverview = {
  readonly matrix: StatusMatrix;
  readonly counts: CampaignCounts;
  readonly messages: MessageCounts;
};

export interface CampaignStore {
  create(campaign: NewCampaign, now: Date, beside?: Beside): Promise<Campaign>;
  /** The owner's default campaign; made when missing, active and dynamic. Safe to call from many places at once. */
  ensureDefault(ownerId: OwnerId, now: Date): Promise<Campaign>;
  findDefault(ownerId: OwnerId): Promise<Campaign | null>;
  find(id: CampaignId, scope: Scope): Promise<Campaign | null>;
  findMany(ids: readonly CampaignId[], scope: Scope): Promise<readonly Campaign[]>;
  list(query: CampaignQuery, page: PageRequest): Promise<PageOf<Campaign>>;
  /**
   * The one way a status changes: written only where the status is still `from`; rev + 1 and epoch + 1, the status matrix
   * moved in the same transaction. Null when nothing matched (gone, not the scope's, or another status by now).
   */
  transition(
    id: CampaignId,
    scope: Scope,
    from: CampaignStatus,
    change: CampaignChange,
    now: Date,
    beside?: Beside,
  ): Promise<Campaign | null>;
  /** A transition that also demands that everybody is enrolled and no live target is left. */
  complete(id: CampaignId, from: CampaignStatus, change: CampaignChange, now: Date): Promise<Campaign | null>;
  /** Changes fields where the status is still `from`; rev + 1, and the matrix when the status is among them. */
  edit(
    id: CampaignId,
    scope: Scope,
    from: CampaignStatus,
    change: CampaignEdit,
    now: Date,
    beside?: Beside,
  ): Promise<Campaign | null>;
  /** Removes the document where the status is still `from`. Null when nothing matched. */
  remove(id: CampaignId, scope: Scope, from: CampaignStatus, beside?: Beside): Promise<Campaign | null>;
  /** Saves how far the enrolment has come; only while the epoch is the given one. False when it is not. */
  saveEnrolment(id: CampaignId, epoch: number, progress: EnrolmentProgress, now: Date): Promise<boolean>;

  /** Active campaigns of these owners, by priority, then age: what a sending worker may draw from. */
  activeOf(ownerIds: readonly OwnerId[]): Promise<readonly Campaign[]>;
  /** One owner's campaigns that are active or paused, by priority, then age. */
  runningOf(ownerId: OwnerId): Promise<readonly Campaign[]>;
  /** Read from the primary just before sending. Missing ones are gone. */
  statusAndEpoch(
    ids: readonly CampaignId[],
  ): Promise<ReadonlyMap<CampaignId, { status: CampaignStatus; epoch: number }>>;
  /** How many filtered campaigns of each owner are active or paused. Owners with none are left out. */
  runningFilteredOf(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, number>>;
  /** Scheduled campaigns whose date has come and that wait for no parent (or an ended one), by priority and date. */
  due(now: Date, limit: number): Promise<readonly Campaign[]>;
  /** Scheduled campaigns that wait for this one. */
  childrenOf(id: CampaignId): Promise<readonly Campaign[]>;
  /** Active campaigns whose audience is not fully enrolled; also the dynamic filtered ones. */
  withOpenEnrolment(limit: number): Promise<readonly Campaign[]>;
  /** Active default campaigns in pages by id. */
  activeDefaults(afterId: CampaignId | null, limit: number): Promise<readonly Campaign[]>;
  /** Active or paused frozen campaigns that are enrolled and have no live target left. */
  finished(limit: number): Promise<readonly Campaign[]>;
  /** Cancelled campaigns that still have live targets (a sweep was interrupted). */
  cancelledWithLiveTargets(limit: number): Promise<readonly Campaign[]>;
  /** Paused campaigns of an owner that were paused for this reason. */
  pausedFor(ownerId: OwnerId, code: CampaignReasonCode): Promise<readonly Campaign[]>;
  statusMatrix(): Promise<StatusMatrix>;
  /** What the tiles show, from one document. As new as the last counting of changes. */
  overview(): Promise<CampaignOverview>;
  /** Takes into the totals what changed in up to `limit` campaigns; how many were looked at. Safe to repeat. */
  countChanges(limit: number): Promise<number>;
}
export const CAMPAIGN_STORE = Symbol('CampaignStore');

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

export interface SettingsStore {
  /** A pure read: an owner without a stored config gets the defaults. */
  read(ownerId: OwnerId): Promise<OwnerSettings>;
  readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerSettings>>;
  /** Saves a subset and answers the whole; makes the config when there is none. Clears the engine's pause reason when
   * `sendingPaused` is written. */
  save(ownerId: OwnerId, change: Partial<Settings>, now: Date): Promise<OwnerSettings>;
  /** The engine pauses an owner's sending; false when it was paused already. */
  pauseSending(ownerId: OwnerId, reason: SendingPauseReason): Promise<boolean>;
  /** Sets `linkedNumberSince` of a stored or new config, only where nothing is set yet. */
  stampLinkedNumber(ownerId: OwnerId, at: Date): Promise<void>;
}
export const SETTINGS_STORE = Symbol('SettingsStore');

export interface TemplateStore {
  /** The default set by day; days without a template are left out. */
  all(): Promise<readonly MessageTemplate[]>;
  find(dayNumber: number): Promise<MessageTemplate | null>;
  /** Creates or replaces the template of a day. */
  save(template: Omit<MessageTemplate, 'updatedAt'>, now: Date): Promise<MessageTemplate>;
  remove(dayNumber: number): Promise<boolean>;
  /** Writes the seeded texts for days that never had one; run at boot, safe to repeat. */
  seed(templates: readonly Omit<MessageTemplate, 'updatedAt'>[], now: Date): Promise<void>;
}
export const TEMPLATE_STORE = Symbol('TemplateStore');
