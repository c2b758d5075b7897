/**
 * How long the API may take, its whole answer included; ms. A read that takes longer is better asked anew. A change has
 * more than the 30 s (a file: 180 s) after which the console's server itself says that the API did not answer.
 */
const limits = { read: 15_000, change: 40_000, file: 200_000 } as const;

function limitOf({ method, headers }: Request): number {
  if (headers.get('content-type')?.startsWith('multipart/')) return limits.file;
  return method === 'GET' ? limits.read : limits.change;
}

/**
 * `fetch` that ends. The limit holds for reading the body as well. Both signals are listened to: Node collects a signal of
 * `AbortSignal.timeout` that only an `AbortSignal.any` leads to, and then it never comes.
 * @throws TimeoutError (DOMException) when it is over, otherwise as `fetch`
 */
export function fetchInTime(request: Request, limitMs: number = limitOf(request)): Promise<Response> {
  const ending = new AbortController();
  for (const signal of [request.signal, AbortSignal.timeout(limitMs)]) {
    if (signal.aborted) ending.abort(signal.reason);
    else signal.addEventListener('abort', () => ending.abort(signal.reason), { once: true });
  }
  return globalThis.fetch(request, { signal: ending.signal });
}

/** The limit of a file's download. */
export const downloadLimitMs = limits.file;
