import { type AttributeCoverage, type AttributeReader } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

/** Contacts that are looked at; beyond, the newest of them stand for all. */
const CONTACTS_MAX = 20_000;

type Row = { readonly _id: string; readonly key: string; readonly contacts: number };

/** Counts the attributes of contacts by key, whatever the case of the keys; empty values are none. */
@Injectable()
export class MongoAttributeReader implements AttributeReader {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async coverage(ownerId: OwnerId | null): Promise<AttributeCoverage> {
    const contacts = this.connection.collection<ContactDocument>(CONTACTS);
    const match = ownerId === null ? { archivedAt: null } : { ownerId, archivedAt: null };
    const newest = ownerId === null ? { _id: -1 as const } : { createdAt: -1 as const, _id: -1 as const };
    const [total, rows] = await Promise.all([
      contacts.countDocuments(match, { limit: CONTACTS_MAX }),
      contacts
        .aggregate<Row>([
          { $match: match },
          { $sort: newest },
          { $limit: CONTACTS_MAX },
          { $project: { entries: { $objectToArray: '$attributes' } } },
          { $unwind: '$entries' },
          { $match: { 'entries.v': { $nin: ['', null] } } },
          { $group: { _id: { $toLower: '$entries.k' }, key: { $first: '$entries.k' }, contacts: { $sum: 1 } } },
        ])
        .toArray(),
    ]);
    return {
      contacts: total,
      keys: new Map(rows.map(({ _id, key, contacts: count }) => [_id, { key, contacts: count }])),
    };
  }
}
