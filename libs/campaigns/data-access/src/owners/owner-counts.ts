import { type OwnerCounts, type OwnerCountsReader } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { CONTACTS } from '../contacts/contact.schema.ts';

/** Kept with the contacts where an owner's were counted before. */
const CONTACT_COUNTS = 'contact_counts';
type Grouped = { readonly _id: OwnerId; readonly active: number; readonly total: number };

@Injectable()
export class MongoOwnerCounts implements OwnerCountsReader {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async anyOwnerCounts(ids: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerCounts>> {
    const [campaigns, contacts] = await Promise.all([this.campaigns(ids), this.contacts(ids)]);
    return new Map(
      ids.map((id) => [
        id,
        { campaigns: campaigns.get(id) ?? { active: 0, total: 0 }, contacts: contacts.get(id) ?? 0 },
      ]),
    );
  }

  private async campaigns(ids: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerCounts['campaigns']>> {
    const isActive = { $cond: [{ $eq: ['$status', 'active'] }, 1, 0] };
    const grouped = await this.connection
      .collection(CAMPAIGNS)
      .aggregate<Grouped>([
        { $match: { ownerId: { $in: [...ids] } } },
        { $group: { _id: '$ownerId', active: { $sum: isActive }, total: { $sum: 1 } } },
      ])
      .toArray();
    return new Map(grouped.map(({ _id, active, total }) => [_id, { active, total }]));
  }

  private async contacts(ids: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, number>> {
    const stored = await this.connection
      .collection<{ _id: OwnerId; active?: number }>(CONTACT_COUNTS)
      .find({ _id: { $in: [...ids] } })
      .toArray();
    const known = new Map(stored.map(({ _id, active = 0 }) => [_id, active]));
    const uncounted = ids.filter((id) => !known.has(id));
    const contacts = this.connection.collection(CONTACTS);
    for (const ownerId of uncounted) known.set(ownerId, await contacts.countDocuments({ ownerId, archivedAt: null }));
    return known;
  }
}
