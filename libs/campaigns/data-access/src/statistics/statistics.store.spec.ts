import { changeOf, type MessageNews, refusal } from '@relance/campaigns-domain';
import { seededRng } from '@relance/kernel';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { aTestBook } from '../testing/book-spec.ts';
import { anActiveCampaign, anIntent, enrolled, start } from '../testing/test-book.ts';

const book = aTestBook();

const news: readonly MessageNews[] = [
  { state: 'sent', at: start, error: null },
  { state: 'delivered', at: start, error: null },
  { state: 'read', at: start, error: null },
  { state: 'unknown', at: start, error: null },
  { state: 'refused', at: start, error: refusal(500) },
  { state: 'refused', at: start, error: refusal(404) },
  { state: 'failed', at: start, error: refusal(500) },
  { state: 'withdrawn', at: start },
];

describe('recount', () => {
  it('finds nothing after any sequence of what may happen, and names what somebody changed by hand', async () => {
    const campaign = await anActiveCampaign(book);
    const targets = await enrolled(book, campaign.id, 6);
    const rng = seededRng('recount');
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(rng.next() * list.length)];
    const caps = { daily: 1000, campaign: 1000, cold: 1000 };
    for (let step = 0; step < 120; step += 1) {
      const id = pick(targets)?.id;
      const [target] = id ? await book.sending.targetsById([id]) : [];
      if (!target) continue;
      if (target.status === 'active') {
        await book.sending.writeIntent(anIntent(campaign, target, { caps }));
      } else if (rng.next() < 0.03) {
        await book.targets.exitByKeys([target.phone], 'opted_out', start);
      }
      const written = anIntentId(target, campaign);
      const [delivery] = await book.sending.deliveriesByMessageId([written]);
      const [now] = await book.sending.targetsById([target.id]);
      const heard = pick(news);
      const change =
        delivery && now && heard && changeOf({ delivery, target: now, news: [heard], nextDayAt: () => start }, start);
      if (change) await book.sending.apply([change], start);
    }
    expect((await book.statistics.recount(null, 100)).differences).toEqual([]);
    const after = await book.campaigns.find(campaign.id, 'anyOwner');
    expect(after?.counts.enrolled).toBe(6);
    expect(after?.messages.sent).toBeGreaterThan(5);

    await book.connection
      .collection(CAMPAIGNS)
      .updateOne({ _id: new Types.ObjectId(campaign.id) }, { $inc: { 'messages.sent': 2 } });
    expect((await book.statistics.recount(null, 100)).differences).toEqual([
      {
        campaignId: campaign.id,
        counter: 'messages.sent',
        stored: (after?.messages.sent ?? 0) + 2,
        counted: after?.messages.sent,
      },
    ]);
  }, 120_000);
});

function anIntentId(
  target: Awaited<ReturnType<typeof enrolled>>[number],
  campaign: Parameters<typeof anIntent>[0],
): string {
  return anIntent(campaign, { ...target, status: 'active' }).delivery.waMessageId;
}
