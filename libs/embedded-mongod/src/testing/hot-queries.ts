import { type Collection, type Document } from 'mongodb';
import { type Thing } from './test-server.ts';

/** A query shape a follow-up engine lives on: which index must serve it and how much it may look at. */
export type HotQuery = {
  readonly name: string;
  readonly collection: 'campaigns' | 'targets' | 'deliveries' | 'senders' | 'audit';
  readonly filter: Document;
  readonly sort?: Record<string, 1 | -1>;
  readonly limit: number;
  readonly index: string;
  readonly mostKeys: number;
  readonly mostDocs: number;
};

/** Campaigns of the data below; targets are spread over them. */
export const CAMPAIGNS = 400;
const SENDERS = 50;
const statuses = ['active', 'active', 'active', 'paused', 'completed'] as const;
const types = ['default', 'filtered'] as const;

/** The indexes, as a production collection would have them. */
export const hotIndexes: Readonly<
  Record<
    HotQuery['collection'],
    readonly {
      key: Record<string, 1 | -1>;
      name: string;
      unique?: boolean;
      partialFilterExpression?: Document;
      expireAfterSeconds?: number;
    }[]
  >
> = {
  campaigns: [
    { name: 'C1', key: { createdAt: -1, _id: -1 } },
    { name: 'C2', key: { status: 1, type: 1, createdAt: -1, _id: -1 } },
    { name: 'C3', key: { type: 1, createdAt: -1, _id: -1 } },
    { name: 'C4', key: { ownerId: 1, createdAt: -1, _id: -1 } },
    { name: 'C5', key: { nextDueAt: 1, _id: 1 }, partialFilterExpression: { status: 'active' } },
    { name: 'C7', key: { nameKey: 1, _id: 1 } },
    { name: 'C8', key: { updatedAt: 1, _id: 1 } },
  ],
  targets: [
    { name: 'T1', key: { campaignId: 1, recipientKey: 1 }, unique: true },
    {
      name: 'T2',
      key: { senderId: 1, campaignId: 1, dueAt: 1, _id: 1 },
      partialFilterExpression: { status: 'active' },
    },
    { name: 'T3', key: { leaseUntil: 1 }, partialFilterExpression: { status: 'sending' } },
    { name: 'T4', key: { campaignId: 1, status: 1, _id: 1 } },
    {
      name: 'T5',
      key: { recipientKey: 1 },
      partialFilterExpression: { status: { $in: ['active', 'sending', 'paused'] } },
    },
  ],
  deliveries: [
    { name: 'D1', key: { targetId: 1, day: 1, attempt: 1 }, unique: true },
    { name: 'D2', key: { waMessageId: 1 }, unique: true, partialFilterExpression: { waMessageId: { $exists: true } } },
    { name: 'D3', key: { campaignId: 1, state: 1, _id: 1 } },
  ],
  senders: [{ name: 'S1', key: { nextSlotAt: 1 }, partialFilterExpression: { state: 'connected' } }],
  audit: [{ name: 'A1', key: { entityId: 1, _id: -1 } }],
};

const at = (n: number): Date => new Date(1_700_000_000_000 + n * 1000);

/** The n-th document of a collection. */
export const hotDocument = (collection: HotQuery['collection'], n: number): Thing => {
  switch (collection) {
    case 'campaigns':
      return {
        _id: n,
        status: statuses[n % 5],
        type: types[n % 2],
        createdAt: at(n),
        ownerId: `o${n % 20}`,
        nextDueAt: at(n),
        nameKey: `campaign ${String(n).padStart(6, '0')}`,
        updatedAt: at(n),
      };
    case 'targets':
      return {
        _id: n,
        campaignId: n % CAMPAIGNS,
        recipientKey: `r${n}`,
        senderId: `s${n % SENDERS}`,
        status: n % 1000 === 0 ? 'sending' : statuses[Math.floor(n / CAMPAIGNS) % 5],
        dueAt: at(n),
        leaseUntil: at(n),
        currentDay: 1,
      };
    case 'deliveries':
      return {
        _id: n,
        targetId: n,
        day: 1,
        attempt: 1,
        waMessageId: `w${n}`,
        campaignId: n % CAMPAIGNS,
        state: n % 50 === 0 ? 'failed' : 'sent',
      };
    case 'senders':
      return { _id: n, state: n % 2 === 0 ? 'connected' : 'expired', nextSlotAt: at(n) };
    case 'audit':
      return { _id: n, entityId: `e${n % 100}` };
  }
};

