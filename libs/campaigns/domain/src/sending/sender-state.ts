import { type OwnerId } from '@relance/kernel';
import { type PacingPosition } from './pacing.ts';

/** What is remembered of a sender between messages and over restarts. */
export type SenderState = {
  readonly ownerId: OwnerId;
  readonly pacing: PacingPosition | null;
  /** No message at all before this instant (WhatsApp said "too many"). */
  readonly heldUntil: Date | null;
  /** None to contacts who never wrote (WhatsApp restricted new chats). */
  readonly coldHeldUntil: Date | null;
  /** The last outcomes, oldest first; true = refused or failed. */
  readonly recent: readonly boolean[];
} & LinkedNumber;

/** Which WhatsApp number the facts of a sender are about; keys stand for numbers, null while none was seen. */
export type LinkedNumber = {
  readonly numberKey: string | null;
  /** The first one seen: what was stored before numbers were kept is about it. */
  readonly firstNumberKey: string | null;
};

export const freshSender = (ownerId: OwnerId): SenderState => ({
  ownerId,
  pacing: null,
  heldUntil: null,
  coldHeldUntil: null,
  recent: [],
  numberKey: null,
  firstNumberKey: null,
});
