import { type OwnerId } from '@relance/kernel';

/** What campaigns may know of an owner's WhatsApp: whether messages can leave now, and if not, what it waits for. */
export type SenderAvailability =
  | 'ready'
  | 'connecting' // opening, retrying or waiting for the network: comes back by itself
  | 'needs_scan' // expired or never linked: a person must scan
  | 'stopped' // the owner disconnected, or another client holds the session
  | 'restricted'; // WhatsApp banned or restricted the account

/** An owner's session as the sending engine sees it. */
export type Sender = {
  readonly ownerId: OwnerId;
  /** Rises at each take-over of the session; written with every claim and result (the fence). */
  readonly leaseToken: number;
  readonly availability: SenderAvailability;
  /** Until when new chats are refused (463); null when they are not. Warm chats go on. */
  readonly coldRestrictedUntil: Date | null;
  /** For sentences such as "waiting for connection, strike 2 of 3". */
  readonly strikes: number;
  readonly maxStrikes: number;
  /** E.164 of the account itself, while its connection is open. */
  readonly phone?: string | null;
};

/** A file that goes with a message. Its bytes are read only when WhatsApp does not have them from this session already. */
export type OutboundMedia = {
  /** The same bytes always have the same id: an upload is used again. */
  readonly id: string;
  /** `voice` is played as a voice note, `audio` as a file with a player. */
  readonly kind: 'image' | 'video' | 'document' | 'voice' | 'audio';
  readonly mimeType: string;
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
};

export type OutboundMessage = {
  /** Chosen by us before sending, so that a receipt can be matched and a repeat recognised. */
  readonly waMessageId: string;
  /** The account's number (see `messagePhone` of campaigns), E.164 with the leading "+". */
  readonly phone: string;
  /** With a file: its caption, or nothing. */
  readonly text: string;
  readonly media?: OutboundMedia;
};

/**
 * What became of a send. `accepted`: WhatsApp acknowledged it. `refused`: WhatsApp answered with an error code.
 * `unknown`: it may have left (no acknowledgement in time, connection lost). `not_sent`: it certainly never left.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly at: Date }
  | { readonly kind: 'refused'; readonly code: number; readonly at: Date }
  | { readonly kind: 'unknown'; readonly reason: 'ack_timeout' | 'connection_lost' | 'storage_failed' }
  | {
      readonly kind: 'not_sent';
      readonly reason: 'sender_unavailable' | 'lease_lost' | 'send_failed' | 'upload_failed';
    };

/** WhatsApp's later word on a message, matched by id alone (a LID contact answers under another address). */
export type Receipt = {
  readonly ownerId: OwnerId;
  readonly waMessageId: string;
  readonly kind: 'sent' | 'delivered' | 'read' | 'refused';
  /** Only with `refused`. */
  readonly code: number | null;
  readonly at: Date;
};

/** A message that a contact wrote to the owner. `id` repeats when the contact's phone resends it. */
export type InboundMessage = {
  readonly ownerId: OwnerId;
  readonly id: string;
  /** E.164 with "+"; null when WhatsApp gave only a LID whose phone is not known. */
  readonly phone: string | null;
  readonly lid: string | null;
  readonly text: string;
  readonly at: Date;
};

/**
 * WhatsApp's answer about one number. Only an explicit answer about this very number is `in` or `out`; a timeout, an error or
 * an answer that leaves the number out is `unknown`.
 */
export type NumberLookup = {
  /** As it was asked, E.164 with "+". */
  readonly asked: string;
  readonly answer: 'in' | 'out' | 'unknown';
  /** With `in`: the account's number (often the asked one, sometimes another spelling of it), E.164 with "+". */
  readonly phone: string | null;
  /** With `in`, where WhatsApp gave one: `<digits>@lid`. */
  readonly lid: string | null;
};

export type Unsubscribe = () => void;

/** The way out to WhatsApp. Sessions provide it; campaigns use it. Handlers are awaited and may not throw. */
export interface Messenger {
  /** The senders whose session lease this process holds. */
  senders(): readonly Sender[];
  /** One of them, or null when this process does not hold it. */
  sender(ownerId: OwnerId): Sender | null;
  /** Sends and waits (bounded by SEND_ACK_TIMEOUT_MS, real time) for WhatsApp's acknowledgement. Never rejects. */
  send(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome>;
  /** Asks about numbers; one answer for each, in order. Throws DomainError('unavailable') when the sender is not ready. */
  lookUp(ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]>;
  onReceipt(handler: (receipt: Receipt) => Promise<void>): Unsubscribe;
  onInbound(handler: (message: InboundMessage) => Promise<void>): Unsubscribe;
  /** Fires at each change of availability, restriction or lease of a held sender. */
  onSenderChanged(handler: (sender: Sender) => Promise<void>): Unsubscribe;
}

/** Injection token of the Messenger. */
export const MESSENGER = Symbol('Messenger');
