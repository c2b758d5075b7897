import { type DomainError } from '@relance/kernel';

/** A failure before it is sent: its status, and the envelope without the request id. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: DomainError['details'];
  readonly retryAfterSeconds?: number;
};
