import {
  type Contact,
  CONTACT_STORE,
  type ContactPatch,
  type ContactStore,
  emptyContactFields,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock, type ContactId, documentId, DomainError, type OwnerId, type Transaction } from '@relance/kernel';
import { type AuditEntry, PRODUCT_CLOCK, validationFailed } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@relance/campaigns-core';
import { Audited, type Caller } from '../shared/audited.ts';
import { type ContactBody, type ContactPatchBody, type TagsBody } from './contact.dto.ts';
import { contactChanges, contactMade } from './contact-audit.ts';
import { contactQuery } from './contact-list.query.ts';
import { givenFields, readContact } from './contact-fields.ts';
import { normalisePhone, phoneProblem } from './phone.ts';

const alreadyThere = (id: ContactId): DomainError =>
  new DomainError('conflict', 'CONTACT_EXISTS', 'You have a contact with this phone already.', { id });

const inLiveSequence = (): DomainError =>
  new DomainError(
    'conflict',
    'CONTACT_IN_LIVE_SEQUENCE',
    'Somebody with this number is in a running sequence already.',
  );

/** Makes, changes and removes an owner's contacts one by one; who made or changed one is saved with it, or neither is. */
@Injectable()
export class ContactService {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly audited: Audited,
  ) {}

  /** Refuses with 400 (phone) or 409 CONTACT_EXISTS naming the known contact's id. */
  async create(caller: Caller, body: ContactBody): Promise<Contact> {
    const { ownerId } = caller;
    const { defaultCountry } = await this.settings.read(ownerId);
    const read = readContact(body, defaultCountry);
    if ('problem' in read) throw validationFailed([read.problem]);
    const { countryOfPhone, ...given } = read.row;
    const fields = { ...emptyContactFields, ...given, country: given.country ?? countryOfPhone };
    await this.refuseErased(ownerId, read.row.phone);
    const outcome = await this.contacts.create(ownerId, fields, this.clock.now(), (made, transaction) =>
      this.note(caller, made.id, { action: 'create', before: null, after: contactMade(made) }, transaction),
    );
    if ('existing' in outcome) throw alreadyThere(outcome.existing);
    return outcome.created;
  }

  /**
   * Makes the contact with this phone, or changes the fields that the body names of the one there is. Refuses with 400 (phone) or
   * 409 CONTACT_SUPPRESSED.
   */
  async saveByPhone(
    caller: Caller,
    body: ContactBody,
  ): Promise<{ readonly contact: Contact; readonly isNew: boolean }> {
    const { ownerId } = caller;
    const { defaultCountry } = await this.settings.read(ownerId);
    const read = readContact(body, defaultCountry);
    if ('problem' in read) throw validationFailed([read.problem]);
    const { phone: _phone, ...fields } = body;
    const known = await this.contacts.findByPhone(read.row.phone, ownerId);
    if (known) return { contact: await this.change(caller, known.id, fields), isNew: false };
    try {
      return { contact: await this.create(caller, body), isNew: true };
    } catch (error) {
      // Somebody else made it in between.
      const made = error instanceof DomainError && error.code === 'CONTACT_EXISTS';
      const other = made ? await this.contacts.findByPhone(read.row.phone, ownerId) : null;
      if (!other) throw error;
      return { contact: await this.change(caller, other.id, fields), isNew: false };
    }
  }

  async read(ownerId: OwnerId, id: ContactId): Promise<Contact> {
    const contact = await this.contacts.find(id, ownerId);
    if (!contact) throw notFound('contact');
    return contact;
  }

  async change(caller: Caller, id: ContactId, body: ContactPatchBody): Promise<Contact> {
    const { ownerId } = caller;
    const patch = await this.patchOf(ownerId, body);
    const changed = await this.contacts.update(id, ownerId, patch, this.clock.now(), (before, after, transaction) =>
      this.note(caller, id, { action: 'update', ...contactChanges(before, after) }, transaction),
    );
    if (!changed) throw notFound('contact');
    if (changed === 'in_live_sequence') throw inLiveSequence();
    if ('existing' in changed) throw alreadyThere(changed.existing);
    if (!body.archived) return changed;
    await this.targets.exitPerson({ ownerId, contactId: id }, 'manual', this.clock.now());
    return this.read(ownerId, id);
  }

  async changeTags(
    ownerId: OwnerId,
    { ids, filter, add = [], remove = [] }: TagsBody,
  ): Promise<{ readonly matched: number; readonly updated: number }> {
    if ((ids === undefined) === (filter === undefined)) {
      throw validationFailed([{ field: 'filter', problem: 'either ids or filter must be given' }]);
    }
    if (add.length + remove.length === 0)
      throw validationFailed([{ field: 'add', problem: 'add or remove must be given' }]);
    const selection = ids
      ? { ids: ids.map((id) => documentId<'ContactId'>(id)) }
      : { query: contactQuery(ownerId, filter ?? {}) };
    const tags = { add: add.map((tag) => tag.trim()), remove };
    const { matched, changed } = await this.contacts.changeTags(ownerId, selection, tags, () => this.clock.now());
    return { matched, updated: changed };
  }

  private async refuseErased(ownerId: OwnerId, phone: string): Promise<void> {
    if ((await this.contacts.suppressed([phone], ownerId)).size === 0) return;
    throw new DomainError('conflict', 'CONTACT_SUPPRESSED', 'This person was erased and is not taken in again.');
  }

  /** Live sequences end first, so that no message follows a contact that is gone. */
  async remove(ownerId: OwnerId, id: ContactId): Promise<{ readonly id: string; readonly exitedTargets: number }> {
    await this.read(ownerId, id);
    const now = this.clock.now();
    const exitedTargets = await this.targets.exitPerson({ ownerId, contactId: id }, 'manual', now);
    await this.contacts.remove(id, ownerId, now);
    return { id, exitedTargets };
  }

  private note(
    caller: Caller,
    id: ContactId,
    { action, ...change }: Pick<AuditEntry, 'action' | 'before' | 'after'>,
    transaction: Transaction,
  ): Promise<void> {
    const line = { action: `contact.${action}`, ownerId: caller.ownerId, entity: { type: 'contact', id, name: null } };
    return this.audited.note(caller, { ...line, ...change }, transaction);
  }

  private async patchOf(ownerId: OwnerId, { phone, archived, ...body }: ContactPatchBody): Promise<ContactPatch> {
    const archivedAt = archived === undefined ? {} : { archivedAt: archived ? this.clock.now() : null };
    const fields: ContactPatch = { ...givenFields(body), ...archivedAt };
    if (phone === undefined) return fields;
    const { defaultCountry } = await this.settings.read(ownerId);
    const homes = [body.country, defaultCountry];
    const read = normalisePhone(phone, homes);
    if (!read) throw validationFailed([{ field: 'phone', ...phoneProblem(phone, homes) }]);
    await this.refuseErased(ownerId, read.phone);
    return { ...fields, phone: read.phone, isPhoneValid: true };
  }
}
