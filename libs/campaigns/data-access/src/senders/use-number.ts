import { type CalendarDay } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { inTransaction } from '@relance/platform';
import { type Connection } from 'mongoose';
import { RELANCE_CONFIGS } from '../settings/settings.store.ts';
import {
  SENDER_DAYS,
  SENDER_NUMBERS,
  SENDER_STATES,
  senderDayId,
  type SenderDayDocument,
  type SenderNumberDocument,
  type SenderStateDocument,
} from './sender.schemas.ts';

type Config = { readonly _id: string; readonly linkedNumberSince?: Date | null };

/** Puts the facts of the number before aside and takes out those of this one, in one transaction. */
export async function useNumber(
  connection: Connection,
  ownerId: OwnerId,
  numberKey: string,
  { now, days }: { readonly now: Date; readonly days: readonly CalendarDay[] },
): Promise<boolean> {
  const states = connection.collection<SenderStateDocument>(SENDER_STATES);
  const numbers = connection.collection<SenderNumberDocument>(SENDER_NUMBERS);
  const sender = connection.collection<SenderDayDocument>(SENDER_DAYS);
  const configs = connection.collection<Config>(RELANCE_CONFIGS);
  const known = await states.findOne({ _id: ownerId }, { projection: { numberKey: 1 } });
  if (known?.numberKey === numberKey) return false;
  return inTransaction(connection, async (session) => {
    const state = await states.findOne({ _id: ownerId }, { session });
    if (state?.numberKey === numberKey) return false;
    if (state?.numberKey === undefined) {
      const $set = { numberKey, firstNumberKey: numberKey };
      await states.updateOne({ _id: ownerId }, { $set }, { upsert: true, session });
      return false;
    }
    const ids = days.map((day) => senderDayId(ownerId, day));
    const config = await configs.findOne({ _id: ownerId }, { projection: { linkedNumberSince: 1 }, session });
    const left = {
      state: factsOf(state),
      days: await sender.find({ _id: { $in: ids } }, { session }).toArray(),
      linkedNumberSince: config?.linkedNumberSince ?? null,
    };
    await numbers.replaceOne({ _id: idOf(ownerId, state.numberKey) }, left, { upsert: true, session });
    const found = await numbers.findOneAndDelete({ _id: idOf(ownerId, numberKey) }, { session });
    await states.updateOne({ _id: ownerId }, { $set: { ...FRESH, ...found?.state, numberKey } }, { session });
    await sender.deleteMany({ _id: { $in: ids } }, { session });
    const today = (found?.days ?? []).filter(({ _id }) => ids.includes(_id));
    if (today.length > 0) await sender.insertMany(today, { session });
    const linkedNumberSince = found ? found.linkedNumberSince : now;
    await configs.updateOne(
      { _id: ownerId },
      { $set: { linkedNumberSince }, $setOnInsert: { createdAt: now, updatedAt: now } },
      { upsert: true, session },
    );
    return true;
  });
}

const FRESH = { pacing: null, heldUntil: null, coldHeldUntil: null, recent: [] } as const;
const idOf = (ownerId: OwnerId, numberKey: string): string => `${ownerId}:${numberKey}`;

function factsOf({ pacing = null, heldUntil = null, coldHeldUntil = null, recent = [] }: SenderStateDocument) {
  return { pacing, heldUntil, coldHeldUntil, recent };
}
