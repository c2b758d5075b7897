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
};

export const freshSender = (ownerId: OwnerId): SenderState => ({
  ownerId,
  pacing: null,
  heldUntil: null,
  coldHeldUntil: null,
  recent: [],
});
