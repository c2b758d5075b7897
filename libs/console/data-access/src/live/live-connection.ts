import { type QueryClient } from '@tanstack/react-query';
import { authQueries } from '../auth.queries.ts';
import { refresher, staleKeys } from './apply-signal.ts';
import { readEventStream } from './event-stream.ts';
import { isStreamSilent, type LiveState, pollEveryMs, reopenDelayMs } from './connection-status.ts';

export type LiveConnection = {
  getState: () => LiveState;
  subscribe: (listener: () => void) => () => void;
  /** Opens the stream at an address of the API; the function it answers closes it. */
  start: (streamPath: string) => () => void;
};

/**
 * Keeps the query cache true: reads the stream of one's role and refreshes what its signals name. While the stream is
 * broken or silent everything on the screen is asked again every 15 s; when it opens again, once.
 */
export function liveConnection(client: QueryClient): LiveConnection {
  let state: LiveState = { online: true, stream: 'connecting', heardAt: Date.now(), streamHeardAt: Date.now() };
  const listeners = new Set<() => void>();
  const set = (change: Partial<LiveState>): void => {
    state = { ...state, ...change };
    listeners.forEach((listener) => listener());
  };

  const start = (streamPath: string): (() => void) => {
    const stopped = new AbortController();
    const signals = refresher(client, 1000);
    let attempt = 0;
    let lastEventId: string | null = null;
    let opened: AbortController | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;

    const open = async (): Promise<void> => {
      opened = new AbortController();
      const signal = AbortSignal.any([stopped.signal, opened.signal]);
      try {
        await readEventStream(streamPath, {
          signal,
          lastEventId,
          onOpen: () => {
            if (attempt > 0) void client.invalidateQueries();
            attempt = 0;
            set({ stream: 'open', heardAt: Date.now(), streamHeardAt: Date.now() });
          },
          onEvent: (event) => {
            set({ heardAt: Date.now(), streamHeardAt: Date.now() });
            if (!event) return;
            lastEventId = event.id ?? lastEventId;
            signals.add(staleKeys(client, event));
          },
        });
      } catch {
        // told by the state below; the next attempt is already planned
      }
      if (stopped.signal.aborted) return;
      // the server may have ended it because the login ended: then this is refused, and the page is left at once
      if (state.stream === 'open') void client.invalidateQueries({ queryKey: authQueries.me().queryKey });
      attempt += 1;
      set({ stream: 'broken' });
      retry = setTimeout(() => void open(), reopenDelayMs(attempt));
    };

    const watch = setInterval(() => {
      if (isStreamSilent(state, Date.now())) opened?.abort();
    }, 5000);
    const poll = setInterval(() => {
      if (state.stream !== 'open') void client.invalidateQueries();
    }, pollEveryMs);
    const heard = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success') set({ heardAt: Date.now() });
    });
    const online = (): void => set({ online: navigator.onLine });
    window.addEventListener('online', online);
    window.addEventListener('offline', online);
    online();
    void open();

    return () => {
      stopped.abort();
      clearTimeout(retry);
      clearInterval(watch);
      clearInterval(poll);
      signals.stop();
      heard();
      window.removeEventListener('online', online);
      window.removeEventListener('offline', online);
    };
  };

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
  };
}
