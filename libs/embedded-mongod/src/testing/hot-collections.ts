import { type Document } from 'mongodb';
import { type Thing } from './test-server.ts';

/** The collections a follow-up engine lives on. */
export type HotCollection = 'campaigns' | 'targets' | 'deliveries' | 'senders' | 'audit';

/** Campaigns of the data below; targets are spread over them. */
export const CAMPAIGNS = 400;
const SENDERS = 50;
const statuses = ['active', 'active', 'active', 'paused', 'completed'] as const;
const types = ['default', 'filtered'] as const;

/** The indexes, as a production collection would have them. */
export const hotIndexes: Readonly<
  Record<
    HotCollection,
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

export const at = (n: number): Date => new Date(1_700_000_000_000 + n * 1000);

/** The n-th document of a collection. */
export const hotDocument = (collection: HotCollection, n: number): Thing => {
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
