// The proxy through which the browser reaches the API. It streams both ways, so that server-sent events pass unbuffered
// and uploads are never held in memory, and hands cookies through, so that the session stays http-only.

const hopByHop = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'host',
  'accept-encoding',
]);
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Where the API is; read at each request, because the built console is configured when it starts. */
export function apiAddress(): string {
  return (process.env.RELANCE_API_URL ?? 'http://127.0.0.1:3333').replace(/\/$/, '');
}

/** How long the API may take to begin its answer; a file may take longer to arrive there. A stream has no limit. */
const answerWithinMs = 30_000;
const uploadWithinMs = 180_000;

/**
 * Sends one request on to `<api>/api/relance/<path>` and its answer back. 502 when the API cannot be reached or breaks
 * off before it answers, 504 when it does not begin its answer in time.
 */
export async function forward(
  request: Request,
  fetcher: typeof fetch = fetch,
  limitMs = limitFor(request),
): Promise<Response> {
  if (changing.has(request.method) && !isOwnOrigin(request)) {
    return refuse(403, 'ORIGIN_REFUSED', 'This request did not come from the console.');
  }
  const { pathname, search } = new URL(request.url);
  const limit = new AbortController();
  const timer = limitMs === null ? undefined : setTimeout(() => limit.abort(), limitMs);
  try {
    const answer = await fetcher(`${apiAddress()}${pathname}${search}`, {
      method: request.method,
      headers: requestHeaders(request),
      body: request.body,
      signal: AbortSignal.any([request.signal, limit.signal]),
      redirect: 'manual',
      cache: 'no-store',
      ...(request.body ? { duplex: 'half' } : {}),
    } as RequestInit); // `duplex` is in the fetch standard but not yet in the DOM types
    return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer) });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 }); // the browser has gone; nobody reads this
    logFailure(request.method, pathname, limit.signal.aborted ? 'timeout' : String((error as Error).cause ?? error));
    return limit.signal.aborted
      ? refuse(504, 'API_TIMEOUT', 'The API did not answer in time.')
      : refuse(502, 'API_UNREACHABLE', 'The API cannot be reached.');
  } finally {
    clearTimeout(timer);
  }
}

function limitFor(request: Request): number | null {
  if (request.headers.get('accept')?.includes('text/event-stream')) return null;
  return request.headers.get('content-type')?.startsWith('multipart/') ? uploadWithinMs : answerWithinMs;
}

function logFailure(method: string, path: string, reason: string): void {
  const line = { level: 'error', time: Date.now(), event: 'console.api_unreachable', method, path, reason };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** A form of another site can post with our cookie, but it cannot fake the Origin header. */
function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (!origin) return request.headers.get('sec-fetch-site') !== 'cross-site';
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  return URL.canParse(origin) && new URL(origin).host === host;
}

function requestHeaders(request: Request): Headers {
  const headers = new Headers();
  for (const [name, value] of request.headers) {
    if (!hopByHop.has(name)) headers.set(name, value);
  }
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  if (host) headers.set('x-forwarded-host', host);
  const language = /(?:^|;\s*)relance_language=(fr|en)/.exec(request.headers.get('cookie') ?? '')?.[1];
  if (language) headers.set('accept-language', language);
  return headers;
}

function answerHeaders(answer: Response): Headers {
  const headers = new Headers();
  for (const [name, value] of answer.headers) {
    if (!hopByHop.has(name) && name !== 'set-cookie') headers.set(name, value);
  }
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    headers.set('cache-control', 'no-cache, no-transform');
    headers.set('x-accel-buffering', 'no');
  }
  return headers;
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ success: false, code, message, requestId: null }, { status });
}
