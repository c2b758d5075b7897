import {
  type Campaign,
  decideTarget,
  type Delivery,
  type Intent,
  messageIdFrom,
  draftCampaign,
  type NewCampaign,
  type Target,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId, ownerId, type OwnerId } from '@relance/kernel';
import { type AuditWriter } from '@relance/platform';
import { testDatabase } from '@relance/platform/testing';
import { createHash } from 'node:crypto';
import mongoose, { type Connection, Types } from 'mongoose';
import { campaignSchemas } from '../campaign.providers.ts';
import { MongoCampaignStore } from '../campaigns/campaign.store.ts';
import { sendingSchemas } from '../sending.providers.ts';
import { MongoSenderDayStore } from '../senders/sender-day.store.ts';
import { MongoSenderStateStore } from '../senders/sender-state.store.ts';
import { MongoSendingStore } from '../sending/sending.store.ts';
import { MongoAnalyticsStore } from '../statistics/analytics.store.ts';
import { MongoStatisticsStore } from '../statistics/statistics.store.ts';
import { MongoTargetStore } from '../targets/target.store.ts';

export const start = new Date('2026-03-02T09:00:00Z');
export const owner = ownerId('owner-1');

/** Nobody is told who did it. */
export const noAudit: AuditWriter = { append: async () => undefined };

export type TestStores = Awaited<ReturnType<typeof openTestStores>>;

/** The engine's stores on a database of their own, with every index in place. */
export async function openTestStores() {
  const database = await testDatabase();
  const connection: Connection = await mongoose.createConnection(database.uri, { autoIndex: false }).asPromise();
  for (const { name, schema } of [...campaignSchemas, ...sendingSchemas])
    await connection.model(name, schema).createIndexes();
  return {
    connection,
    campaigns: new MongoCampaignStore(connection, noAudit),
    targets: new MongoTargetStore(connection),
    sending: new MongoSendingStore(connection),
    states: new MongoSenderStateStore(connection),
    days: new MongoSenderDayStore(connection),
    statistics: new MongoStatisticsStore(connection),
    analytics: new MongoAnalyticsStore(connection),
    close: async () => {
      await connection.close();
      await database.stop();
    },
  };
}

/** A draft for everybody; a test names only what matters. */
export const aNewCampaign = (change: Partial<NewCampaign> = {}): NewCampaign =>
  draftCampaign(owner, { name: 'Spring', maxMessagesPerDay: 50, ...change });

export const anActiveCampaign = ({ campaigns }: TestStores, change: Partial<NewCampaign> = {}): Promise<Campaign> =>
  campaigns.create(aNewCampaign({ status: 'active', startedAt: start, ...change }), start);

/** A campaign as it is now. */
export const reload = async ({ campaigns }: TestStores, campaign: Campaign): Promise<Campaign> =>
  (await campaigns.find(campaign.id, 'anyOwner')) ?? campaign;

export const only = <T>([first]: readonly T[]): T => {
  if (first === undefined) throw new Error('nothing there');
  return first;
};

let people = 0;
/** People nobody has seen before. */
export const somePeople = (count: number) =>
  Array.from({ length: count }, () => {
    people += 1;
    return {
      contactId: documentId<'ContactId'>(new Types.ObjectId().toHexString()),
      phone: `+2376${String(people).padStart(8, '0')}`,
      waPhone: null as string | null,
      lid: null as string | null,
      language: 'fr' as const,
    };
  });

/** Enrols fresh people and answers their targets in the order of claims. */
export async function enrolled(
  stores: TestStores,
  campaignId: CampaignId,
  count: number,
  of: OwnerId = owner,
): Promise<Target[]> {
  await stores.targets.enrol({ campaignId, ownerId: of, people: somePeople(count), at: start });
  const page = await stores.targets.list(
    { scope: 'anyOwner', campaignId },
    { limit: Math.max(count, 1), page: 1, after: null, sort: 'createdAt' },
  );
  return [...page.rows];
}

/** An intent as the engine would write it. */
export function anIntent(campaign: Campaign, before: Target, change: Partial<Intent> = {}): Intent {
  const delivery: Delivery = {
    id: documentId<'DeliveryId'>(new Types.ObjectId().toHexString()),
    ownerId: before.ownerId,
    campaignId: before.campaignId,
    targetId: before.id,
    contactId: before.contactId,
    day: before.currentDay,
    attempt: before.attempt,
    state: 'sending',
    waMessageId: messageIdFrom(
      createHash('sha256').update(`${before.id}|${before.currentDay}|${before.attempt}`).digest('hex'),
    ),
    language: 'fr',
    textHash: '0'.repeat(64),
    isCold: true,
    reservedOn: '2026-03-02',
    times: { intentAt: start, sentAt: null, deliveredAt: null, readAt: null, failedAt: null },
    error: null,
    rev: 0,
  };
  const lease = { deliveryId: delivery.id, token: 1, until: new Date(start.getTime() + 60_000) };
  const after = decideTarget(before, { type: 'intent', lease }, start);
  if (!after) throw new Error('the target is not active');
  return {
    before,
    after,
    delivery,
    resend: null,
    epoch: campaign.epoch,
    caps: { daily: 50, campaign: 50, cold: 50 },
    pacing: { day: '2026-03-02', wave: 0, sentInWave: 1, nextSlotAt: start },
    leaseToken: 1,
    leaseMs: 60_000,
    outgoing: [],
    at: start,
    ...change,
  };
}

/** One target of a campaign of its own, whose intent is written. */
export async function aSending(
  stores: TestStores,
  change: Partial<Intent> = {},
): Promise<{ campaign: Campaign; target: Target; intent: Intent }> {
  const campaign = await anActiveCampaign(stores);
  const target = only(await enrolled(stores, campaign.id, 1));
  const intent = anIntent(campaign, target, change);
  const outcome = await stores.sending.writeIntent(intent);
  if (outcome !== 'written') throw new Error(`the intent was not written: ${outcome}`);
  return { campaign, target, intent };
}
