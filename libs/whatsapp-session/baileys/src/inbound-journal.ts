import { decodeMessageNode, proto, unpadRandomMax16, type BinaryNode, type WAMessage } from '@whiskeysockets/baileys';
import { type OwnerCredentials } from '@relance/whatsapp-session-domain';
import { isPersonJid } from './jid.ts';

type Stanza = { readonly attrs: Readonly<Record<string, string>>; readonly content?: unknown };
type Entry = { readonly attrs: Readonly<Record<string, string>>; readonly plaintext: string };
export type Identity = { readonly id: string; readonly lid: string };

/** How many messages may wait in memory for the decision whether they are kept. */
const MOST_UNREAD = 5_000;

/**
 * Inbound messages are written down after they were decrypted and before WhatsApp is told that they arrived; they are struck out
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
    const [oldest] = this.unread.keys();
    if (this.unread.size > MOST_UNREAD && oldest !== undefined) this.unread.delete(oldest);
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
    this.kept.set(id, name);
  }

  /** What is still to be handled, oldest first. Unreadable entries are struck out. */
  async pending(me: Identity): Promise<WAMessage[]> {
    const found: WAMessage[] = [];
    for (const { name, value } of await this.credentials.readInbound()) {
      const message = messageOf(value, me);
      if (message?.key.id) {
        this.kept.set(message.key.id, name);
        found.push(message);
      } else await this.credentials.deleteInbound(name);
    }
    return found;
  }

  /** The message has been handled, or is nobody's word. */
  async strike(messageId: string): Promise<void> {
    const name = this.kept.get(messageId);
    if (name === undefined) return;
    this.kept.delete(messageId);
    await this.credentials.deleteInbound(name);
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
