import { lidJid, pnJid } from '../binary/jid.ts';
import { type SeededSource } from '../crypto/seeded-source.ts';
import { SignalDevice } from '../signal/signal-device.ts';
import { type Companion } from './companion.ts';
import { type AutoReply, type ContactDefaults, type ContactSettings } from './contact-settings.ts';

/** A message as its receiver sees it on the phone. */
export interface InboxMessage {
  readonly id: string;
  /** The account that wrote. */
  readonly from: string;
  readonly text: string | undefined;
  readonly media: string | undefined;
  /** The file beside the words, as it was decrypted; its bytes are fetched by `fileOf`. */
  readonly file: SeenFile | undefined;
  readonly shownAt: Date;
}

export interface SeenFile {
  readonly kind: string;
  readonly mimetype: string | undefined;
  readonly fileName: string | undefined;
  readonly caption: string | undefined;
  readonly isVoice: boolean;
  readonly bytes: number;
  readonly sha256: string;
}

/** Somebody with a phone number: a contact, the owner of an account, or both. */
export class Person {
  readonly phone: string;
  readonly lid: string;
  readonly inbox: InboxMessage[] = [];
  /** Accounts this person wrote to, with the token handed over then. */
  readonly tokens = new Map<string, Buffer>();
  /** How many messages the phone will still fail to decrypt. */
  failingDecrypts = 0;
  /** Devices linked to this number, by device number; undefined for a mere contact. */
  linkedDevices: ReadonlyMap<number, Companion> | undefined;
  private readonly source: SeededSource;
  private readonly defaults: () => ContactDefaults;
  private readonly shown = new Set<string>();
  private readonly files = new Map<string, Buffer>();
  private readonly answered = new Map<AutoReply, number>();
  private own: Partial<ContactSettings> = {};
  private generation = 0;
  private devices = new Map<number, SignalDevice>();

  constructor(phone: string, lid: string, source: SeededSource, defaults: () => ContactDefaults) {
    this.phone = phone;
    this.lid = lid;
    this.source = source;
    this.defaults = defaults;
  }

  get settings(): ContactSettings {
    return { name: `Contact ${this.phone.slice(-4)}`, ...this.defaults(), ...this.own };
  }

  set(changes: Partial<ContactSettings>): void {
    this.own = { ...this.own, ...changes };
  }

  /** Whether messages to this number reach anybody: not when it is only another spelling of the account's own. */
  get isReachable(): boolean {
    return this.settings.exists && this.settings.account === null;
  }

  /** Numbers of the devices that the simulator plays for this person. */
  get deviceNumbers(): number[] {
    return this.linkedDevices ? [0] : Array.from({ length: this.settings.devices }, (_, device) => device);
  }

  get pn(): string {
    return pnJid(this.phone);
  }

  /** The address the person's own stanzas come from. */
  jid(device = 0): string {
    return this.settings.addressing === 'lid' || this.settings.hidesNumber
      ? lidJid(this.lid, device)
      : pnJid(this.phone, device);
  }

  /** The Signal side of one device; made when it is first asked for. */
  device(number: number): SignalDevice {
    const known = this.devices.get(number);
    if (known) return known;
    const made = new SignalDevice(this.source, `${this.phone}:${number}:${this.generation}`);
    this.devices.set(number, made);
    return made;
  }

  /** The app was installed anew: other keys, no sessions. */
  reinstall(): void {
    this.generation += 1;
    this.devices = new Map();
  }

  /** Adds to the inbox. False when the phone already has that id from that sender: then nothing new is shown. */
  show(message: InboxMessage): boolean {
    const key = `${message.from}|${message.id}`;
    if (this.shown.has(key)) return false;
    this.shown.add(key);
    this.inbox.push(message);
    return true;
  }

  /** Keeps the bytes of a file that came with a message. */
  keepFile(from: string, id: string, content: Buffer): void {
    this.files.set(`${from}|${id}`, content);
  }

  /** The bytes of a file in the inbox, by the id of its message. */
  fileOf(id: string): Buffer | undefined {
    const from = this.inbox.find((message) => message.id === id)?.from;
    return from === undefined ? undefined : this.files.get(`${from}|${id}`);
  }

  /** Counts an automatic answer; false once it was given as often as it may be. */
  mayAnswer(answer: AutoReply): boolean {
    const times = this.answered.get(answer) ?? 0;
    if (answer.times !== undefined && times >= answer.times) return false;
    this.answered.set(answer, times + 1);
    return true;
  }

  forgetMessages(): void {
    this.failingDecrypts = 0;
    this.inbox.length = 0;
    this.shown.clear();
    this.files.clear();
    this.answered.clear();
  }
}
