import { decodeMessageNode, proto, unpadRandomMax16, type BinaryNode, type WAMessage } from '@whiskeysockets/baileys';
import { type OwnerCredentials } from '@relance/whatsapp-session-domain';
import { isPersonJid } from '../jid.ts';

export type Stanza = { readonly attrs: Readonly<Record<string, string>>; readonly content?: unknown };
type Entry = { readonly attrs: Readonly<Record<string, string>>; readonly plaintext: string };
type PendingPage = { readonly messages: readonly WAMessage[]; readonly next: string | null };
export type Identity = { readonly id: string; readonly lid: string };

/** Messages that may wait in memory for the decision whether they are kept; beyond, the oldest is not kept. */
const MOST_UNREAD = 5_000;
/**
 * Entries that are remembered while their message is handled. Beyond, the oldest is forgotten here and stays in the store: the next
 * reading finds it, and removes it when its message was handled by then.
 */
const MOST_KEPT = 5_000;

/**
 * Inbound messages are written down after they were decrypted and before WhatsApp is told that they arrived; they are removed
 * when their handler has stored what follows from them. What a killed process leaves is read by the next connection.
 */
export class InboundJournal {
  /** Stanzas that arrived, by the ciphertext inside them. */
  private readonly unread = new Map<Uint8Array, Stanza>();
  /** Entries whose message is being handled, by message id. */
  private readonly kept = new Map<string, string>();

  constructor(private readonly credentials: OwnerCredentials) {}

  arrived(stanza: Stanza): void {
    const { from, category, recipient } = stanza.attrs;
    // The own phone's messages (keys, history, what the owner writes) and those of groups are nobody's word to us.
    if (category === 'peer' || recipient !== undefined || !isPersonJid(from)) return;
    for (const part of ciphertextsOf(stanza)) this.unread.set(part, stanza);
    dropOldest(this.unread, MOST_UNREAD);
  }

  /** Rejects when it could not be written: then the message must not count as arrived. */
  async write(ciphertext: Uint8Array, plaintext: Uint8Array): Promise<void> {
    const stanza = this.unread.get(ciphertext);
    if (stanza === undefined) return;
    this.unread.delete(ciphertext);
    const { id, from } = stanza.attrs;
    if (id === undefined) return;
    const name = `${from} ${id}`;
    const entry: Entry = { attrs: { ...stanza.attrs }, plaintext: Buffer.from(plaintext).toString('base64') };
    await this.credentials.writeInbound(name, JSON.stringify(entry));
    this.remember(id, name);
  }

  /** A page of what is still to be handled, oldest first: the first, or the one behind `after`. Unreadable entries are removed. */
  async pending(me: Identity, after: string | null): Promise<PendingPage> {
    const messages: WAMessage[] = [];
    const { entries, next } = await this.credentials.readInbound(after);
    for (const { name, value } of entries) {
      const message = messageOf(value, me);
      if (message?.key.id) {
        this.remember(message.key.id, name);
        messages.push(message);
      } else await this.credentials.deleteInbound(name);
    }
    return { messages, next };
  }

  /** The message has been handled, or is nobody's word. */
  async remove(messageId: string): Promise<void> {
    const name = this.kept.get(messageId);
    if (name === undefined) return;
    this.kept.delete(messageId);
    await this.credentials.deleteInbound(name);
  }

  /** Entries that are remembered now. */
  get size(): number {
    return this.kept.size;
  }

  private remember(messageId: string, name: string): void {
    this.kept.set(messageId, name);
    dropOldest(this.kept, MOST_KEPT);
  }
}

function dropOldest<Key>(entries: Map<Key, unknown>, most: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= most) return;
    entries.delete(key);
  }
}

function ciphertextsOf({ content }: Stanza): Uint8Array[] {
  const parts = Array.isArray(content) ? (content as BinaryNode[]) : [];
  return parts.flatMap((part) => (part.tag === 'enc' && part.content instanceof Uint8Array ? [part.content] : []));
}

function messageOf(value: string, { id, lid }: Identity): WAMessage | null {
  try {
    const { attrs, plaintext } = JSON.parse(value) as Entry;
    const { fullMessage } = decodeMessageNode({ tag: 'message', attrs: { ...attrs } }, id, lid);
    const decoded = proto.Message.decode(unpadRandomMax16(Buffer.from(plaintext, 'base64')));
    if (decoded.deviceSentMessage) return null;
    return { ...fullMessage, message: decoded };
  } catch {
    return null;
  }
}
