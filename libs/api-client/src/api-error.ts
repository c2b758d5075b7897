/** A refusal or failure of the API, in the words of its envelope. `status` 0: it was not reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    /** Stable, for programs: `CAMPAIGN_TRANSITION_REFUSED`. `HTTP_502` when something before the API answered. */
    readonly code: string,
    message: string,
    /** The bad fields of a 400, `{ currentStatus, nextActions }` of a 409; null when nothing was said. */
    readonly details: unknown = null,
    readonly requestId: string | null = null,
    /** From Retry-After, with 429 and 503. */
    readonly retryAfterSeconds: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);

/** Reads the failure envelope; whatever else came is described by its status. */
export function apiError(response: Response, body: unknown): ApiError {
  const facts = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(
    response.status,
    textOr(facts['code'], `HTTP_${response.status}`),
    textOr(facts['message'], `The server answered ${response.status}.`),
    facts['details'] ?? null,
    textOr(facts['requestId'], response.headers.get('x-request-id')),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}
