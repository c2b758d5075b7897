import { type ContactId, type OwnerId } from '@relance/kernel';
import { type Campaign } from '../campaign/campaign.ts';
import { type CalendarDay, type Contact } from '../contact/contact.ts';
import { type SenderState } from '../sending/sender-state.ts';
import { type OwnerSettings } from '../settings/settings.ts';
import { type SenderDay } from './sender-day-store.port.ts';

/** About whom the gates ask. */
export type GateQuestion = {
  readonly ownerId: OwnerId;
  /** The calendar days that it can be for the owner. */
  readonly days: readonly CalendarDay[];
  /** Who is likely to be next, and who after them; none while nobody is known. */
  readonly people: readonly { readonly contactId: ContactId; readonly keys: readonly string[] }[];
};

/** A person as found; `contact` is null when it is gone or another owner's. */
export type GatePerson = { readonly contact: Contact | null; readonly isOptedOut: boolean };

/** Each part as its own store would answer it in this moment. */
export type GateAnswer = {
  readonly settings: OwnerSettings;
  readonly state: SenderState;
  /** Active and paused, by priority, then age. */
  readonly running: readonly Campaign[];
  readonly dayOf: (day: CalendarDay) => SenderDay;
  /** One for each of the people asked about, in their order. */
  readonly people: readonly GatePerson[];
};

/** What the gates ask before each message, in one question to the database; nothing is remembered from one to the next. */
export interface GateStore {
  /** `soon`: something waits for the answer, so that it does not wait for others who may ask in the same turn. */
  read(question: GateQuestion, options?: { readonly soon?: boolean }): Promise<GateAnswer>;
  /** About one person of an owner; who asks for several at the same moment shares the command. */
  findPerson(ownerId: OwnerId, person: GateQuestion['people'][number]): Promise<GatePerson>;
}
export const GATE_STORE = Symbol('GateStore');
