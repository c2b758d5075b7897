import {
  type Contact,
  type ContactFields,
  type ContactQuery,
  type ContactRow,
  type ContactStore,
  type ExportedContact,
  type PageOf,
  type PageRequest,
  type Scope,
  type RowOutcome,
  type SaveRowsOptions,
  type Sort,
} from '@relance/campaigns-domain';
import { type ContactId, type OwnerId, type Transaction } from '@relance/kernel';
import { asTransaction, inTransaction, isDuplicateKey, readAhead } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { scopeFilter } from '../scope-filter.ts';
import { keysetPage } from '../keyset-page.ts';
import { AddressReader } from './people/address.reader.ts';
import { AudienceReader } from './audience.reader.ts';
import { newContact, toContact } from './contact.codec.ts';
import { OptOutsByAddress } from '../opt-outs/opt-outs-by-address.ts';
import { changeTags, contactBatches } from './contact-batches.ts';
import { exportedFields, toExportedContact } from './exported-contact.ts';
import { ContactEditor } from './contact-editor.ts';
import { contactFilter, isNarrowed } from './contact.query.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { saveBatch } from './contact-batch.ts';
import { ContactEraser } from './erase-contact.ts';
import { OwnerContactCounts } from './contact-counts.ts';
import { KnowledgeWriter } from './knowledge-writer.ts';
import { OptOutFlags } from './opt-out-flags.ts';
import { PersonFacts } from './people/person-facts.ts';
import { RemovedPeople } from './people/removed-people.ts';
import { SuppressionList } from './suppression.ts';
import { upgradeContacts } from './upgrade-contacts.ts';

/** Above this the total of a narrowed list is no longer exact: the count stops there. */
const COUNT_LIMIT = 10_000;
const SAVE_ATTEMPTS = 5;

/** An owner's people on MongoDB. */
@Injectable()
export class MongoContactStore implements ContactStore {
  private readonly audiences: AudienceReader;
  private readonly addresses: AddressReader;
  private readonly counts: OwnerContactCounts;
  private readonly suppressions: SuppressionList;
  private readonly removed: RemovedPeople;
  private readonly eraser: ContactEraser;
  private readonly editor: ContactEditor;
  private readonly optOutFlags: OptOutFlags;
  private readonly knowledge: KnowledgeWriter;
  private readonly people: PersonFacts;

  constructor(@InjectConnection() private readonly connection: Connection) {
    this.audiences = new AudienceReader(connection);
    this.addresses = new AddressReader(connection);
    this.counts = new OwnerContactCounts(connection);
    this.suppressions = new SuppressionList(connection);
    this.removed = new RemovedPeople(connection, this.suppressions);
    this.eraser = new ContactEraser(connection, this.counts, this.suppressions, this.removed);
    this.optOutFlags = new OptOutFlags(connection, new OptOutsByAddress(connection));
    this.people = new PersonFacts(connection, this.addresses, this.removed);
    this.editor = new ContactEditor(connection, this.counts, this.optOutFlags, this.people);
    this.knowledge = new KnowledgeWriter(connection, this.optOutFlags, this.people);
  }

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  async create(
    ownerId: OwnerId,
    fields: ContactFields,
    now: Date,
    beside?: Parameters<ContactStore['create']>[3],
  ): Promise<{ readonly created: Contact } | { readonly existing: ContactId }> {
    const document = newContact(ownerId, fields, now);
    try {
      await inTransaction(this.connection, async (session) => {
        const [isOptedOut = false] = await this.optOutFlags.of([document], session);
        await this.contacts.insertOne({ ...document, isOptedOut }, { session });
        await this.counts.move(ownerId, { active: 1, archived: 0 }, session);
        await beside?.(toContact(document), asTransaction(session));
      });
      await this.optOutFlags.settle([document.phone]);
      await this.people.shareWithNew(ownerId, [document.phone], now);
      return { created: toContact(document) };
    } catch (error) {
      const known = isDuplicateKey(error) ? await this.findByPhone(fields.phone, ownerId) : null;
      if (!known) throw error;
      return { existing: known.id };
    }
  }

