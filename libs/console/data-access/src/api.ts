import { createClient } from '@relance/api-client';

/** The console's own address: its route handler hands requests on to the API, and the cookie goes along by itself. */
const here = typeof location === 'undefined' ? '' : location.origin;

/** The typed client of the API, as the browser reaches it. `fetch` is looked up at each call. */
export const api = createClient({ baseUrl: here, fetch: (request) => globalThis.fetch(request) });

/** The stream of signals about all owners, and the one about one's own things. */
export const streamPaths = { staff: '/api/relance/admin/stream', user: '/api/relance/stream' } as const;

/** Query parameters without those that are not set: the URL says null, the API wants them absent. */
export function given<T extends object>(query: T): { [K in keyof T]?: Exclude<T[K], null> } {
  const set = Object.entries(query).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], null> }; // the same keys, fewer of them
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
