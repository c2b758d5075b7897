import { laterOf } from '@relance/kernel';
import { type SenderStanding } from '@relance/messaging';
import { type SenderState } from './sender-state.ts';

/**
 * What WhatsApp forbids a sender: every message (`session_restricted`), or those to people who never wrote (`new_chats_restricted`).
 * `until` is on the product's clock; null when no end is known.
 */
export type SenderRestriction = {
  readonly code: 'session_restricted' | 'new_chats_restricted';
  readonly until: Date | null;
};

/** Until when people who never wrote have to wait: the later of what WhatsApp said of the account and what its refusals said. */
export function coldRestrictionEnd(
  sender: Pick<SenderStanding, 'coldRestrictedUntil'> | null,
  { coldHeldUntil }: Pick<SenderState, 'coldHeldUntil'>,
): Date | null {
  return laterOf(sender?.coldRestrictedUntil ?? null, coldHeldUntil);
}

/**
 * The restriction that holds now, the whole account's before that of new chats; null when there is none. `sender`: null where
 * nothing is linked; then what its refusals said is what is known.
 */
export function restrictionOf(
  sender: SenderStanding | null,
  state: Pick<SenderState, 'coldHeldUntil'>,
  now: Date,
): SenderRestriction | null {
  if (sender?.availability === 'restricted') return { code: 'session_restricted', until: sender.restrictedUntil };
  const until = coldRestrictionEnd(sender, state);
  return until && until > now ? { code: 'new_chats_restricted', until } : null;
}
