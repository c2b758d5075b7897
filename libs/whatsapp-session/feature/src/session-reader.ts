import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import {
  CREDENTIAL_STORE,
  newSession,
  SESSION_STORE,
  type CredentialStore,
  type FailureCount,
  type SealedOffer,
  type Session,
  type SessionState,
  type SessionStore,
  type StoredSession,
  type TimelinePage,
} from '@relance/whatsapp-session-domain';
import { type LiveOffer } from './supervisor/leased-session.ts';

/** Pure reads of sessions: nothing here connects, renews or changes anything. */
@Injectable()
export class SessionReader {
  constructor(
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(CREDENTIAL_STORE) private readonly credentialStore: CredentialStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async find(ownerId: OwnerId): Promise<Session> {
    const stored = await this.store.find(ownerId);
    return stored === null ? newSession(ownerId) : seenFromOutside(stored);
  }

  /** The QR or pairing code on offer; null when there is none or its time is over. */
  async offer(ownerId: OwnerId): Promise<LiveOffer | null> {
    const stored = await this.store.find(ownerId);
    return stored?.session.state === 'awaiting_scan' && stored.held ? this.open(ownerId, stored.offer) : null;
  }

  open(ownerId: OwnerId, offer: SealedOffer | null): LiveOffer | null {
    if (offer === null || offer.expiresAt.getTime() <= this.clock.now().getTime()) return null;
    const plain = this.credentialStore.unseal(ownerId, 'offer', offer.sealed);
    // Sealed by ourselves, so it has the shape that was sealed; only dates became text.
    const value = plain === null ? null : (JSON.parse(plain) as LiveOffer);
    return value === null ? null : { ...value, expiresAt: offer.expiresAt };
  }

  timeline(ownerId: OwnerId, page: TimelinePage): ReturnType<SessionStore['timeline']> {
    return this.store.timeline(ownerId, page);
  }

  /** The sessions of these owners, in their order; state none for those who have none. */
  async anyOwnerFind(ownerIds: readonly OwnerId[]): Promise<Session[]> {
    const stored = new Map((await this.store.anyOwnerFind(ownerIds)).map((one) => [one.session.ownerId, one]));
    return ownerIds.map((ownerId) => {
      const found = stored.get(ownerId);
      return found === undefined ? newSession(ownerId) : seenFromOutside(found);
    });
  }

  anyOwnerCountByState(): Promise<ReadonlyMap<SessionState, number>> {
    return this.store.anyOwnerCountByState();
  }

  anyOwnerFailures(since: Date): Promise<FailureCount[]> {
    return this.store.anyOwnerFailures(since);
  }
}

/** A session that nobody holds is not connected, whatever its last holder wrote before it died. */
export function seenFromOutside({ session, held }: StoredSession): Session {
  return session.state === 'connected' && !held ? { ...session, state: 'connecting' } : session;
}
