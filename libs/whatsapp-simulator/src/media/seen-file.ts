import { type Attachment } from '../contacts/content.ts';
import { type LedgerEntry } from '../ledger/ledger.ts';
import { type Person, type SeenFile } from '../people/person.ts';
import { type World } from '../server/world.ts';
import { sha256 } from './file-crypto.ts';

/** Decrypts the file of a message and keeps it with its receiver; undefined when it cannot be opened. */
export function keepFile(
  world: World,
  person: Person,
  { id, account }: LedgerEntry,
  attachment: Attachment,
): SeenFile | undefined {
  const content = world.media.open(attachment);
  if (content === undefined) return undefined;
  person.keepFile(account, id, content);
  const { kind, mimetype, fileName, caption, isVoice } = attachment;
  return { kind, mimetype, fileName, caption, isVoice, bytes: content.length, sha256: sha256(content).toString('hex') };
}
