import { randomBytes } from 'node:crypto';
import { type Branded, documentId } from '@relance/kernel';

/** A new id of 24 hex digits that sorts by the second it was made in, as the database's own do. */
export function newDocumentId<Name extends 'DeliveryId'>(realNow: Date): Branded<Name> {
  const seconds = Math.floor(realNow.getTime() / 1000)
    .toString(16)
    .padStart(8, '0');
  return documentId<Name>(seconds + randomBytes(8).toString('hex'));
}
