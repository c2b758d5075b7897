import { type OutboundMessage, type OutgoingRecord } from '@relance/messaging';
import { type OwnerCredentials } from '@relance/whatsapp-session-domain';
import { BoundedCache } from '../bounded-cache.ts';
import { encodeOutgoing } from './outgoing.ts';

/** A record is stored within moments of being asked for; one that was forgotten is written anew. */
const PREPARED_MAX = 100;
const PREPARED_FOR_MS = 10 * 60_000;

/**
 * Sees to it that the content of a message is stored before the message leaves: recipients that could not decrypt it ask for it
 * again, also after the process has ended.
 */
export class OutgoingKeeper {
  private readonly prepared = new BoundedCache(PREPARED_MAX, PREPARED_FOR_MS);

  constructor(private readonly credentials: OwnerCredentials) {}

  /** What is to be stored of a text; null for a message with a file, whose content is known only once it is uploaded. */
  prepare({ waMessageId, phone, text, media }: OutboundMessage): OutgoingRecord | null {
    if (media) return null;
    const value = encodeOutgoing({ to: phone, body: text });
    this.prepared.set(waMessageId, value);
    return this.credentials.outgoingRecord(waMessageId, value);
  }

  /** Stores the content, unless it is stored already as it was prepared here: sealed with the keys of this connection. */
  async keep({ waMessageId, phone, isKept }: OutboundMessage, body: string): Promise<void> {
    const value = encodeOutgoing({ to: phone, body });
    const isStored = isKept === true && this.prepared.get(waMessageId) === value;
    this.prepared.del(waMessageId);
    if (!isStored) await this.credentials.keepOutgoing(waMessageId, value);
  }
}
