import { type MessageEvent } from '@nestjs/common';
import { type OwnerId, ownerId } from '@relance/kernel';
import { type Subscription } from 'rxjs';
import { type Shutdown } from '../jobs/shutdown.ts';
import { liveRequestOf, testLiveHub } from '../testing/test-live-hub.ts';
import { type LiveHub, MAX_STREAMS, type LiveRequest } from './live-hub.ts';
import { type LiveAudience, type LiveSignal } from './live-signal.ts';

const awa = ownerId('awa');
const binta = ownerId('binta');
const signal = (name: LiveSignal['name'], owner: OwnerId | null, more: Partial<LiveSignal> = {}): LiveSignal => ({
  name,
  ownerId: owner,
  id: '1',
  rev: 1,
  ...more,
});

describe('LiveHub', () => {
  let hub: LiveHub;
  let shutdown: Shutdown;
  let reading: Subscription[];
  let ended: string[];
  beforeEach(() => {
    ended = [];
    ({ hub, shutdown } = testLiveHub(() => ended));
    reading = [];
  });
  afterEach(async () => {
    reading.forEach((one) => one.unsubscribe());
    await shutdown.begin('test over');
  });

  /** Events (not comments) that a reader gets; filled as they come. */
  const read = (audience: LiveAudience, request: Partial<LiveRequest> = {}) => {
    const got: MessageEvent[] = [];
    const reader = 'admin' in audience ? 'admin' : audience.ownerId;
    const stream = hub.stream(audience, liveRequestOf(reader, request));
    reading.push(stream.subscribe((message) => message.type && got.push(message)));
    return got;
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const types = (got: readonly MessageEvent[]) => got.map(({ type }) => type);

  /** A connection that takes nothing until it is told to. */
  const slowConnection = () => {
    let onDrain = (): void => undefined;
    const flow = {
      writableNeedDrain: true,
      once: (_: 'drain', listener: () => void) => (onDrain = listener),
      off: () => undefined,
    };
    const drain = () => {
      flow.writableNeedDrain = false;
      onDrain();
    };
    return { flow, drain };
  };

  it('gives owners their own events, never the audit', async () => {
    const got = read({ ownerId: awa });
    hub.publish(signal('campaign.updated', awa));
    hub.publish(signal('campaign.updated', binta));
    hub.publish(signal('audit', awa));
    hub.publish(signal('qr.updated', awa));
    await settled();
    expect(types(got)).toEqual(['campaign.updated', 'qr.updated']);
  });

  it('gives admins everything but QR codes', async () => {
    const got = read({ admin: true });
    hub.publish(signal('qr.updated', awa));
    hub.publish(signal('session.updated', awa));
    hub.publish(signal('audit', null));
    await settled();
    expect(types(got)).toEqual(['session.updated', 'audit']);
  });

  it('goes on after the last event that a reader saw', async () => {
    const first = read({ ownerId: awa });
    for (const rev of [1, 2, 3]) hub.publish(signal('campaign.updated', awa, { id: `c${rev}`, rev }));
    await settled();
    const again = read({ ownerId: awa }, { lastEventId: first[0]?.id });
    hub.publish(signal('campaign.updated', awa, { id: 'c4', rev: 4 }));
    await settled();
    expect(again.map(({ data }) => JSON.parse(String(data)).rev)).toEqual([2, 3, 4]);
  });

  it.each(['deadbeef-9', 'nonsense', '-', '%'])(
    'tells a reader with the event id "%s" to ask for everything',
    async (lastEventId) => {
      hub.publish(signal('campaign.updated', awa));
      const got = read({ ownerId: awa }, { lastEventId });
      await settled();
      expect(types(got)).toEqual(['resync']);
      hub.publish(signal('campaign.updated', awa, { id: '2' }));
      await settled();
      const next = read({ ownerId: awa }, { lastEventId: got[0]?.id });
      await settled();
      expect(types(next)).toEqual(['campaign.updated']);
    },
  );

  it('tells a reader whose last event is too old to ask for everything', async () => {
    const first = read({ ownerId: awa });
    hub.publish(signal('campaign.updated', awa));
    await settled();
    for (let rev = 0; rev < 2100; rev += 1) hub.publish(signal('campaign.updated', binta, { rev }));
    const again = read({ ownerId: awa }, { lastEventId: first[0]?.id });
    await settled();
    expect(types(again)).toEqual(['resync']);
  });

  it('reads a view once for each change and language, however many read it', async () => {
    let reads = 0;
    const view = async (language: string) => ({ language, reads: (reads += 1) });
    const readers = Array.from({ length: 4 }, () => read({ admin: true }));
    const french = read({ ownerId: awa }, { language: 'fr' });
    hub.publish(signal('session.updated', awa, { view }));
    await settled();
    expect(reads).toBe(2);
    expect(new Set(readers.map(([one]) => one?.data)).size).toBe(1);
    expect(french[0]?.data).toContain('"fr"');
  });

  it('keeps the order though one view takes longer to read', async () => {
    let tell = (): void => undefined;
    const slow = new Promise<void>((resolve) => (tell = resolve));
    const got = read({ ownerId: awa });
    hub.publish(signal('session.updated', awa, { view: () => slow }));
    hub.publish(signal('campaign.updated', awa));
    await settled();
    expect(got).toEqual([]);
    tell();
    await settled();
    expect(types(got)).toEqual(['session.updated', 'campaign.updated']);
  });

  it('goes on after a view that could not be read', async () => {
    const got = read({ ownerId: awa });
    hub.publish(signal('session.updated', awa, { view: () => Promise.reject(new Error('gone')) }));
    hub.publish(signal('campaign.updated', awa));
    await settled();
    expect(types(got)).toEqual(['campaign.updated']);
  });

  describe('a slow reader', () => {
    it('gets the latest of each thing once it reads again', async () => {
      const { flow, drain } = slowConnection();
      const got = read({ ownerId: awa }, { flow });
      for (let rev = 1; rev <= 1000; rev += 1) hub.publish(signal('campaign.updated', awa, { id: `c${rev % 2}`, rev }));
      await settled();
      expect(got).toEqual([]);
      drain();
      await settled();
      expect(got.map(({ data }) => JSON.parse(String(data)))).toEqual([
        { id: 'c1', rev: 999 },
        { id: 'c0', rev: 1000 },
      ]);
    });

    it('is told to ask for everything when it is more than 500 things behind', async () => {
      const { flow, drain } = slowConnection();
      const got = read({ ownerId: awa }, { flow });
      for (let id = 0; id < 5000; id += 1) hub.publish(signal('delivery.updated', awa, { id: `d${id}` }));
      drain();
      await settled();
      expect(got.length).toBeLessThanOrEqual(501);
      expect(got[0]?.type).toBe('resync');
    });
  });

  describe('rights', () => {
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise<void>((resolve) => setImmediate(resolve));
    };

    it('end with the login or token that the stream was opened with, within a second', async () => {
      const over: string[] = [];
      const open = (sessionId: string) => {
        const actor = { id: 'a', email: null, role: 'admin', via: 'cookie', sessionId } as const;
        const stream = hub.stream({ admin: true }, liveRequestOf('a', { actor }));
        reading.push(stream.subscribe({ complete: () => over.push(sessionId) }));
      };
      open('one');
      open('two');
      const since = performance.now();
      ended = ['one'];
      await until(() => over.length > 0);
      expect(performance.now() - since).toBeLessThan(1000);
      expect(over).toEqual(['one']);
    });

    it('end when a token expires', async () => {
      let isOver = false;
      const actor = { id: 'awa', email: null, role: 'user', via: 'jwt', expiresAt: new Date(Date.now() + 20) } as const;
      reading.push(
        hub.stream({ ownerId: awa }, liveRequestOf('awa', { actor })).subscribe({ complete: () => (isOver = true) }),
      );
      await until(() => isOver);
      expect(hub.streams).toBe(0);
    });

    it('give each login only so many streams at a time', () => {
      for (let count = 0; count < MAX_STREAMS; count += 1) read({ ownerId: awa });
      expect(() => read({ ownerId: awa })).toThrow(/No more than/);
      read({ ownerId: binta });
      reading[0]?.unsubscribe();
      read({ ownerId: awa });
    });
  });

  describe('feeds', () => {
    it('start with the first reader who needs them, and streams open when nothing is missed any more', async () => {
      const started: string[] = [];
      let isReady = (): void => undefined;
      const feed = (name: string, adminOnly: boolean) =>
        hub.addFeed({
          name,
          adminOnly,
          start: ({ signal: ending, ready }) => {
            started.push(name);
            isReady = ready;
            return new Promise((resolve) => ending.addEventListener('abort', () => resolve()));
          },
        });
      feed('audit', true);
      feed('campaigns', false);
      expect(started).toEqual([]);
      let isOpen = false;
      reading.push(hub.stream({ ownerId: awa }, liveRequestOf('awa')).subscribe(() => (isOpen = true)));
      await settled();
      expect([started, isOpen]).toEqual([['campaigns'], false]);
      isReady();
      await settled();
      expect(isOpen).toBe(true);
      read({ admin: true });
      read({ ownerId: binta });
      expect(started).toEqual(['campaigns', 'audit']);
    });

    it('that missed changes make every reader ask for everything', async () => {
      let missed = (): void => undefined;
      hub.addFeed({ name: 'f', start: async (feed) => (feed.ready(), void (missed = feed.missed)) });
      const got = read({ ownerId: awa });
      missed();
      await settled();
      expect(types(got)).toEqual(['resync']);
    });
  });

  it('ends every stream when the process ends', () => {
    let hasEnded = false;
    reading.push(hub.stream({ admin: true }, liveRequestOf('a')).subscribe({ complete: () => (hasEnded = true) }));
    void shutdown.begin('test');
    expect(hasEnded).toBe(true);
  });
});
