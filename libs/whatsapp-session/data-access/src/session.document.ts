import { newSession, type Session, type StoredSession } from '@relance/whatsapp-session-domain';
import { type SessionDocument } from './collections.ts';

export type LeasedDocument = SessionDocument & { readonly held: boolean } & EarlierFields;
/** As documents of the first version call them; gone with the next write. */
// The words of the first version's documents.
// eslint-disable-next-line relance/no-dropped-words -- the name of a stored field
type EarlierFields = { readonly wishes?: unknown; readonly credentialsKeptUntil?: Date | null };

/** The stored document without what belongs to the store. */
export function toStoredSession(document: LeasedDocument): StoredSession {
  const { _id, lease, offer, commands: _commands, createdAt: _created, updatedAt: _updated, held, ...rest } = document;
  const { wishes: _wishes, credentialsKeptUntil, pendingEffects, ...stored } = rest;
  const session: Session = { ...newSession(stored.ownerId), ...stored };
  const isNamed = stored.credentialGraceUntil !== undefined;
  const credentialGraceUntil = isNamed ? stored.credentialGraceUntil : (credentialsKeptUntil ?? null);
  return {
    session: { ...session, credentialGraceUntil },
    held: held && lease?.holder !== null,
    offer: offer ?? null,
    pendingEffects: pendingEffects ?? [],
  };
}
