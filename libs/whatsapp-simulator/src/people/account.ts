import { type Companion } from './companion.ts';
import { type Person } from './person.ts';

/** A restriction on opening new chats, as the server tells it. */
export interface Timelock {
  readonly isActive: boolean;
  readonly endsAt: Date | undefined;
  readonly enforcementType: string;
}

/** Spelled as on the wire. */
export type Capping = Readonly<Record<'cycle_start_timestamp' | 'cycle_end_timestamp' | 'capping_status', string>> &
  Readonly<Record<'total_quota' | 'used_quota', number>>;

const NO_CAPPING: Capping = {
  total_quota: 1000,
  used_quota: 0,
  cycle_start_timestamp: '0',
  cycle_end_timestamp: '0',
  capping_status: 'NONE',
};

export interface AccountCounters {
  logins: number;
  messages: number;
  acks: number;
  rejected: number;
  queries: number;
}

/** Device numbers fit one byte, and 99 means a hosted device to clients. */
const LAST_DEVICE = 98;

/** A WhatsApp account: a phone and the devices linked to it. */
export class Account {
  readonly person: Person;
  readonly companions = new Map<number, Companion>();
  readonly counters: AccountCounters = { logins: 0, messages: 0, acks: 0, rejected: 0, queries: 0 };
  /** Code of the refusal at each login while the account is banned. */
  bannedWith: number | undefined;
  timelock: Timelock | undefined;
  /** Quota of new chats, as the server would tell it. */
  capping: Capping = NO_CAPPING;
  private lastDevice = 0;

  constructor(person: Person) {
    this.person = person;
  }

  get phone(): string {
    return this.person.phone;
  }

  /** The number the next linked device gets: never one in use, and not the one just given up. */
  nextDevice(): number {
    do this.lastDevice = (this.lastDevice % LAST_DEVICE) + 1;
    while (this.companions.has(this.lastDevice));
    return this.lastDevice;
  }

  /** Lifts bans and restrictions. */
  pardon(): void {
    this.bannedWith = undefined;
    this.timelock = undefined;
    this.capping = NO_CAPPING;
  }

  add(companion: Companion): void {
    this.companions.set(companion.device, companion);
    this.lastDevice = Math.max(this.lastDevice, companion.device);
  }
}
