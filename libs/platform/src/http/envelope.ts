import { SetMetadata } from '@nestjs/common';

const messaged = Symbol('messaged');
type Messaged = { readonly [messaged]: true; readonly data: unknown; readonly message: string };

/** Answers `{ success, message, data }` instead of `{ success, data }`. */
export const withMessage = <T>(data: T, message: string): T => {
  const answer: Messaged = { [messaged]: true, data, message };
  // The interceptor opens it again; a controller may keep promising its view.
  return answer as unknown as T;
};

export const isMessaged = (value: unknown): value is Messaged =>
  typeof value === 'object' && value !== null && messaged in value;

export const SKIP_ENVELOPE = 'relance:bare';
/** The answer leaves as it is: metrics, CSV, streams. */
export const SkipEnvelope = () => SetMetadata(SKIP_ENVELOPE, true);

/** What is sent for an answer. */
export const enveloped = (
  answer: unknown,
): { readonly success: true; readonly message?: string; readonly data: unknown } =>
  isMessaged(answer)
    ? { success: true, message: answer.message, data: answer.data ?? null }
    : { success: true, data: answer ?? null };
