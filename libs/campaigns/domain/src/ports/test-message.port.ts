import { type MediaId, type OwnerId } from '@relance/kernel';

/** A message that an owner sends to see how it looks: to the own number or a confirmed one, never part of a campaign. */
export type TestMessage = {
  readonly id: string;
  readonly ownerId: OwnerId;
  /** E.164; null: the owner's own number. */
  readonly phone: string | null;
  readonly text: string;
  readonly mediaIds: readonly MediaId[];
  readonly state: TestMessageState;
  /** Why it did not leave; null otherwise. */
  readonly problem: string | null;
  readonly createdAt: Date;
};

/** `unknown`: it may have left. */
export const testMessageStates = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const;
export type TestMessageState = (typeof testMessageStates)[number];

/** A number that its holder confirmed to belong to the owner, or is about to. */
export type TestNumber = { readonly phone: string; readonly confirmedAt: Date | null };

/** Whoever gets a code wrong so often must ask for a new one. */
export const CODE_TRIES_MAX = 5;
export const TEST_MESSAGES_PER_DAY = 10;
export const TEST_NUMBERS_MAX = 5;

export interface TestMessageStore {
  /** Takes one of the day's numbered places; null when all are taken, so that never more than the limit leave. */
  enqueue(
    message: Pick<TestMessage, 'ownerId' | 'phone' | 'text' | 'mediaIds'>,
    place: { readonly day: string; readonly limit: number },
    now: Date,
  ): Promise<TestMessage | null>;
  find(id: string): Promise<TestMessage | null>;
  /** Of these owners, those that nobody began to send. */
  queued(ownerIds: readonly OwnerId[], limit: number): Promise<readonly TestMessage[]>;
  /** queued → sending; false when somebody else began or gave it up. */
  begin(id: string): Promise<boolean>;
  /** The end of it; the text is forgotten. */
  finish(id: string, state: TestMessageState, problem: string | null): Promise<void>;
  /** Nobody began to send it: its place is free again. False when somebody had. */
  withdraw(id: string): Promise<boolean>;
  /** How many places of the day are taken. */
  count(ownerId: OwnerId, day: string): Promise<number>;

  numbers(ownerId: OwnerId): Promise<readonly TestNumber[]>;
  /** Remembers the hash of a code that was sent to a number, in place of an earlier one. */
  expectCode(ownerId: OwnerId, phone: string, code: { readonly hash: string; readonly until: Date }): Promise<void>;
  /** `wrong` also when the code is too old, was tried too often or never sent. */
  confirm(ownerId: OwnerId, phone: string, hash: string, now: Date): Promise<'confirmed' | 'wrong'>;
  removeNumber(ownerId: OwnerId, phone: string): Promise<boolean>;
}
export const TEST_MESSAGE_STORE = Symbol('TestMessageStore');
