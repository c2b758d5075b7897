import { type Session, type StoredSession } from '@relance/whatsapp-session-domain';
import { type SessionDocument } from './collections.ts';

export type HeldDocument = SessionDocument & { readonly held: boolean };

/** The stored document without what belongs to the store. */
export function toStoredSession(document: HeldDocument): StoredSession {
  const { _id, lease, offer, wishes: _wishes, createdAt: _created, updatedAt: _updated, held, ...session } = document;
  return { session: session satisfies Session, held: held && lease?.holder !== null, offer: offer ?? null };
}
