import { type OwnerId } from '@relance/kernel';
import {
  type Connection,
  type DurableEffect,
  type PairingRefusal,
  type Session,
} from '@relance/whatsapp-session-domain';

/** A QR or pairing code that a person can use now. */
export type LiveOffer =
  | { readonly kind: 'qr'; readonly text: string; readonly number: number; readonly expiresAt: Date }
  | { readonly kind: 'code'; readonly code: string; readonly expiresAt: Date };

/** A session that this process holds the lease of. Only the supervisor changes it, inside the owner's queue. */
export class LeasedSession {
  connection: { readonly generation: number; readonly handle: Connection } | null = null;
  offer: { readonly generation: number; readonly value: LiveOffer } | null = null;
  /** Why the server refused to pair in this attempt. */
  refusal: { readonly generation: number; readonly reason: PairingRefusal } | null = null;
  /** What was kept while we were away has been handed over: sending may begin. */
  isInboxDrained = false;
  /** E.164, from the encrypted credentials; null until the session has opened here. */
  linkedPhone: string | null = null;
  /** Ordered by an earlier holder and not known to be done. */
  pendingEffects: readonly DurableEffect[] = [];
  /** The lease is given up or lost: nothing may be opened any more, and what opens meanwhile is closed. */
  isDropped = false;
  retryTimer: NodeJS.Timeout | null = null;
  /** When the lease was last known to be ours, on the clock that no one sets (`performance.now()`). */
  renewedAt = performance.now();

  constructor(
    readonly ownerId: OwnerId,
    readonly token: number,
    public session: Session,
  ) {}

  /** Closes the socket on purpose, if there is one. */
  async closeSocket(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    this.isInboxDrained = false;
    await connection?.handle.close();
  }

  cancelRetry(): void {
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
    this.retryTimer = null;
  }

  /** The offer of the present attempt, unless its time is over. */
  currentOffer(now: Date): LiveOffer | null {
    const { offer, session } = this;
    if (offer === null || offer.generation !== session.generation || session.state !== 'awaiting_scan') return null;
    return offer.value.expiresAt.getTime() > now.getTime() ? offer.value : null;
  }
}
