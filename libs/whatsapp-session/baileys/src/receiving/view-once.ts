import { decodeMessageNode, type BinaryNode, type WAMessage } from '@whiskeysockets/baileys';
import { type Identity, type Stanza } from './inbound-journal.ts';

/**
 * What is to be seen once is not sent to linked devices: they are only told that it came, in one of two forms. Baileys hands over one
 * (`view_once`), as a key without a message, and nothing of the other (`view_once_unavailable_fanout`): this makes the same of it. Null
 * for any other stanza.
 */
export function unseenViewOnce({ attrs, content }: Stanza, { id, lid }: Identity): WAMessage | null {
  const parts = Array.isArray(content) ? (content as BinaryNode[]) : [];
  const isTold = parts.some((part) => part.tag === 'unavailable' && part.attrs['type']?.startsWith('view_once_'));
  if (!isTold || parts.some(({ tag }) => tag === 'enc')) return null;
  try {
    const { fullMessage } = decodeMessageNode({ tag: 'message', attrs: { ...attrs } }, id, lid);
    return { ...fullMessage, key: { ...fullMessage.key, isViewOnce: true } };
  } catch {
    return null;
  }
}
