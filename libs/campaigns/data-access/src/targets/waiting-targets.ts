import { type CampaignId, type OwnerId } from '@relance/kernel';
import { type Collection } from 'mongodb';
import { Types } from 'mongoose';
import { type TargetDocument } from './target.schema.ts';

/**
 * Campaigns of one question. Each is a place in the claim index of its own, and the places are merged by due date; MongoDB sorts
 * everything instead where they are more than 200.
 */
const MERGED_AT_ONCE = 100;

/**
 * The documents of those who wait in these campaigns of an owner, those due first first. `dueAt` bounds it from below. The status is
 * named because the claim index holds only those.
 */
export async function waitingTargets(
  targets: Collection<TargetDocument>,
  of: { readonly ownerId: OwnerId; readonly campaignIds: readonly CampaignId[] },
  dueAt: { readonly $gte: Date } | { readonly $gt: Date },
  limit: number,
): Promise<readonly TargetDocument[]> {
  const ids = of.campaignIds.map((id) => new Types.ObjectId(id));
  const asked: Promise<TargetDocument[]>[] = [];
  for (let from = 0; from < ids.length; from += MERGED_AT_ONCE) {
    const campaignId = { $in: ids.slice(from, from + MERGED_AT_ONCE) };
    const filter = { ownerId: of.ownerId, campaignId, status: 'active' as const, dueAt };
    asked.push(targets.find(filter).sort({ dueAt: 1, _id: 1 }).limit(limit).toArray());
  }
  const found = await Promise.all(asked);
  if (found.length <= 1) return found[0] ?? [];
  return found
    .flat()
    .sort((a, b) => dueTime(a) - dueTime(b))
    .slice(0, limit);
}

const dueTime = ({ dueAt }: TargetDocument): number => dueAt?.getTime() ?? 0;
