// What the commands of one message cost without the product: the bare driver sends the same three, one message after the other, to
// the same engine, over documents of their size. What the product adds to a message is the rest.
// BENCH_MESSAGES=500
import { type AnyClientBulkWriteModel, Binary, type Document, MongoClient, ObjectId } from 'mongodb';
import { type Figure, report, rounded, testDatabase } from '@relance/platform/testing';
import { DatabaseWatch } from './database-watch.ts';
import { cpuSecondsOf } from './process-meter.ts';

const MESSAGES = Number(process.env['BENCH_MESSAGES'] ?? 500);
const OWNER = 'owner-floor';
/** Signal keys that a message to a known contact writes. */
const KEYS = 2;
const text = 'x'.repeat(400);
const sealed = new Binary(Buffer.alloc(600));

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const database = await testDatabase();
const client = await MongoClient.connect(database.uri);
const db = client.db();
const watch = await DatabaseWatch.open(database.uri);
const campaignId = new ObjectId();
const people = Array.from({ length: MESSAGES }, (_, index) => ({
  contactId: new ObjectId(),
  targetId: new ObjectId(),
  phone: `+2376${String(70_000_000 + index)}`,
}));
await fill();
const enginePid = await watch.pid();

type Share = { readonly perSecond: number; readonly driverMs: number; readonly engineMs: number };
const pings = await measured(async () => void (await db.command({ ping: 1 })));
const reads = await measured(
  async ({ contactId }) => void (await db.collection('contacts').findOne({ _id: contactId })),
);
const messages = await measured(message);
const [deliveries, campaign] = await Promise.all([
  db.collection('message_deliveries').countDocuments(),
  db.collection<{ _id: ObjectId; sent: number }>('campaigns').findOne({ _id: campaignId }),
]);
if (deliveries !== MESSAGES || campaign?.sent !== MESSAGES)
  throw new Error(`${deliveries} deliveries and ${campaign?.sent} counted instead of ${MESSAGES}`);
report(
  'floor',
  [
    ...figuresOf('a ping', pings),
    ...figuresOf('a contact by its id', reads),
    ...figuresOf('the commands of a message', messages),
    { what: 'pings : messages', value: rounded(pings.perSecond / messages.perSecond, 1), unit: '', better: 'lower' },
  ],
  { messages: MESSAGES, pings, reads, sent: messages },
  say,
);
say('correct: each message has its delivery and was counted once');
await Promise.all([watch.close(), client.close()]);
await database.stop();
process.exit(0);

function figuresOf(what: string, { perSecond, driverMs, engineMs }: Share): Figure[] {
  return [
    { what: `${what}, one after the other`, value: rounded(perSecond), unit: '/s', better: 'higher' },
    { what: `${what}, processor time of the driver`, value: rounded(driverMs, 2), unit: 'ms', better: 'lower' },
    { what: `${what}, of the engine`, value: rounded(engineMs, 2), unit: 'ms', better: 'lower' },
  ];
}

/** A fifth of them first, so that what is compiled on the way is not measured; those are asked with people of their own. */
async function measured(once: (person: (typeof people)[number]) => Promise<void>): Promise<Share> {
  if (once !== message) for (const person of people.slice(0, MESSAGES / 5)) await once(person);
  const [startedAt, own, engine] = [performance.now(), process.cpuUsage(), cpuSecondsOf(enginePid)];
  for (const person of people) await once(person);
  const { user, system } = process.cpuUsage(own);
  return {
    perSecond: MESSAGES / ((performance.now() - startedAt) / 1000),
    driverMs: (user + system) / 1000 / MESSAGES,
    engineMs: ((cpuSecondsOf(enginePid) - engine) * 1000) / MESSAGES,
  };
}

/** The gates' question beside the write of the intent with the keys of the message before it, then the commit. */
async function message({ contactId, targetId, phone }: (typeof people)[number]): Promise<void> {
  const session = client.startSession();
  session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
  await Promise.all([gates(contactId, phone), intent(targetId, phone, session)]);
  await session.commitTransaction();
  await session.endSession();
}

function part(coll: string, filter: Document): Document {
  return { $unionWith: { coll, pipeline: [{ $match: filter }] } };
}

