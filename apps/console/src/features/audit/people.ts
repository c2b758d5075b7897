import { type AuditEntry } from '@relance/console-data-access';
import { type I18n } from '../../i18n/use-i18n.tsx';

/** Who did it: the address of the login, the owner's name, or what kind of caller it was. */
export const actorInWords = ({ id, name, email }: AuditEntry['actor'], word: I18n['word']): string =>
  email ?? name ?? word('roleShort', id);

/** For which owner staff acted; by the id where nothing else is known. Nothing: for themselves. */
export const ownerInWords = ({ onBehalfOf, onBehalfOfName }: AuditEntry): string | null =>
  onBehalfOfName ?? onBehalfOf?.id ?? null;
