import { type ValueProblem } from './problem.ts';

/** How a refusal reaches the client: each kind is one HTTP status (400, 401, 403, 404, 409, 412, 413, 415, 416, 422, 429, 503). */
export type RefusalKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_media'
  | 'unsatisfiable_range'
  | 'unprocessable'
  | 'too_many'
  | 'unavailable';

/** What is wrong with a field of a request. */
export type FieldProblem = ValueProblem & { readonly field?: string };

/**
 * An expected refusal: a stable code (`CAMPAIGN_TRANSITION_REFUSED`), a sentence for people, and details.
 * Used as the error of a Result inside, thrown at the edge; one filter turns it into the failure envelope.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly details?: readonly FieldProblem[] | Readonly<Record<string, unknown>>,
    options?: { readonly cause?: unknown; readonly retryAfterSeconds?: number },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }

  /** Sent as `Retry-After` with 429 and 503. */
  readonly retryAfterSeconds: number | undefined;
}
