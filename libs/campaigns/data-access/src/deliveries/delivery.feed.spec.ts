import { liveRequestOf, testLiveHub } from '@relance/platform/testing';
import { type MessageEvent } from '@nestjs/common';
import pino from 'pino';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, owner } from '../testing/test-stores.ts';
import { DeliveryFeed } from './delivery.feed.ts';

const stores = testStores();

describe('the delivery feed', () => {
  it('starts with the first reader and tells its owner of every change, whoever made it', async () => {
    const { hub, shutdown } = testLiveHub();
    new DeliveryFeed(stores.connection, hub, pino({ enabled: false }));
    const heard: MessageEvent[] = [];
    let isOpen = (): void => undefined;
    const opened = new Promise<void>((resolve) => (isOpen = resolve));
    let isTold = (): void => undefined;
    const told = new Promise<void>((resolve) => (isTold = resolve));
    hub.stream({ ownerId: owner }, liveRequestOf(owner)).subscribe((message) => {
      if (message.comment === 'open') isOpen();
      if (message.type !== 'delivery.updated') return;
      heard.push(message);
      isTold();
    });
    const campaign = await anActiveCampaign(stores);
    const [target] = await enrolled(stores, campaign.id, 1);
    if (!target) throw new Error('nobody was enrolled');
    await opened;
    const intent = anIntent(campaign, target, { caps: { daily: 100, campaign: 100, cold: 100 } });
    await stores.sending.writeIntent(intent);
    await told;
    expect(JSON.parse(String(heard[0]?.data))).toEqual({ id: intent.delivery.id, rev: 0 });
    await shutdown.begin('test over');
  });
});
