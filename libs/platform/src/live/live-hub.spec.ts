import { type MessageEvent } from '@nestjs/common';
import { type OwnerId, ownerId } from '@relance/kernel';
import { type Subscription } from 'rxjs';
import { Shutdown } from '../jobs/shutdown.ts';
import { createLogger } from '../observability/logger.ts';
import { type LiveAudience, type LiveEvent, LiveHub } from './live-hub.ts';

const awa = ownerId('awa');
const binta = ownerId('binta');
const event = (
  name: LiveEvent['name'],
  owner: OwnerId | null,
  data: LiveEvent['data'] = { id: '1', rev: 1 },
): LiveEvent => ({
  name,
  ownerId: owner,
  data,
});

describe('the live hub', () => {
  let hub: LiveHub;
  let shutdown: Shutdown;
  let reading: Subscription[];
  beforeEach(() => {
    const logger = createLogger({ logLevel: 'silent' });
    shutdown = new Shutdown(logger);
    hub = new LiveHub(logger, shutdown);
    reading = [];
  });
  afterEach(() => reading.forEach((one) => one.unsubscribe()));

  /** Events (not comments) that a reader gets; filled as they come. */
  const read = (audience: LiveAudience, lastEventId?: string, language: 'fr' | 'en' = 'en') => {
    const got: MessageEvent[] = [];
    const stream = hub.stream(audience, { language }, lastEventId);
    reading.push(stream.subscribe((message) => message.type && got.push(message)));
    return got;
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('gives owners their own events, never the audit', async () => {
    const got = read({ ownerId: awa });
    hub.publish(event('campaign.updated', awa));
    hub.publish(event('campaign.updated', binta));
    hub.publish(event('audit', awa));
    hub.publish(event('qr.updated', awa));
    await settled();
    expect(got.map(({ type }) => type)).toEqual(['campaign.updated', 'qr.updated']);
  });

  it('gives admins everything but QR codes', async () => {
    const got = read({ admin: true });
    hub.publish(event('qr.updated', awa));
    hub.publish(event('session.updated', awa));
    hub.publish(event('audit', null));
    await settled();
    expect(got.map(({ type }) => type)).toEqual(['session.updated', 'audit']);
  });

  it('goes on after the last event that a reader saw', async () => {
    const first = read({ ownerId: awa });
    for (const rev of [1, 2, 3]) hub.publish(event('campaign.updated', awa, { id: 'c', rev }));
    await settled();
    const again = read({ ownerId: awa }, first[0]?.id);
    hub.publish(event('campaign.updated', awa, { id: 'c', rev: 4 }));
    await settled();
    expect(again.map(({ data }) => JSON.parse(String(data)).rev)).toEqual([2, 3, 4]);
  });

  it('repeats what it has to a reader of an earlier run', async () => {
    hub.publish(event('campaign.updated', awa));
    const got = read({ ownerId: awa }, 'deadbeef-9');
    await settled();
    expect(got).toHaveLength(1);
  });

  it('keeps the order though one event takes longer to tell, and tells it in the reader’s language', async () => {
    let tell = (_: unknown): void => undefined;
    const slow = new Promise((resolve) => (tell = resolve));
    const got = read({ ownerId: awa }, undefined, 'fr');
    hub.publish(
      event('session.updated', awa, async ({ language }: { language: string }) => (await slow, { language })),
    );
    hub.publish(event('campaign.updated', awa));
    await settled();
    expect(got).toEqual([]);
    tell(null);
    await settled();
    expect(got.map(({ type, data }) => [type, data])).toEqual([
      ['session.updated', '{"language":"fr"}'],
      ['campaign.updated', '{"id":"1","rev":1}'],
    ]);
  });

  it('goes on after an event whose data could not be made', async () => {
    const got = read({ ownerId: awa });
    hub.publish(event('session.updated', awa, () => Promise.reject(new Error('gone'))));
    hub.publish(event('campaign.updated', awa));
    await settled();
    expect(got.map(({ type }) => type)).toEqual(['campaign.updated']);
  });

  it('ends every stream when the process ends', async () => {
    let hasEnded = false;
    reading.push(hub.stream({ admin: true }, { language: 'en' }).subscribe({ complete: () => (hasEnded = true) }));
    void shutdown.begin('test');
    expect(hasEnded).toBe(true);
  });
});
