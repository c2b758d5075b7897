import { createClient } from '@relance/api-client';
import { withActingOwner } from './acting.ts';
import { fetchInTime } from './request/time-limit.ts';

/** The console's own address: its route handler hands requests on to the API, and the cookie goes along by itself. */
const here = typeof location === 'undefined' ? '' : location.origin;

/** The typed client of the API, as the browser reaches it. `fetch` is looked up at each call, and every call ends. */
export const api = createClient({ baseUrl: here, fetch: (request) => fetchInTime(withActingOwner(request)) });

/** The stream of signals about all owners, and the one about one's own things. */
export const streamPaths = { staff: '/api/relance/admin/stream', user: '/api/relance/stream' } as const;

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * One call by a path that is put together at run time. The caller says what the answer's `data` is.
 * @throws ApiError
 */
export function call<T>(
  method: Method,
  path: string,
  options: {
    body?: unknown;
    query?: object;
    signal?: AbortSignal;
    /** On whose behalf staff ask, whatever the tab is acting for. */
    ownerId?: string;
  } = {},
): Promise<T> {
  const { body, query, signal, ownerId } = options;
  const headers = ownerId ? { 'X-Relance-Owner': ownerId } : undefined;
  // the typed client knows each path by its own name only; what it does with one is the same for all
  const send = api[method] as unknown as (path: string, options: object) => Promise<T>;
  return send(`/api/relance${path}`, {
    ...(body !== undefined && { body }),
    headers,
    params: { query: given(query ?? {}) },
    signal,
  });
}

/** Query parameters without those that are not set: the URL says null, the API wants them absent. */
export function given<T extends object>(query: T): { [K in keyof T]?: Exclude<T[K], null> } {
  const set = Object.entries(query).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], null> }; // the same keys, fewer of them
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
