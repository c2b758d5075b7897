/** A refusal or failure of the API, in the words of its envelope. `status` 0 means it was never reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(facts: {
    status: number;
    code: string;
    message: string;
    details?: unknown;
    requestId?: string | null;
    retryAfterSeconds?: number | null;
  }) {
    super(facts.message);
    this.status = facts.status;
    this.code = facts.code;
    this.details = facts.details ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;
export type RequestOptions = { query?: Query; body?: unknown; signal?: AbortSignal };

/** Where the console's own route handler hands requests on to the API. */
export const apiBase = '/api/relance';

/** `/api/relance/<path>?<query>`, leaving out what is empty. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return `${apiBase}${path}${text ? `?${text}` : ''}`;
}

/** Reads `data` out of the envelope. @throws ApiError for every other answer. */
export async function request<T>(method: 'GET' | 'POST', path: string, options: RequestOptions = {}): Promise<T> {
  const response = await reach(method, path, options);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && isRecord(body) && body.success === true) return body.data as T; // the envelope's promise
  throw refusal(response, body);
}

async function reach(method: string, path: string, { query, body, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(apiUrl(path, query), {
      method,
      signal,
      headers: body === undefined ? { accept: 'application/json' } : jsonHeaders,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError({ status: 0, code: 'UNREACHABLE', message: 'The server could not be reached.' });
  }
}

const jsonHeaders = { accept: 'application/json', 'content-type': 'application/json' };

function refusal(response: Response, body: unknown): ApiError {
  const facts = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get('retry-after'));
  return new ApiError({
    status: response.status,
    code: typeof facts.code === 'string' ? facts.code : `HTTP_${response.status}`,
    message: typeof facts.message === 'string' ? facts.message : `The server answered ${response.status}.`,
    details: facts.details,
    requestId: typeof facts.requestId === 'string' ? facts.requestId : response.headers.get('x-request-id'),
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
