import { type Transaction } from '@relance/kernel';
import { type Write } from '../mongo/write-together.ts';

/** What other programs can be told of. The name is part of the contract with receivers. */
export const outboxEventTypes = [
  'session.updated',
  'campaign.updated',
  'target.exited',
  'delivery.updated',
  'contact.opted_out',
  'contact.replied',
] as const;
export type OutboxEventType = (typeof outboxEventTypes)[number];

/** One fact for subscribers, written in the transaction of the change that it tells of. */
export type OutboxEvent = {
  readonly type: OutboxEventType;
  readonly ownerId: string;
  /** What the event is about, e.g. `campaign:<id>`. Events of one subject reach a receiver in the order of `seq`. */
  readonly subject: string;
  /** Rises with each change of the subject: its `rev`, or the milliseconds of the change. */
  readonly seq: number;
  /** On the product's clock. */
  readonly at: Date;
  /** JSON values only; never message texts or secrets. */
  readonly data: Readonly<Record<string, unknown>>;
};

/**
 * Where stores put events for subscribers. Nothing is written while nobody subscribes to an event; whether somebody does is
 * known from a cache, so that a send costs nothing more than a look into memory.
 */
export interface OutboxWriter {
  /** The writes for those events that somebody subscribes to, to go into a batch of the same transaction. */
  writes(events: readonly OutboxEvent[]): Promise<readonly Write[]>;
  /** The same for stores that have no batch: inserts inside `transaction`. */
  append(events: readonly OutboxEvent[], transaction: Transaction): Promise<void>;
  /**
   * Takes a person's number out of events that were told or are still to be told: those of these subjects, of this owner. Receivers
   * of events that are still under way, and of replays, get `phone: 'erased'`.
   */
  erase(ownerId: string, subjects: readonly string[], transaction: Transaction): Promise<void>;
  /** Whether anybody subscribes to this, so that a costly event need not be built. */
  isWanted(type: OutboxEventType, ownerId: string): Promise<boolean>;
}
/** Stands where the number of an erased person stood. */
export const ERASED = 'erased';
/** The subject of events about a person who is known by an address alone. */
export const personSubject = (address: string): string => `person:${address}`;
export const OUTBOX_WRITER = Symbol('OutboxWriter');
