import { parseJid } from '../binary/jid.ts';
import { type SeededSource } from '../crypto/seeded-source.ts';
import { Account } from './account.ts';
import { STANDARD_CONTACT, type ContactDefaults } from './contact-settings.ts';
import { LidCipher } from './lid.ts';
import { Person } from './person.ts';

/** Everybody. Any number of 5 to 15 digits exists as soon as it is asked for, unless it was told otherwise. */
export class Directory {
  readonly accounts = new Map<string, Account>();
  private readonly people = new Map<string, Person>();
  private readonly source: SeededSource;
  private readonly lids: LidCipher;
  private contactDefaults: ContactDefaults;

  constructor(source: SeededSource, defaults: Partial<ContactDefaults> = {}) {
    this.source = source;
    this.lids = new LidCipher(source);
    this.contactDefaults = { ...STANDARD_CONTACT, ...defaults };
  }

  get defaults(): ContactDefaults {
    return this.contactDefaults;
  }

  setDefaults(changes: Partial<ContactDefaults>): void {
    this.contactDefaults = { ...this.contactDefaults, ...changes };
  }

  person(phone: string): Person {
    const known = this.people.get(phone);
    if (known) return known;
    const made = new Person(phone, this.lids.lidOf(phone), this.source, () => this.contactDefaults);
    this.people.set(phone, made);
    return made;
  }

  /** The person behind a phone or LID address; undefined when it is neither. */
  byJid(jid: string | undefined): { readonly person: Person; readonly device: number } | undefined {
    const address = parseJid(jid);
    if (!address) return undefined;
    const phone = address.server === 'lid' ? this.lids.phoneOf(address.user) : address.user;
    const isUser = address.server === 'lid' || address.server === 's.whatsapp.net' || address.server === 'c.us';
    if (!phone || !isUser || !/^\d{5,15}$/.test(phone)) return undefined;
    return { person: this.person(phone), device: address.device };
  }

  /** The account of a phone, opened when it is first linked. */
  openAccount(phone: string): Account {
    const known = this.accounts.get(phone);
    if (known) return known;
    const person = this.person(phone);
    const account = new Account(person);
    person.linkedDevices = account.companions;
    this.accounts.set(phone, account);
    return account;
  }

  everybody(): Iterable<Person> {
    return this.people.values();
  }
}
