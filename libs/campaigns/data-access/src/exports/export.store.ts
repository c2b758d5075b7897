import {
  type Campaign,
  type CampaignQuery,
  type Contact,
  type ExportedTarget,
  type ExportStore,
  type Sort,
  type TargetStatus,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId, ownerId } from '@relance/kernel';
import { cursorBatches, findTogether, readAhead } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import { type Db, type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { toCampaign } from '../campaigns/campaign.codec.ts';
import { listFilter } from '../campaigns/campaign.query.ts';
import { type CampaignDocument, CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { type ContactDocument, CONTACTS } from '../contacts/contact.schema.ts';
import { sortOf } from '../keyset-page.ts';
import { type TargetDocument, TARGETS } from '../targets/target.schema.ts';

/** Rows in one answer of the database: some milliseconds of work, in which nothing else of the process runs. */
const BATCH = 500;
const CAMPAIGNS_AT_ONCE = 100;
/** Names that one file remembers. */
const NAMES = 5_000;

const exported = {
  ownerId: 1,
  campaignId: 1,
  contactId: 1,
  phone: 1,
  language: 1,
  status: 1,
  exitReason: 1,
  currentDay: 1,
  dueAt: 1,
  enrolledAt: 1,
  exitedAt: 1,
  days: 1,
  'lastError.message': 1,
} as const;

type Names = LRUCache<string, { readonly name: string | null }>;

/** Whole lists from cursors, on MongoDB. */
@Injectable()
export class MongoExportStore implements ExportStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async *campaigns(query: CampaignQuery, sort: Sort): AsyncGenerator<Campaign> {
    const cursor = this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find(listFilter(query) as Filter<CampaignDocument>)
      .sort(sortOf(sort))
      .batchSize(CAMPAIGNS_AT_ONCE);
    for await (const batch of cursorBatches(cursor)) for (const campaign of batch) yield toCampaign(campaign);
  }

  async *targets({
    campaignId,
    statuses,
  }: {
    readonly campaignId: CampaignId | null;
    readonly statuses: readonly TargetStatus[] | null;
  }): AsyncGenerator<readonly ExportedTarget[]> {
    const filter = {
      ...(campaignId && { campaignId: new Types.ObjectId(campaignId) }),
      ...(statuses && { status: statuses.length === 1 ? statuses[0] : { $in: [...statuses] } }),
    };
    const cursor = this.connection
      .collection<TargetDocument>(TARGETS)
      .find(filter as Filter<TargetDocument>, { projection: exported })
      .sort({ _id: 1 })
      .batchSize(BATCH);
    const names: Names = new LRUCache({ max: NAMES });
    // While the names of one batch are looked up, the next one is read.
    for await (const batch of readAhead(cursorBatches(cursor))) {
      const [contacts] = await Promise.all([this.contactsOf(batch), this.learnNames(batch, names)]);
      yield batch.map((target) =>
        toExported(
          target,
          names.get(target.campaignId.toHexString())?.name ?? null,
          contacts.get(target.contactId.toHexString()) ?? null,
        ),
      );
    }
  }

  private async contactsOf(
    targets: readonly TargetDocument[],
  ): Promise<ReadonlyMap<string, Pick<Contact, 'name' | 'phone' | 'country'>>> {
    const found = await findTogether<ContactDocument>(this.connection.db as Db, {
      collection: CONTACTS,
      filter: { _id: { $in: targets.map(({ contactId }) => contactId) } } as Filter<ContactDocument>,
      projection: { phone: 1, name: 1, country: 1 },
      size: targets.length,
    });
    return new Map(
      found.map(({ _id, phone, name, country }) => [
        _id.toHexString(),
        { phone, name: name ?? null, country: country ?? null },
      ]),
    );
  }

  private async learnNames(targets: readonly TargetDocument[], names: Names): Promise<void> {
    const unknown = new Set(targets.map(({ campaignId }) => campaignId.toHexString()).filter((id) => !names.has(id)));
    if (unknown.size === 0) return;
    const ids = [...unknown].map((id) => new Types.ObjectId(id));
    const found = await this.connection
      .collection<CampaignDocument>(CAMPAIGNS)
      .find({ _id: { $in: ids } }, { projection: { name: 1 }, batchSize: ids.length + 1 })
      .toArray();
    const named = new Map(found.map(({ _id, name }) => [_id.toHexString(), name]));
    for (const id of unknown) names.set(id, { name: named.get(id) ?? null });
  }
}

/** Written out: objects made of spreads cost more than everything else of a row. */
function toExported(
  stored: TargetDocument,
  campaignName: string | null,
  contact: Pick<Contact, 'name' | 'phone' | 'country'> | null,
): ExportedTarget {
  return {
    id: documentId<'TargetId'>(stored._id.toHexString()),
    ownerId: ownerId(stored.ownerId),
    campaignId: documentId<'CampaignId'>(stored.campaignId.toHexString()),
    contactId: documentId<'ContactId'>(stored.contactId.toHexString()),
    phone: stored.phone,
    language: stored.language,
    status: stored.status,
    exitReason: stored.exitReason ?? null,
    currentDay: stored.currentDay,
    dueAt: stored.dueAt ?? null,
    enrolledAt: stored.enrolledAt,
    exitedAt: stored.exitedAt ?? null,
    days: stored.days,
    lastError: stored.lastError?.message ?? null,
    campaignName,
    contact,
  };
}
