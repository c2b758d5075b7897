import { type Collection, Long, type MongoClient, UUID } from 'mongodb';
import { RawClient } from './raw-client.ts';
import { type Thing } from './test-server.ts';

/** Messages of one group: what a process writes down at once. */
const GROUP = 50;
const SENDERS = 1000;

/** Collections of the load, by what they are to a follow-up engine. */
export type LoadLedger = Readonly<Record<'campaigns' | 'targets' | 'deliveries' | 'senders', Collection<Thing>>>;

/** Makes the collections, their indexes and the documents every group meets. */
export const openLedger = async (client: MongoClient): Promise<LoadLedger> => {
  const db = client.db('soak');
  const ledger = {
    campaigns: db.collection<Thing>('campaigns'),
    targets: db.collection<Thing>('targets'),
    deliveries: db.collection<Thing>('deliveries'),
    senders: db.collection<Thing>('senders'),
  };
  await ledger.targets.createIndex(
    { senderId: 1, dueAt: 1, _id: 1 },
    { partialFilterExpression: { status: 'active' }, name: 'claim' },
  );
  await ledger.deliveries.createIndex({ targetId: 1, day: 1 }, { unique: true });
  await ledger.deliveries.createIndex({ waMessageId: 1 }, { unique: true });
  await ledger.deliveries.createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
  await ledger.campaigns.insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: n, sent: 0, epoch: 1 })));
  await ledger.senders.insertMany(
    Array.from({ length: SENDERS }, (_, n) => ({ _id: n, nextSlotAt: new Date(), sent: 0 })),
  );
  await ledger.targets.insertMany(
    Array.from({ length: SENDERS * 2 }, (_, n) => ({
      _id: n,
      senderId: n % SENDERS,
      campaignId: n % 20,
      status: 'active',
      currentDay: 1,
      dueAt: new Date(n),
    })),
  );
  return ledger;
};

/** Intent: one transaction reads the campaigns, takes the targets and writes the deliveries down. */
const intend = (client: MongoClient, { campaigns, targets, deliveries }: LoadLedger, ids: number[], at: number) =>
  client.withSession((session) =>
    session.withTransaction(async () => {
      await campaigns.find({ _id: { $in: [at % 20] } }, { session }).toArray();
      await targets.updateMany(
        { _id: { $in: ids }, status: 'active' },
        { $set: { status: 'sending', leaseToken: at } },
        { session },
      );
      const expireAt = new Date(Date.now() + 1500);
      await deliveries.insertMany(
        ids.map((id) => ({ targetId: id, day: at, waMessageId: `m${at}-${id}`, state: 'intent', expireAt })),
        { session },
      );
    }),
  );

/** Result: fenced by the lease's token, the day moved on, counters in the same breath. */
const settle = async ({ campaigns, targets, deliveries }: LoadLedger, ids: number[], at: number): Promise<void> => {
  await targets.bulkWrite(
    ids.map((id) => ({
      updateOne: {
        filter: { _id: id, status: 'sending', leaseToken: at },
        update: { $set: { status: 'active', dueAt: new Date() }, $inc: { currentDay: 1 } },
      },
    })),
  );
  await deliveries.bulkWrite(
    ids.map((id) => ({ updateOne: { filter: { targetId: id, day: at }, update: { $set: { state: 'sent' } } } })),
    { ordered: false },
  );
  await campaigns.updateOne({ _id: at % 20 }, { $inc: { sent: ids.length } });
};

/** Receipts, reads and slots, as they come while a group is sent. */
const surround = async ({ targets, deliveries, senders }: LoadLedger, ids: number[], at: number): Promise<void> => {
  const receipts = (state: string) =>
    deliveries.bulkWrite(
      ids.map((id) => ({ updateOne: { filter: { waMessageId: `m${at}-${id}` }, update: { $set: { state } } } })),
      { ordered: false, writeConcern: { w: 1 } },
    );
  await Promise.all([
    ...ids.map((id) =>
      senders.findOneAndUpdate({ _id: id % SENDERS }, { $set: { nextSlotAt: new Date() }, $inc: { sent: 1 } }),
    ),
    ...ids.slice(0, 10).map((id) =>
      targets
        .find({ senderId: id % SENDERS, status: 'active' })
        .sort({ dueAt: 1 })
        .limit(5)
        .toArray(),
    ),
    targets.aggregate([{ $group: { _id: '$status', count: { $sum: 1 } } }]).toArray(),
    deliveries
      .find({ expireAt: { $gt: new Date(0) } }, { readConcern: { level: 'snapshot' } })
      .limit(5)
      .toArray(),
  ]);
  await receipts('delivered');
  await receipts('read');
};

/** A client that goes away in the middle: an open cursor, an open transaction, a closed connection. */
const vanish = async (port: number): Promise<void> => {
  const raw = await RawClient.open(port);
  await raw.command({ find: 'targets', $db: 'soak', batchSize: 2 });
  await raw.command({
    update: 'targets',
    updates: [{ q: { _id: 'nobody' }, u: { $set: { touched: true } } }],
    $db: 'soak',
    lsid: { id: new UUID() },
    txnNumber: Long.fromNumber(1),
    startTransaction: true,
    autocommit: false,
  });
  raw.close();
};

/** One group of messages from claim to receipt. @returns how many operations that was, a bulk's items counted each. */
export const sendGroup = async (client: MongoClient, books: LoadLedger, at: number, port: number): Promise<number> => {
  const ids = Array.from({ length: GROUP }, (_, n) => (at * GROUP + n) % (SENDERS * 2));
  await intend(client, books, ids, at);
  await settle(books, ids, at);
  await surround(books, ids, at);
  if (at % 5 === 0) await vanish(port);
  return GROUP * 7 + 16;
};
