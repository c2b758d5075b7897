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
  /** Until when new chats are refused (463), on the product's clock; null when they are not. Warm chats go on. */
  readonly coldRestrictedUntil: Date | null;
  /** Until when the whole account is restricted (a ban that ends), on the product's clock; null when it is not, or no end is known. */
  readonly restrictedUntil: Date | null;
  /**
   * The WhatsApp number that is linked, E.164 with "+"; null while nothing is linked (or the session has not opened since this is
   * kept). Warm-up, caps, restrictions and warmth are facts about this number, not about the owner.
   */
  readonly linkedPhone: string | null;
  /** For sentences such as "waiting for connection, strike 2 of 3". */
  readonly strikes: number;
  readonly maxStrikes: number;
  /** E.164 of the account itself, while its connection is open. */
  readonly phone?: string | null;
};

/** What is known of a sender in every process. */
export type SenderStanding = Pick<Sender, 'availability' | 'coldRestrictedUntil' | 'restrictedUntil'>;

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
  /** The account's number (see `messagePhone` of campaigns), E.164 with the leading "+"; a LID (`…@lid`) where nothing else is known. */
  readonly phone: string;
  /** With a file: its caption, or nothing. */
  readonly text: string;
  readonly media?: OutboundMedia;
  /**
   * Asked once, when all is prepared and the frame is about to leave; with `false` nothing leaves (`not_sent`, `withdrawn`). No
   * inbound message of this owner is handed over between the answer and the frame.
   */
  readonly mayLeave?: () => Promise<boolean>;
  /** What `prepare` answered for this very message is stored by now; otherwise the messenger stores it itself. */
  readonly isKept?: boolean;
};

/**
 * What the messenger must have kept of a message before it leaves (sealed: nobody else can read it), for a store that writes it together
 * with the decision to send. `fields` are plain values and bytes of the database's driver.
 */
export type OutgoingRecord = {
  readonly collection: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
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
      readonly reason: 'sender_unavailable' | 'lease_lost' | 'send_failed' | 'upload_failed' | 'withdrawn';
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

/**
 * What a person wrote to the owner in a one-to-one chat. Never the owner's own messages, groups, status posts, channels, broadcast
 * lists, reactions or protocol messages. `id` repeats when the person's phone or the server sends the message again.
 */
export type InboundMessage = {
  readonly ownerId: OwnerId;
  /** The linked number it was written to, E.164 with "+"; null when it is not known yet. */
  readonly linkedPhone: string | null;
  readonly id: string;
  /** E.164 with "+"; null when WhatsApp gave only a LID whose phone is not known. */
  readonly phone: string | null;
  readonly lid: string | null;
  /** The words; null for a reply without words (voice note, picture, sticker, location, contact card …). */
  readonly text: string | null;
  /** When the person wrote it, by WhatsApp's clock. */
  readonly at: Date;
  /** An old message that was replayed with the history: no reply to anything sent now. */
  readonly isHistory: boolean;
};

/** WhatsApp told that a LID and a phone are the same person. */
export type LidLearnt = { readonly ownerId: OwnerId; readonly lid: string; readonly phone: string };

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
  /**
   * Whether and why not messages of these owners can leave now, whichever process holds their sessions: every process answers the
   * same. `ready` in another process: what is left for it there leaves within seconds. Who never linked a phone needs a scan.
   */
  standings(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, SenderStanding>>;
  /**
   * The record of a message that is about to be sent, to be stored before `send` is called with `isKept`. Null when there is
   * nothing to store ahead (a message with a file, a sender that is not here); changes nothing.
   */
  prepare(ownerId: OwnerId, message: OutboundMessage): OutgoingRecord | null;
  /**
   * Removes what was kept of these messages for recipients that ask for them again (a person is erased). Works for every owner,
   * whichever process holds the sender; safe to repeat.
   */
  forget(ownerId: OwnerId, waMessageIds: readonly string[]): Promise<void>;
  /** Sends and waits (bounded by SEND_ACK_TIMEOUT_MS, real time) for WhatsApp's acknowledgement. Never rejects. */
  send(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome>;
  /** Asks about numbers; one answer for each, in order. Throws DomainError('unavailable') when the sender is not ready. */
  lookUp(ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]>;
  onReceipt(handler: (receipt: Receipt) => Promise<void>): Unsubscribe;
  /**
   * Every message is handed over until a handler has taken it: it resolves once the message is stored, and rejects otherwise. What
   * was not taken (also by a process that died) is handed over again later.
   */
  onInbound(handler: (message: InboundMessage) => Promise<void>): Unsubscribe;
  /** A LID got a phone: what was kept under the LID alone holds for the phone too. Told once each time WhatsApp says so. */
  onLidLearnt(handler: (learnt: LidLearnt) => Promise<void>): Unsubscribe;
  /** Fires at each change of availability, restriction or lease of a held sender. */
  onSenderChanged(handler: (sender: Sender) => Promise<void>): Unsubscribe;
}

/** Injection token of the Messenger. */
export const MESSENGER = Symbol('Messenger');
