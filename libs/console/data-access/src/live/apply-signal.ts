import { type Query, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { campaignKeys, cachedRows } from '../campaign.queries.ts';
import { isRecord } from '../api.ts';
import { ownKeys } from '../owner-space.queries.ts';
import { sessionKeys } from '../session.queries.ts';
import { type StreamEvent } from './event-stream.ts';

/**
 * Which answers a signal makes old. A signal carries no facts, only `{ id, rev }`: a reading that already has
 * state is not asked for again.
 */
export function staleKeys(client: QueryClient, event: StreamEvent): QueryKey[] {
  const data = parse(event.data);
  const id = typeof data.id === 'string' ? data.id : null;
  // A target that leaves may have opted out or paid: its contact says so.
  const own = [ownKeys.campaigns, ownKeys.contacts, ownKeys.status];
  switch (event.name) {
    case 'campaign.updated':
    case 'campaign.stats': {
      // The numbers have a revision of their own, so a row's `rev` says nothing about them.
      if (id && event.name === 'campaign.updated' && isKnown(client, id, data.rev))
        return [campaignKeys.totals, ...own];
      const ofOne = id ? [campaignKeys.detail(id), campaignKeys.targets(id)] : [campaignKeys.all];
      return [campaignKeys.lists, campaignKeys.totals, ...ofOne, ...own];
    }
    case 'delivery.updated':
      return [['campaigns', 'targets'], campaignKeys.totals, ownKeys.campaigns];
    case 'resync':
      return [[]]; // events were missed: everything on the screen is asked again
    case 'session.updated':
      return [sessionKeys.all, ['owner-rows'], ownKeys.status];
    case 'audit':
      return [['campaigns', 'audit'], ['audit'], ['opt-outs']];
    default:
      return [];
  }
}

function isKnown(client: QueryClient, id: string, rev: unknown): boolean {
  if (typeof rev !== 'number') return false;
  const rows = cachedRows(client).filter((row) => row.id === id);
  return rows.length > 0 && rows.every((row) => row.rev >= rev && !row.pendingAction);
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {}; // an unreadable signal still says that something changed
  }
}

/**
 * A question without an answer so far that was refused: signals would begin its attempts anew again and again, so that it never came
 * to say what failed. Its own attempts go on, and a resync asks it again.
 */
const isFailing = ({ state }: Query): boolean =>
  state.data === undefined && (state.status === 'error' || state.fetchFailureCount > 0);

/**
 * Gathers keys for `waitMs` and refreshes each once, so that a burst of receipts costs one request per list.
 * The first signal after a quiet time is passed on at once.
 */
export function refresher(client: QueryClient, waitMs: number) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    if (waiting.size === 0) return;
    const keys = [...waiting.values()];
    waiting.clear();
    timer = setTimeout(flush, waitMs);
    for (const queryKey of keys)
      void client.invalidateQueries({ queryKey, predicate: (query) => queryKey.length === 0 || !isFailing(query) });
  };
  return {
    add(keys: QueryKey[]): void {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (timer === null) flush();
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      waiting.clear();
    },
  };
}