/** Every hot shape and its budget, the same at any size. */
export const hotQueries: readonly HotQuery[] = [
  {
    name: 'campaign list, no filter',
    collection: 'campaigns',
    filter: {},
    sort: { createdAt: -1, _id: -1 },
    limit: 20,
    index: 'C1',
    mostKeys: 20,
    mostDocs: 20,
  },
  {
    name: 'campaign list by status (two merged scans)',
    collection: 'campaigns',
    filter: { status: 'active', type: { $in: ['default', 'filtered'] } },
    sort: { createdAt: -1, _id: -1 },
    limit: 20,
    index: 'C2',
    mostKeys: 22,
    mostDocs: 22,
  },
  {
    name: 'campaign list by type',
    collection: 'campaigns',
    filter: { type: 'default' },
    sort: { createdAt: -1, _id: -1 },
    limit: 20,
    index: 'C3',
    mostKeys: 20,
    mostDocs: 20,
  },
  {
    name: 'campaign list by status and type',
    collection: 'campaigns',
    filter: { status: 'active', type: 'default' },
    sort: { createdAt: -1, _id: -1 },
    limit: 20,
    index: 'C2',
    mostKeys: 20,
    mostDocs: 20,
  },
  {
    name: 'campaigns of an owner, page',
    collection: 'campaigns',
    filter: { ownerId: 'o3' },
    sort: { createdAt: -1, _id: -1 },
    limit: 20,
    index: 'C4',
    mostKeys: 20,
    mostDocs: 20,
  },
  {
    name: 'due campaigns',
    collection: 'campaigns',
    filter: { status: 'active', nextDueAt: { $lte: at(100_000_000) } },
    sort: { nextDueAt: 1, _id: 1 },
    limit: 10,
    index: 'C5',
    mostKeys: 10,
    mostDocs: 10,
  },
  {
    name: 'campaigns by prefix of the name',
    collection: 'campaigns',
    filter: { nameKey: /^campaign 00001/ },
    sort: { nameKey: 1 },
    limit: 20,
    index: 'C7',
    mostKeys: 21,
    mostDocs: 20,
  },
  {
    name: 'a recipient of a campaign',
    collection: 'targets',
    filter: { campaignId: 7, recipientKey: 'r407' },
    limit: 1,
    index: 'T1',
    mostKeys: 1,
    mostDocs: 1,
  },
  {
    name: 'claim of one sender over its campaigns',
    collection: 'targets',
    filter: {
      senderId: 's7',
      campaignId: { $in: [7, 57, 107, 157] },
      status: 'active',
      dueAt: { $lte: at(100_000_000) },
    },
    sort: { dueAt: 1 },
    limit: 5,
    index: 'T2',
    mostKeys: 9,
    mostDocs: 9,
  },
  {
    name: 'expired leases',
    collection: 'targets',
    filter: { status: 'sending', leaseUntil: { $lt: at(100_000_000) } },
    limit: 5,
    index: 'T3',
    mostKeys: 5,
    mostDocs: 5,
  },
  {
    name: 'targets of a campaign, page',
    collection: 'targets',
    filter: { campaignId: 7, status: 'active', _id: { $gt: 100 } },
    sort: { _id: 1 },
    limit: 5,
    index: 'T4',
    mostKeys: 5,
    mostDocs: 5,
  },
  {
    name: 'live targets of a recipient',
    collection: 'targets',
    filter: { recipientKey: 'r407', status: { $in: ['active', 'sending'] } },
    limit: 10,
    index: 'T5',
    mostKeys: 1,
    mostDocs: 1,
  },
  {
    name: 'the delivery of a day',
    collection: 'deliveries',
    filter: { targetId: 77, day: 1, attempt: 1 },
    limit: 1,
    index: 'D1',
    mostKeys: 1,
    mostDocs: 1,
  },
  {
    name: 'a receipt by message id',
    collection: 'deliveries',
    filter: { waMessageId: 'w77' },
    limit: 1,
    index: 'D2',
    mostKeys: 1,
    mostDocs: 1,
  },
  {
    name: 'failed deliveries of a campaign',
    collection: 'deliveries',
    filter: { campaignId: 0, state: 'failed' },
    sort: { _id: 1 },
    limit: 5,
    index: 'D3',
    mostKeys: 5,
    mostDocs: 5,
  },
  {
    name: 'senders with a slot',
    collection: 'senders',
    filter: { state: 'connected', nextSlotAt: { $lte: at(100_000_000) } },
    sort: { nextSlotAt: 1 },
    limit: 5,
    index: 'S1',
    mostKeys: 5,
    mostDocs: 5,
  },
  {
    name: 'history of an entity',
    collection: 'audit',
    filter: { entityId: 'e5' },
    sort: { _id: -1 },
    limit: 10,
    index: 'A1',
    mostKeys: 10,
    mostDocs: 10,
  },
];

type Explained = {
  readonly index: string | undefined;
  readonly keys: number;
  readonly docs: number;
  readonly stages: readonly string[];
};

const walk = (stage: Document, stages: string[], indexes: string[]): void => {
  stages.push(stage['stage']);
  if (stage['indexName'] !== undefined) indexes.push(stage['indexName']);
  for (const input of [stage['inputStage'], ...(stage['inputStages'] ?? [])])
    if (input !== undefined) walk(input, stages, indexes);
};

/** What explain says about a shape. */
export const explainHot = async (
  collection: Collection<Thing>,
  { filter, sort, limit }: HotQuery,
): Promise<Explained> => {
  const cursor = collection.find(filter).limit(limit);
  const explained = await (sort === undefined ? cursor : cursor.sort(sort)).explain('executionStats');
  const stages: string[] = [];
  const indexes: string[] = [];
  walk(explained['queryPlanner'].winningPlan, stages, indexes);
  return {
    index: indexes[0],
    keys: explained['executionStats'].totalKeysExamined,
    docs: explained['executionStats'].totalDocsExamined,
    stages,
  };
};
