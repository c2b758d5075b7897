/** What a contact writes back by itself. */
export interface AutoReply {
  /** Only to messages that contain this, whatever the case; left out: to every message. */
  readonly when?: string;
  readonly text: string;
  /** Milliseconds after the message was shown; default 0. */
  readonly afterMs?: number;
  /** How often at most; default without limit. */
  readonly times?: number;
}

export interface ContactSettings {
  /** Whether the number is on WhatsApp. */
  readonly exists: boolean;
  /** How many devices the person uses, the phone included (1–4). */
  readonly devices: number;
  /** The name the person gave themselves, seen with each of their messages. */
  readonly name: string;
  /** Milliseconds from server to phone; null: the phone is never reached. */
  readonly deliveryMs: number | null;
  /** Milliseconds from delivery to reading; null: never read. */
  readonly readMs: number | null;
  /** Which of their two addresses their messages and receipts come from. */
  readonly addressing: 'pn' | 'lid';
  readonly autoReplies: readonly AutoReply[];
  /** The number of the account when it is another spelling of this one (Brazil without the ninth digit …); null: this one. */
  readonly account: string | null;
  /** Writes under the LID alone: clients are never told the number. */
  readonly hidesNumber: boolean;
}

/** All but the name, which follows from the number, hold for every contact that was told nothing else. */
export type ContactDefaults = Omit<ContactSettings, 'name'>;

export const STANDARD_CONTACT: ContactDefaults = {
  exists: true,
  devices: 1,
  deliveryMs: 20,
  readMs: 60,
  addressing: 'pn',
  autoReplies: [],
  account: null,
  hidesNumber: false,
};
