import { jest } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { campaignKeys } from '../campaign.queries.ts';
import { ownKeys } from '../owner-space.queries.ts';
import { aCampaign } from '../testing.ts';
import { refresher, staleKeys } from './apply-signal.ts';

const own = [ownKeys.campaigns, ownKeys.contacts, ownKeys.status];
const signal = (name: string, data: unknown) => ({ name, id: null, data: JSON.stringify(data) });

function clientWith(rev: number): QueryClient {
  const client = new QueryClient();
  client.setQueryData(campaignKeys.detail('a'), aCampaign({ id: 'a', rev }));
  return client;
}

describe('staleKeys', () => {
  it('asks again for list, totals, detail and targets of a campaign that moved on', () => {
    expect(staleKeys(clientWith(3), signal('campaign.updated', { id: 'a', rev: 4 }))).toEqual([
      campaignKeys.lists,
      campaignKeys.totals,
      campaignKeys.detail('a'),
      campaignKeys.targets('a'),
      ...own,
    ]);
  });

  it('does not ask again for what this page already shows', () => {
    expect(staleKeys(clientWith(4), signal('campaign.updated', { id: 'a', rev: 4 }))).toEqual([
      campaignKeys.totals,
      ...own,
    ]);
  });

  it('asks again for new numbers of a campaign whose state it knows', () => {
    expect(staleKeys(clientWith(4), signal('campaign.stats', { id: 'a', rev: 2 }))).toContainEqual(campaignKeys.lists);
  });

  it('asks again for everything when the signal cannot be read', () => {
    expect(staleKeys(clientWith(4), { name: 'campaign.updated', id: null, data: 'not json' })).toContainEqual(
      campaignKeys.all,
    );
  });

  it('asks again for everything after a resync', () => {
    expect(staleKeys(new QueryClient(), signal('resync', {}))).toEqual([[]]);
  });

  it('refreshes sessions on a session signal and nothing on an unknown one', () => {
    expect(staleKeys(new QueryClient(), signal('session.updated', { ownerId: 'o' }))).toEqual([
      ['sessions'],
      ['owner-rows'],
      ownKeys.status,
    ]);
    expect(staleKeys(new QueryClient(), signal('weather', {}))).toEqual([]);
  });
});

describe('refresher', () => {
  it('passes the first signal on at once and gathers a burst into one refresh', () => {
    jest.useFakeTimers();
    const client = new QueryClient();
    const asked = jest.spyOn(client, 'invalidateQueries');
    const signals = refresher(client, 1000);
    signals.add([campaignKeys.totals]);
    expect(asked).toHaveBeenCalledTimes(1);
    for (let burst = 0; burst < 50; burst += 1) signals.add([campaignKeys.totals, campaignKeys.lists]);
    expect(asked).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1000);
    expect(asked).toHaveBeenCalledTimes(3);
    jest.advanceTimersByTime(5000);
    expect(asked).toHaveBeenCalledTimes(3);
    signals.stop();
    jest.useRealTimers();
  });

  it('lets a question that fails come to its end, though signals go on; a resync asks it again', async () => {
    jest.useFakeTimers();
    const client = new QueryClient();
    const ask = jest.fn(() => Promise.reject(new Error('no')));
    const observer = new QueryObserver(client, {
      queryKey: campaignKeys.totals,
      queryFn: ask,
      retry: 1,
      retryDelay: 3000,
    });
    const stop = observer.subscribe(() => undefined);
    const signals = refresher(client, 1000);
    for (let second = 0; second < 5; second += 1) {
      await jest.advanceTimersByTimeAsync(1000);
      signals.add([campaignKeys.totals]);
    }
    expect([observer.getCurrentResult().status, ask.mock.calls.length]).toEqual(['error', 2]);
    await jest.advanceTimersByTimeAsync(1000);
    signals.add([[]]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(3);
    signals.stop();
    stop();
    client.clear();
    jest.useRealTimers();
  });
});