  async saveRows(
    ownerId: OwnerId,
    rows: readonly ContactRow[],
    options: SaveRowsOptions,
    now: Date,
    beside?: (outcomes: readonly RowOutcome[], transaction: Transaction) => Promise<void>,
  ): Promise<readonly RowOutcome[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const {
          outcomes,
          unflagged,
          newPhones: created,
        } = await inTransaction(this.connection, async (session) => {
          const saved = await saveBatch(this.contacts, ownerId, rows, options, {
            now,
            session,
            optedOut: (phones) => this.optOutFlags.optedOut(phones, session),
          });
          const moved = { active: saved.created + saved.restored, archived: -saved.restored };
          await this.counts.move(ownerId, moved, session);
          await beside?.(saved.outcomes, session);
          return saved;
        });
        await this.optOutFlags.settle(unflagged);
        await this.people.shareWithNew(ownerId, created, now);
        return outcomes;
      } catch (error) {
        // Somebody else added one of these phones in the same moment: now it is known.
        if (!isDuplicateKey(error) || attempt === SAVE_ATTEMPTS) throw error;
      }
    }
  }

  changeTags(...change: Parameters<ContactStore['changeTags']>): ReturnType<ContactStore['changeTags']> {
    return changeTags(this.connection, ...change);
  }

  async *batches(query: ContactQuery): AsyncGenerator<readonly ExportedContact[]> {
    const pages = contactBatches(this.connection, contactFilter(query), exportedFields);
    for await (const page of readAhead(pages)) yield page.map(toExportedContact);
  }

  async attributeKeys(query: ContactQuery, atMost: number): Promise<readonly string[]> {
    const keys = new Set<string>();
    const where = { $and: [contactFilter(query), { attributes: { $ne: {} } }] };
    for await (const page of contactBatches(this.connection, where, { attributes: 1 })) {
      for (const { attributes } of page)
        for (const key of Object.keys(attributes ?? {})) if (keys.size < atMost) keys.add(key);
    }
    return [...keys].sort();
  }

  erase(contact: Contact, now: Date): Promise<void> {
    return this.eraser.erase(contact, now);
  }

  messageIdsOf(contact: Contact): Promise<readonly string[]> {
    return this.eraser.messageIdsOf(contact);
  }

  suppressed(phones: readonly string[], ownerId: OwnerId): Promise<ReadonlySet<string>> {
    return this.suppressions.suppressed(ownerId, phones);
  }

  async find(id: ContactId, ownerId: OwnerId): Promise<Contact | null> {
    return this.oneWhere({ _id: new Types.ObjectId(id), ownerId });
  }

  findByPhone(phone: string, ownerId: OwnerId): Promise<Contact | null> {
    return this.oneWhere({ ownerId, phone });
  }

  findByKeys(...query: Parameters<ContactStore['findByKeys']>): Promise<readonly Contact[]> {
    return this.addresses.findByKeys(...query);
  }

  samePerson(...query: Parameters<ContactStore['samePerson']>): Promise<readonly Contact[]> {
    return this.addresses.samePerson(...query);
  }

  addressesOf(...query: Parameters<ContactStore['addressesOf']>): Promise<readonly string[]> {
    return this.addresses.addressesOf(...query);
  }

  async findMany(ids: readonly ContactId[], scope: Scope): Promise<readonly Contact[]> {
    if (ids.length === 0) return [];
    const where: Filter<ContactDocument> = {
      _id: { $in: ids.map((id) => new Types.ObjectId(id)) },
      ...scopeFilter(scope),
    };
    return (await this.contacts.find(where).toArray()).map(toContact);
  }

  async list(query: ContactQuery, page: PageRequest<Sort>): Promise<PageOf<Contact>> {
    const where = contactFilter(query);
    const { rows, total, next } = await keysetPage(this.contacts, where, page, this.totalOf(query, where));
    return {
      rows: rows.map(toContact),
      total: isNarrowed(query) ? Math.min(total, COUNT_LIMIT) : total,
      ...(isNarrowed(query) && total > COUNT_LIMIT && { isTotalAtLeast: true }),
      next,
    };
  }

  private async totalOf(query: ContactQuery, where: Record<string, unknown>): Promise<number> {
    if (isNarrowed(query)) {
      return this.contacts.countDocuments(where as Filter<ContactDocument>, { limit: COUNT_LIMIT + 1 });
    }
    const { active, archived } = await this.counts.read(query.ownerId);
    return query.archived ? archived : active;
  }

  update(...change: Parameters<ContactStore['update']>): ReturnType<ContactStore['update']> {
    return this.editor.update(...change);
  }

  async remove(id: ContactId, ownerId: OwnerId, now: Date): Promise<boolean> {
    return inTransaction(this.connection, async (session) => {
      const removed = await this.contacts.findOneAndDelete({ _id: new Types.ObjectId(id), ownerId }, { session });
      if (!removed) return false;
      await this.removed.remember(toContact(removed), now, session);
      const isArchived = Boolean(removed.archivedAt);
      await this.counts.move(ownerId, { active: isArchived ? 0 : -1, archived: isArchived ? -1 : 0 }, session);
      return true;
    });
  }

  async markConverted(id: ContactId, ownerId: OwnerId, now: Date): Promise<Contact | null> {
    const _id = new Types.ObjectId(id);
    await this.contacts.updateOne(
      { _id, ownerId, convertedAt: null },
      { $set: { convertedAt: now, subscription: 'subscribed', updatedAt: now } },
    );
    const contact = await this.find(id, ownerId);
    if (contact) await this.people.share(ownerId, contact, now);
    return contact;
  }

  markInbound(...heard: Parameters<ContactStore['markInbound']>): Promise<void> {
    return this.knowledge.markInbound(...heard);
  }

  saveWhatsAppKnowledge(...known: Parameters<ContactStore['saveWhatsAppKnowledge']>): Promise<Contact> {
    return this.knowledge.saveWhatsAppKnowledge(...known);
  }

  matching(...query: Parameters<ContactStore['matching']>): Promise<readonly Contact[]> {
    return this.audiences.matching(...query);
  }

  changedSince(...query: Parameters<ContactStore['changedSince']>): Promise<readonly Contact[]> {
    return this.audiences.changedSince(...query);
  }

  countMatching(...query: Parameters<ContactStore['countMatching']>): Promise<number> {
    return this.audiences.countMatching(...query);
  }

  sampleMatching(...query: Parameters<ContactStore['sampleMatching']>): Promise<readonly Contact[]> {
    return this.audiences.sampleMatching(...query);
  }

  registeredBetween(...query: Parameters<ContactStore['registeredBetween']>): Promise<readonly Contact[]> {
    return this.audiences.registeredBetween(...query);
  }

  upgrade(limit: number): Promise<number> {
    return upgradeContacts(this.connection, this.optOutFlags, limit);
  }

  private async oneWhere(where: Filter<ContactDocument>): Promise<Contact | null> {
    const stored = await this.contacts.findOne(where);
    return stored ? toContact(stored) : null;
  }
}
