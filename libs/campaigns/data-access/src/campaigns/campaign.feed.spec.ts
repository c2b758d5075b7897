import { ownerId } from '@relance/kernel';
import { type LiveSignal } from '@relance/platform';
import { liveRequestOf, testLiveHub } from '@relance/platform/testing';
import pino from 'pino';
import { firstValueFrom } from 'rxjs';
import { noAudit } from '../testing/test-stores.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { CampaignFeed } from './campaign.feed.ts';
import { CAMPAIGNS } from './campaign.schema.ts';
import { MongoCampaignStore } from './campaign.store.ts';

const start = new Date('2026-03-02T09:00:00Z');
const mine = ownerId('owner-1');
const logger = pino({ enabled: false });

const stores = testStores();
let store: MongoCampaignStore;
const told: LiveSignal[] = [];
const { hub, shutdown } = testLiveHub();

beforeAll(async () => {
  store = new MongoCampaignStore(stores.connection, noAudit);
  hub.publish = (signal) => void told.push(signal);
  new CampaignFeed(stores.connection, hub, logger);
  // The feed starts with the first reader, and the stream says that it is open when nothing is missed any more.
  await firstValueFrom(hub.stream({ admin: true }, liveRequestOf('admin')));
}, 60_000);
afterAll(() => shutdown.begin('test over'));

/** Waits for a condition, looking often; fails loudly when it does not come. */
async function until(condition: () => boolean, meanwhile?: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not told in time: ${JSON.stringify(told)}`);
    await meanwhile?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const events = (name: string) =>
  told.filter((event) => event.name === name).map(({ ownerId: owner, id, rev }) => ({ owner, data: { id, rev } }));

describe('the campaign feed', () => {
  it('tells a transition with its rev to the owner’s readers, and counters under their own name', async () => {
    const { id } = await store.ensureDefault(mine, start);
    await store.transition(id, 'anyOwner', 'active', { status: 'paused', statusReason: null }, start);
    await until(() => events('campaign.updated').some(({ data }) => data.rev === 1));
    expect(events('campaign.updated')).toContainEqual({ owner: mine, data: { id, rev: 1 } });

    const before = events('campaign.updated').length;
    await stores.connection.collection(CAMPAIGNS).updateOne({}, { $inc: { 'counts.active': 1, statsRev: 1 } });
    await until(() => events('campaign.stats').some(({ data }) => data.rev === 1));
    expect(events('campaign.stats')).toContainEqual({ owner: mine, data: { id, rev: 1 } });
    expect(events('campaign.updated')).toHaveLength(before);
  });

  it('tells a burst of changes in few signals, the last state among them', async () => {
    const { id } = await store.ensureDefault(mine, start);
    const before = events('campaign.stats').length;
    for (let change = 0; change < 50; change += 1) {
      await stores.connection.collection(CAMPAIGNS).updateOne({}, { $inc: { statsRev: 1 } });
    }
    await until(() => events('campaign.stats').some(({ data }) => data.rev === 51));
    expect(events('campaign.stats').at(-1)).toEqual({ owner: mine, data: { id, rev: 51 } });
    expect(events('campaign.stats').length - before).toBeLessThan(25);
  });
});
