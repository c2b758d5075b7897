import { type CampaignCounts, exitReasons, type MessageCounts, noCounts, noMessages } from '@relance/campaigns-domain';
import { type Collection } from 'mongodb';
import { type CampaignDocument } from './campaign.schema.ts';

const messageKeys = Object.keys(noMessages()) as (keyof MessageCounts)[];
const countKeys = Object.keys(noCounts()).filter((key) => key !== 'exitedBy');

/** Field names of a $group hold no dots: `counts.active` is summed as `counts_active`. */
const sums = Object.fromEntries(
  [
    ...countKeys.map((key) => `counts.${key}`),
    ...exitReasons.map((reason) => `counts.exitedBy.${reason}`),
    ...messageKeys.map((key) => `messages.${key}`),
  ].map((path) => [path.replaceAll('.', '_'), { $sum: `$${path}` }]),
);

/** Adds up the counters of all campaigns. Its cost follows their number (one small document each), so callers keep it. */
export async function sumCampaigns(
  campaigns: Pick<Collection<CampaignDocument>, 'aggregate'>,
): Promise<{ readonly counts: CampaignCounts; readonly messages: MessageCounts }> {
  const [summed = {}] = await campaigns.aggregate([{ $group: { _id: null, ...sums } }]).toArray();
  const sum = (path: string): number => Number(summed[path.replaceAll('.', '_')] ?? 0);
  const part = <K extends string>(prefix: string, keys: readonly K[]) =>
    Object.fromEntries(keys.map((key) => [key, sum(`${prefix}.${key}`)])) as Record<K, number>; // every key is given
  const counts = part('counts', countKeys) as Omit<CampaignCounts, 'exitedBy'>;
  return {
    counts: { ...counts, exitedBy: part('counts.exitedBy', exitReasons) },
    messages: part('messages', messageKeys),
  };
}
