import { type ContactRow, type UpsertOutcome } from '@relance/campaigns-domain';
import { documentId, type OwnerId } from '@relance/kernel';
import { type Collection } from 'mongodb';
import { Types } from 'mongoose';
import { nameKeyOf, newContactFields } from './contact.codec.ts';
import { type ContactDocument } from './contact.schema.ts';

type Contacts = Pick<Collection<ContactDocument>, 'bulkWrite' | 'find'>;

/** Inserts those whose phone the owner does not know; says of each whether it was new. Two commands for the batch. */
export async function insertNew(
  contacts: Contacts,
  ownerId: OwnerId,
  batch: readonly ContactRow[],
  now: Date,
): Promise<UpsertOutcome[]> {
  if (batch.length === 0) return [];
  const proposed = batch.map(({ countryOfPhone, ...given }) => ({
    ...newContactFields(ownerId, { ...given, country: given.country ?? countryOfPhone }, now),
    _id: new Types.ObjectId(),
  }));
  await contacts.bulkWrite(
    proposed.map(({ ownerId: owner, phone, ...rest }) => ({
      updateOne: { filter: { ownerId: owner, phone }, update: { $setOnInsert: rest }, upsert: true },
    })),
    { ordered: false },
  );
  const stored = await contacts
    .find({ ownerId, phone: { $in: batch.map(({ phone }) => phone) } }, { projection: { phone: 1 } })
    .toArray();
  const idByPhone = new Map(stored.map(({ phone, _id }) => [phone, _id]));
  return proposed.map(({ phone, _id }) => {
    const id = idByPhone.get(phone) ?? _id;
    return { outcome: id.equals(_id) ? 'created' : 'exists', id: documentId<'ContactId'>(id.toHexString()) };
  });
}

/** Overwrites the given fields of known contacts; fields not given stay as they are, a given name renews its key. */
export async function overwrite(
  contacts: Contacts,
  ownerId: OwnerId,
  batch: readonly ContactRow[],
  now: Date,
): Promise<void> {
  if (batch.length === 0) return;
  await contacts.bulkWrite(
    batch.map(({ phone, countryOfPhone: _countryOfPhone, ...given }) => ({
      updateOne: {
        filter: { ownerId, phone },
        update: {
          $set: {
            ...given,
            ...(given.name !== undefined && { nameKey: nameKeyOf(given.name, phone) }),
            updatedAt: now,
          },
        },
      },
    })),
    { ordered: false },
  );
}
