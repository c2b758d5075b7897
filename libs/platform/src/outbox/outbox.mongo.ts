import { type Transaction } from '@relance/kernel';
import { type Connection, Types } from 'mongoose';
import { sessionOf } from '../mongo/transactions.ts';
import { type Write, writeTo } from '../mongo/write-together.ts';
import { ERASED, type OutboxEvent, type OutboxEventType, type OutboxWriter, personSubject } from './outbox.ts';

/** Subscriptions: one document for each endpoint. Only these fields are read here. */
export const OUTBOX_SUBSCRIPTIONS = 'webhooks';
export type SubscriptionDocument = {
  readonly _id: Types.ObjectId;
  /** Null: the whole installation's events. */
  readonly ownerId: string | null;
  readonly events: readonly string[];
  readonly active: boolean;
};

export const OUTBOX = 'webhook_deliveries';
/** One event on its way to one subscriber. */
export type OutboxDocument = {
  readonly _id: Types.ObjectId;
  readonly subscriberId: Types.ObjectId;
  readonly ownerId: string;
  readonly type: string;
  readonly subject: string;
  readonly seq: number;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** The id that the receiver sees; a replay keeps it. */
  readonly messageId: string;
  readonly state: 'pending' | 'delivered' | 'failed';
  /** Present while there is something left to do: what the partial indexes go by. */
  readonly open?: true;
  /** When the next attempt may be made, on the product's clock. */
  readonly dueAt: Date;
  /** Until when a process works on it, in real time. */
  readonly leasedUntil: Date;
  readonly attempts: number;
};

/** Another process's new subscription is noticed after this long; this process's own at once. Real time. */
const SUBSCRIPTIONS_AGE_MS = 1000;
/** While events come, subscriptions are read beside them: no transition waits for the question. A late answer still holds. */
const SUBSCRIPTIONS_LATE_MS = 3000;
/** Without events for so long, nobody asks. */
const UNUSED_MS = 60_000;
/** Mongoose's `readyState` of an open connection. */
const CONNECTED = 1;

type Subscription = Pick<SubscriptionDocument, '_id' | 'ownerId' | 'events'>;
type Listener = () => void;

/** The outbox on MongoDB: one document for each event and subscriber. */
export class MongoOutbox implements OutboxWriter {
  private known: readonly Subscription[] = [];
  private readAt = Number.NEGATIVE_INFINITY;
  private usedAt = 0;
  private edition = 0;
  private timer: NodeJS.Timeout | null = null;
  private reading: Promise<void> | null = null;
  private readonly listeners = new Set<Listener>();

  constructor(private readonly connection: Connection) {}

  async isWanted(type: OutboxEventType, ownerId: string): Promise<boolean> {
    await this.refresh();
    return this.known.some((one) => isFor(one, type, ownerId));
  }

  async writes(events: readonly OutboxEvent[]): Promise<readonly Write[]> {
    const documents = await this.documents(events);
    if (documents.length > 0) this.tell();
    return documents.map((document) => writeTo<OutboxDocument>(OUTBOX, { insertOne: { document } }));
  }

  async append(events: readonly OutboxEvent[], transaction: Transaction): Promise<void> {
    const documents = await this.documents(events);
    if (documents.length === 0) return;
    const session = sessionOf(transaction);
    await this.connection.collection<OutboxDocument>(OUTBOX).insertMany([...documents], session ? { session } : {});
    this.tell();
  }

  async erase(ownerId: string, subjects: readonly string[], transaction: Transaction): Promise<void> {
    const session = sessionOf(transaction);
    const options = session ? { session } : {};
    const deliveries = this.connection.collection<OutboxDocument>(OUTBOX);
    const told = { ownerId, subject: { $in: [...subjects] } };
    await deliveries.updateMany(
      { ...told, 'data.phone': { $exists: true } },
      { $set: { 'data.phone': ERASED } },
      options,
    );
    // A number may stand in the subject itself. Both go by events that are few: what was told is kept for days.
    const named = subjects.filter((subject) => subject.startsWith(personSubject('')));
    await deliveries.updateMany(
      { ownerId, subject: { $in: named } },
      { $set: { subject: personSubject(ERASED) } },
      options,
    );
  }

  /** The next event sees subscriptions as they are now. To be called after a subscription was changed. */
  forgetSubscriptions(): void {
    this.readAt = Number.NEGATIVE_INFINITY;
    this.edition += 1;
    this.reading = null;
  }

  /** Called when this process wrote something; the transaction may not be committed yet. */
  onAppended(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private async documents(events: readonly OutboxEvent[]): Promise<readonly OutboxDocument[]> {
    if (events.length === 0) return [];
    await this.refresh();
    if (this.known.length === 0) return [];
    return events.flatMap((event) => {
      const messageId = `msg_${new Types.ObjectId().toHexString()}`;
      return this.known
        .filter((one) => isFor(one, event.type, event.ownerId))
        .map((one) => outboxDocument(event, one._id, messageId));
    });
  }

  private async refresh(): Promise<void> {
    this.usedAt = performance.now();
    const ageMs = this.usedAt - this.readAt;
    if (ageMs < (this.timer ? SUBSCRIPTIONS_LATE_MS : SUBSCRIPTIONS_AGE_MS)) return;
    await this.readOnce();
    this.keepFresh();
  }

  private keepFresh(): void {
    this.timer ??= setInterval(() => {
      const isUsed = performance.now() - this.usedAt < UNUSED_MS;
      // What could not be read is too old soon, and then it is asked in line.
      if (isUsed && Number(this.connection.readyState) === CONNECTED) void this.readOnce().catch(() => undefined);
      else this.rest();
    }, SUBSCRIPTIONS_AGE_MS).unref();
  }

  private rest(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private async readOnce(): Promise<void> {
    const reading = (this.reading ??= this.read());
    try {
      await reading;
    } finally {
      if (this.reading === reading) this.reading = null;
    }
  }

  private async read(): Promise<void> {
    const asked = performance.now();
    const { edition } = this;
    const known = await this.connection
      .collection<SubscriptionDocument>(OUTBOX_SUBSCRIPTIONS)
      .find({ active: true }, { projection: { ownerId: 1, events: 1 } })
      .toArray();
    if (edition !== this.edition) return this.read();
    this.known = known;
    this.readAt = asked;
  }

  /** An event was written for a subscriber. Also for who writes one of its own (a replay). */
  tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const isFor = ({ ownerId, events }: Subscription, type: string, of: string): boolean =>
  (ownerId === null || ownerId === of) && events.includes(type);

const outboxDocument = (event: OutboxEvent, subscriberId: Types.ObjectId, messageId: string): OutboxDocument => ({
  _id: new Types.ObjectId(),
  subscriberId,
  ownerId: event.ownerId,
  type: event.type,
  subject: event.subject,
  seq: event.seq,
  at: event.at,
  data: event.data,
  messageId,
  state: 'pending',
  open: true,
  dueAt: event.at,
  leasedUntil: new Date(0),
  attempts: 0,
});

const outboxes = new WeakMap<Connection, MongoOutbox>();

/** The outbox of a connection: one for all stores of a process, so that they share what is known of subscriptions. */
export function outboxOf(connection: Connection): MongoOutbox {
  const known = outboxes.get(connection);
  if (known) return known;
  const made = new MongoOutbox(connection);
  outboxes.set(connection, made);
  return made;
}
