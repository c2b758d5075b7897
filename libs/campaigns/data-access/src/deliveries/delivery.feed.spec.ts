import { LiveHub, Shutdown } from '@relance/platform';
import pino from 'pino';
import { filter, firstValueFrom } from 'rxjs';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, owner } from '../testing/test-stores.ts';
import { DeliveryFeed } from './delivery.feed.ts';

const stores = testStores();

describe('the delivery feed', () => {
  it('tells its owner of every change, whoever made it', async () => {
    const logger = pino({ enabled: false });
    const hub = new LiveHub(logger, new Shutdown(logger));
    const feed = new DeliveryFeed(stores.connection, hub, logger);
    feed.onApplicationBootstrap();
    const heard = firstValueFrom(
      hub.stream({ ownerId: owner }, { language: 'en' }).pipe(filter(({ type }) => type === 'delivery.updated')),
    );
    const campaign = await anActiveCampaign(stores);
    // The stream opens in its own time: messages go on until one is heard.
    let isHeard = false;
    void heard.then(() => (isHeard = true));
    const ids: string[] = [];
    for (const target of await enrolled(stores, campaign.id, 40)) {
      if (isHeard) break;
      const intent = anIntent(campaign, target, { caps: { daily: 100, campaign: 100, cold: 100 } });
      await stores.sending.writeIntent(intent);
      ids.push(intent.delivery.id);
    }
    const { id, rev } = JSON.parse(String((await heard).data)) as { id: string; rev: number };
    expect(ids).toContain(id);
    expect(rev).toBe(0);
    feed.beforeApplicationShutdown();
  });
});