async function gates(contactId: ObjectId, phone: string): Promise<void> {
  const named = { $or: [{ _id: { $in: [phone] } }, { keys: { $in: [phone] } }] };
  const found = await db
    .collection<{ _id: string }>('relance_configs')
    .aggregate([
      { $match: { _id: OWNER } },
      part('sender_states', { _id: OWNER }),
      part('campaigns', { ownerId: OWNER, status: 'active' }),
      part('sender_days', { _id: `${OWNER}:1` }),
      part('contacts', { _id: { $in: [contactId] }, ownerId: OWNER }),
      part('opt_outs', named),
    ])
    .toArray();
  if (found.length < 4) throw new Error(`the gates' question found ${found.length}`);
}

async function intent(
  targetId: ObjectId,
  phone: string,
  session: ReturnType<MongoClient['startSession']>,
): Promise<void> {
  const at = (collection: string) => `${db.databaseName}.${collection}`;
  const update = (collection: string, filter: Document, change: Document, upsert = false) =>
    ({ name: 'updateOne', namespace: at(collection), filter, update: change, upsert }) as const;
  const models: AnyClientBulkWriteModel<Document>[] = [
    update('whatsapp_credentials', { _id: OWNER, fence: 1 }, { $inc: { keyWrites: 1 } }),
    ...Array.from({ length: KEYS }, (_, key) =>
      update('whatsapp_signal_keys', { _id: `${phone}:${key}` }, { $set: { ownerId: OWNER, value: sealed } }, true),
    ),
    update('campaigns', { _id: campaignId, status: 'active', epoch: 1 }, { $inc: { sent: 1, statsRev: 1 } }),
    update('relance_targets', { _id: targetId, status: 'active', rev: 0 }, { $set: { status: 'sending', rev: 1 } }),
    update('sender_states', { _id: OWNER }, { $set: { nextSlotAt: new Date() } }),
    update('sender_days', { _id: `${OWNER}:1` }, { $inc: { reserved: 1 } }),
    {
      name: 'insertOne',
      namespace: at('message_deliveries'),
      document: { _id: new ObjectId(), campaignId, targetId, waMessageId: `3EB0${phone}`, state: 'sending', text },
    },
    update('whatsapp_outgoing', { _id: phone }, { $set: { content: sealed, ownerId: OWNER } }, true),
  ];
  await client.bulkWrite(models, { session });
}

async function fill(): Promise<void> {
  const now = new Date();
  await db.collection<Document>('relance_configs').insertOne({ _id: OWNER as never, timeZone: 'UTC', windows: [] });
  await db.collection<Document>('sender_states').insertOne({ _id: OWNER as never, pacing: {} });
  await db.collection<Document>('sender_days').insertOne({ _id: `${OWNER}:1` as never, reserved: 0 });
  await db.collection<Document>('whatsapp_credentials').insertOne({ _id: OWNER as never, fence: 1, keyWrites: 0 });
  await db.collection('campaigns').createIndex({ ownerId: 1, status: 1 });
  await db
    .collection('campaigns')
    .insertOne({ _id: campaignId, ownerId: OWNER, status: 'active', epoch: 1, sent: 0, text });
  await db.collection('opt_outs').createIndex({ keys: 1 });
  await db.collection('relance_targets').createIndex({ ownerId: 1, campaignId: 1, status: 1, dueAt: 1 });
  await db.collection('message_deliveries').createIndex({ waMessageId: 1 }, { unique: true });
  await db.collection('message_deliveries').createIndex({ campaignId: 1, state: 1 });
  await db.collection('contacts').createIndex({ ownerId: 1, phone: 1 }, { unique: true });
  await db
    .collection('contacts')
    .insertMany(people.map(({ contactId: _id, phone }) => ({ _id, ownerId: OWNER, phone, name: 'Awa', text })));
  await db.collection('relance_targets').insertMany(
    people.map(({ targetId: _id, contactId, phone }) => ({
      ...{ _id, ownerId: OWNER, campaignId, contactId, phone, status: 'active', rev: 0, dueAt: now, days: [] },
    })),
  );
}
