import { freshSender, type PacingPosition, type SenderDay, type SenderState } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { Schema } from 'mongoose';

export const SENDER_STATES = 'sender_states';
export const SENDER_STATE_MODEL = 'SenderState';
/** `_id` is the owner; read and written by it alone. */
export type SenderStateDocument = {
  readonly _id: string;
  readonly pacing?: PacingPosition | null;
  readonly heldUntil?: Date | null;
  readonly coldHeldUntil?: Date | null;
  readonly recent?: readonly boolean[];
  /** The highest lease token that ever wrote an intent: an earlier holder's intents match nothing. */
  readonly leaseToken?: number;
  /** The windows and caps that targets were last put off by, as text. */
  readonly rules?: string;
  /** The number that all this is about, by key, and the first one that was seen. */
  readonly numberKey?: string;
  readonly firstNumberKey?: string;
};
export const senderStateSchema = new Schema(
  { _id: String },
  { collection: SENDER_STATES, strict: false, versionKey: false },
);

export const SENDER_NUMBERS = 'sender_numbers';
export const SENDER_NUMBER_MODEL = 'SenderNumber';
/** `_id` is `owner:number key`: what a number that is not linked now left behind. */
export type SenderNumberDocument = {
  readonly _id: string;
  readonly state: Partial<SenderStateDocument>;
  readonly days: readonly SenderDayDocument[];
  readonly linkedNumberSince: Date | null;
};
export const senderNumberSchema = new Schema(
  { _id: String },
  { collection: SENDER_NUMBERS, strict: false, versionKey: false },
);

export const SENDER_DAYS = 'sender_days';
export const SENDER_DAY_MODEL = 'SenderDay';
/** `_id` is `owner:YYYY-MM-DD`; read and written by it alone. */
export type SenderDayDocument = Partial<SenderDay> & { readonly _id: string; readonly expireAt?: Date };
export const senderDaySchema = new Schema(
  { _id: String },
  { collection: SENDER_DAYS, strict: false, versionKey: false },
);
/** Which days are over for good? (real time; a day is kept for three months) */
senderDaySchema.index({ expireAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

export const senderDayId = (ownerId: string, day: string): string => `${ownerId}:${day}`;

export const toSenderDay = (stored: SenderDayDocument | null | undefined): SenderDay => ({
  reserved: stored?.reserved ?? 0,
  cold: stored?.cold ?? 0,
  sent: stored?.sent ?? 0,
  failed: stored?.failed ?? 0,
  byCampaign: stored?.byCampaign ?? {},
});

export function toSenderState(ownerId: OwnerId, stored: SenderStateDocument | null | undefined): SenderState {
  if (!stored) return freshSender(ownerId);
  const { pacing = null, heldUntil = null, coldHeldUntil = null, recent = [] } = stored;
  const { numberKey = null, firstNumberKey = null } = stored;
  return { ownerId, pacing, heldUntil, coldHeldUntil, recent, numberKey, firstNumberKey };
}
