import {
  type Campaign,
  type CampaignReasonCode,
  type CampaignStatus,
  campaignStatuses,
  type CampaignStore,
  type LiveTargetStatus,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId, type OwnerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { toCampaign } from './campaign.codec.ts';
import { type CampaignDocument, CAMPAIGNS } from './campaign.schema.ts';

type Work = Pick<
  CampaignStore,
  | 'activeOf'
  | 'liveCountsOf'
  | 'runningOf'
  | 'statusAndEpoch'
  | 'runningFilteredOf'
  | 'statusCountsOf'
  | 'hasWork'
  | 'due'
  | 'childrenOf'
  | 'withOpenEnrolment'
  | 'activeDefaults'
  | 'finished'
  | 'cancelledWithLiveTargets'
  | 'pausedFor'
>;

const ended: readonly CampaignStatus[] = ['completed', 'cancelled'];
/** What is cancelled lets its targets go one slice after the other. */
const withLiveTargets: readonly CampaignStatus[] = ['active', 'paused', 'cancelled'];
export const running: CampaignStatus[] = ['active', 'paused'];

/** What the engine and the clock ask of the campaign stores: each question has its index. */
export class CampaignWork implements Work {
  constructor(protected readonly connection: Connection) {}

  protected get campaigns() {
    return this.connection.collection<CampaignDocument>(CAMPAIGNS);
  }

  async activeOf(ownerIds: readonly OwnerId[]): Promise<readonly Campaign[]> {
    if (ownerIds.length === 0) return [];
    const found = await this.campaigns.find({ ownerId: { $in: [...ownerIds] }, status: 'active' }).toArray();
    return found.map(toCampaign).sort(byPriorityThenAge);
  }

  async liveCountsOf(ownerId: OwnerId): Promise<Readonly<Record<LiveTargetStatus, number>>> {
    const [sums] = await this.campaigns
      .aggregate<Readonly<Record<LiveTargetStatus, number>>>([
        { $match: { ownerId, status: { $in: [...withLiveTargets] } } },
        {
          $group: {
            _id: null,
            active: { $sum: '$counts.active' },
            sending: { $sum: '$counts.sending' },
            unknown: { $sum: '$counts.unknown' },
          },
        },
      ])
      .toArray();
    return { active: sums?.active ?? 0, sending: sums?.sending ?? 0, unknown: sums?.unknown ?? 0 };
  }

  async runningOf(ownerId: OwnerId): Promise<readonly Campaign[]> {
    const found = await this.campaigns.find({ ownerId, status: { $in: running } }).toArray();
    return found.map(toCampaign).sort(byPriorityThenAge);
  }

  async statusAndEpoch(
    ids: readonly CampaignId[],
  ): Promise<ReadonlyMap<CampaignId, { status: CampaignStatus; epoch: number }>> {
    if (ids.length === 0) return new Map();
    const found = await this.campaigns
      .find(
        { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
        { projection: { status: 1, epoch: 1 }, readPreference: 'primary' },
      )
      .toArray();
    return new Map(found.map(({ _id, status, epoch }) => [idOf(_id), { status, epoch }]));
  }

  async runningFilteredOf(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, number>> {
    if (ownerIds.length === 0) return new Map();
    const found = await this.campaigns
      .find(
        { ownerId: { $in: [...ownerIds] }, status: { $in: running }, type: 'filtered' },
        { projection: { ownerId: 1 } },
      )
      .toArray();
    const counts = new Map<OwnerId, number>();
    for (const { ownerId } of found) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
    return counts;
  }

  async statusCountsOf(ownerId: OwnerId): Promise<Readonly<Record<CampaignStatus, number>>> {
    const found = await this.campaigns
      .aggregate<{ _id: CampaignStatus; count: number }>([
        { $match: { ownerId } },
        { $group: { _id: '$status', count: { $sum: 1 } } },
      ])
      .toArray();
    const counts = new Map(found.map(({ _id, count }) => [_id, count]));
    return Object.fromEntries(campaignStatuses.map((status) => [status, counts.get(status) ?? 0])) as Record<
      CampaignStatus,
      number
    >; // every status is a key
  }

  async hasWork(now: Date): Promise<boolean> {
    const found = await this.campaigns.findOne({ $or: workAt(now) }, { projection: { _id: 1 } });
    return found !== null;
  }

  async due(now: Date, limit: number): Promise<readonly Campaign[]> {
    const [dated, waiting] = await Promise.all([
      this.campaigns.find(datedBy(now)).sort({ scheduledStartDate: 1, _id: 1 }).limit(limit).toArray(),
      this.campaigns.find(waitingForParent).limit(limit).toArray(),
    ]);
    const freed = await this.withEndedParent(
      waiting.filter(({ scheduledStartDate }) => scheduledStartDate === null || scheduledStartDate <= now),
    );
    return [...dated, ...freed]
      .map(toCampaign)
      .sort((a, b) => a.priority - b.priority || startOf(a) - startOf(b))
      .slice(0, limit);
  }

  /** Those whose parent is completed, cancelled or gone. */
  private async withEndedParent(children: readonly CampaignDocument[]): Promise<CampaignDocument[]> {
    const parents = children.flatMap(({ runAfterCampaignId: id }) => (id ? [idOf(id)] : []));
    const states = await this.statusAndEpoch(parents);
    return children.filter(({ runAfterCampaignId: id }) => {
      const parent = id ? states.get(idOf(id)) : undefined;
      return !parent || ended.includes(parent.status);
    });
  }

  async childrenOf(id: CampaignId): Promise<readonly Campaign[]> {
    const found = await this.campaigns
      .find({ runAfterCampaignId: new Types.ObjectId(id), status: 'scheduled' })
      .toArray();
    return found.map(toCampaign);
  }

  async withOpenEnrolment(limit: number): Promise<readonly Campaign[]> {
    const found = await this.campaigns.find(openEnrolment).sort({ _id: 1 }).limit(limit).toArray();
    return found.map(toCampaign);
  }

  async activeDefaults(afterId: CampaignId | null, limit: number): Promise<readonly Campaign[]> {
    const found = await this.campaigns
      .find({
        status: 'active',
        type: 'default',
        'enrolment.isDone': false,
        ...(afterId && { _id: { $gt: new Types.ObjectId(afterId) } }),
      })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(toCampaign);
  }

  async finished(limit: number): Promise<readonly Campaign[]> {
    const found = await this.campaigns
      .find({
        status: { $in: running },
        type: 'filtered',
        audienceMode: 'frozen',
        'enrolment.isDone': true,
        'counts.active': 0,
        'counts.sending': 0,
        'counts.unknown': 0,
      })
      .limit(limit)
      .toArray();
    return found.map(toCampaign);
  }

  async pausedFor(ownerId: OwnerId, code: CampaignReasonCode): Promise<readonly Campaign[]> {
    const found = await this.campaigns.find({ ownerId, status: 'paused', 'statusReason.code': code }).toArray();
    return found.map(toCampaign);
  }

  async cancelledWithLiveTargets(limit: number): Promise<readonly Campaign[]> {
    const found = await this.campaigns
      .find({ status: 'cancelled', 'counts.active': { $gt: 0 } })
      .sort({ cancelledAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(toCampaign);
  }
}

const datedBy = (now: Date): Filter<CampaignDocument> => ({
  status: 'scheduled',
  scheduledStartDate: { $lte: now },
  runAfterCampaignId: null,
});
const waitingForParent: Filter<CampaignDocument> = {
  status: 'scheduled',
  runAfterCampaignId: { $gt: new Types.ObjectId('0'.repeat(24)) },
};
const openEnrolment: Filter<CampaignDocument> = { status: 'active', 'enrolment.isDone': false, type: 'filtered' };
/** What the scheduler asks for at each tick, each by its index. */
export const workAt = (now: Date): Filter<CampaignDocument>[] => [
  datedBy(now),
  waitingForParent,
  openEnrolment,
  { isUncounted: true },
];

const idOf = (id: Types.ObjectId): CampaignId => documentId<'CampaignId'>(id.toHexString());
export const byPriorityThenAge = (a: Campaign, b: Campaign): number =>
  a.priority - b.priority || a.createdAt.getTime() - b.createdAt.getTime();
const startOf = (campaign: Campaign): number => (campaign.scheduledStartDate ?? campaign.createdAt).getTime();
