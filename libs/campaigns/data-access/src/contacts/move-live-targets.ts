import {
  type Contact,
  type ContactPatch,
  nothingKnownOfWhatsApp,
  personKeys,
  type WhatsAppKnowledge,
} from '@relance/campaigns-domain';
import { type Filter } from 'mongodb';
import { type ClientSession, type Connection, type Types } from 'mongoose';
import { liveWith } from '../targets/identity-writer.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';

/**
 * Another number is another account: what WhatsApp said of the old one is forgotten. Its addresses are kept, the account's own too:
 * that is where a word comes from.
 */
export function forgottenNumber(patch: ContactPatch, before: Contact): (WhatsAppKnowledge & Partial<Contact>) | null {
  if (patch.phone === undefined || patch.phone === before.phone) return null;
  const former = new Set([...before.formerPhones, ...personKeys(before)]);
  former.delete(patch.phone);
  return { ...nothingKnownOfWhatsApp, formerPhones: [...former] };
}

/** Somebody else's live target has the number. */
export class LiveElsewhere extends Error {}

/**
 * Gives a contact's live targets its new number. One whose message is on its way keeps its version, for the answer to that
 * message must still find it; every other gets a new one, so that nothing decided on the old number is carried out.
 */
export async function moveLiveTargets(
  connection: Connection,
  { contactId, phone, now }: { readonly contactId: Types.ObjectId; readonly phone: string; readonly now: Date },
  session: ClientSession,
): Promise<void> {
  const targets = connection.collection<TargetDocument>(TARGETS);
  const mine = { contactId, isLive: true };
  const others = { $and: [liveWith([phone]), { contactId: { $ne: contactId } }] } as Filter<TargetDocument>;
  if (await targets.findOne(others, { session, projection: { _id: 1 } })) throw new LiveElsewhere();
  const moved = {
    phone,
    waPhone: null,
    lid: null,
    personKeys: personKeys({ phone, waPhone: null, lid: null }),
    updatedAt: now,
  };
  await targets.updateMany({ ...mine, status: 'sending' }, { $set: moved }, { session });
  await targets.updateMany({ ...mine, status: { $ne: 'sending' } }, { $set: moved, $inc: { rev: 1 } }, { session });
}
