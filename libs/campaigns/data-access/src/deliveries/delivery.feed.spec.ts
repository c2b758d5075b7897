import { LiveHub } from '@relance/platform';
import { jest } from '@jest/globals';
import pino from 'pino';
import { filter, firstValueFrom } from 'rxjs';
import { anActiveCampaign, anIntent, enrolled, openTestBook, owner, type TestBook } from '../testing/test-book.ts';
import { DeliveryFeed } from './delivery.feed.ts';

// The machine may be busy; a test waits for conditions, not for time.
jest.setTimeout(60_000);

let book: TestBook;
beforeAll(async () => {
  book = await openTestBook();
});
afterAll(() => book.close());

describe('the delivery feed', () => {
  it('tells its owner of every change, whoever made it', async () => {
    const logger = pino({ enabled: false });
    const hub = new LiveHub(logger);
    const feed = new DeliveryFeed(book.connection, hub, logger);
    feed.onApplicationBootstrap();
    const heard = firstValueFrom(
      hub.stream({ ownerId: owner }, { language: 'en' }).pipe(filter(({ type }) => type === 'delivery.updated')),
    );
    const campaign = await anActiveCampaign(book);
    // The stream opens in its own time: messages go on until one is heard.
    let isHeard = false;
    void heard.then(() => (isHeard = true));
    const ids: string[] = [];
    for (const target of await enrolled(book, campaign.id, 40)) {
      if (isHeard) break;
      const intent = anIntent(campaign, target, { caps: { daily: 100, campaign: 100, cold: 100 } });
      await book.sending.writeIntent(intent);
      ids.push(intent.delivery.id);
    }
    const { id, rev } = JSON.parse(String((await heard).data)) as { id: string; rev: number };
    expect(ids).toContain(id);
    expect(rev).toBe(0);
    feed.beforeApplicationShutdown();
  });
});
