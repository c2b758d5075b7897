import { jest } from '@jest/globals';

export type Call = { method: string; path: string; query: URLSearchParams; body: unknown; actingFor: string | null };
type Answer = { status?: number; data?: unknown; code?: string; message?: string; details?: unknown };
type Route = (call: Call) => Answer | Promise<Answer>;

/**
 * Answers the console's requests by `METHOD /path` (the part after /api/relance) in the API's envelope; anything
 * else is 404. Returns the calls in order.
 */
export function serve(routes: Record<string, Route>): { calls: Call[]; routes: Record<string, Route> } {
  const calls: Call[] = [];
  globalThis.fetch = jest.fn<typeof fetch>(async (input) => {
    const request = input as Request; // the typed client always hands a Request over
    const { method } = request;
    const url = new URL(request.url);
    const path = url.pathname.replace('/api/relance', '');
    const isJson = request.headers.get('content-type')?.includes('json') ?? false;
    const text = isJson ? await request.text() : '';
    const actingFor = request.headers.get('X-Relance-Owner');
    const call: Call = { method, path, query: url.searchParams, body: text ? JSON.parse(text) : null, actingFor };
    calls.push(call);
    const { status = 200, data, ...refusal } = (await routes[`${method} ${path}`]?.(call)) ?? missing;
    const envelope = status < 400 ? { success: true, data } : { success: false, requestId: 'req-1', ...refusal };
    return Response.json(envelope, { status });
  });
  return { calls, routes };
}

const missing: Answer = { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' };

/** A list answer with one page. */
export function onePage<T>(key: string, rows: T[], more: object = {}): Answer {
  return { data: { [key]: rows, total: rows.length, page: 1, limit: 20, totalPages: 1, nextCursor: null, ...more } };
}
