import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { DomainError } from '@relance/kernel';
import { type Response } from 'express';
import { catchError, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import { isMessaged, withMessage } from '../http/envelope.ts';
import { type ApiRequest } from '../http/request.ts';
import { validationFailed } from '../http/validation.pipe.ts';
import { type Answer, type Claim, IdempotencyStore } from './idempotency.store.ts';

const HEADER = 'idempotency-key';
const keyForm = /^[\x21-\x7e]{1,255}$/;

/**
 * Honours `Idempotency-Key` on POSTs of signed-in people: a repeat with the same body gets the first answer again and does
 * nothing; 422 when the body is another one, 409 while the first still runs. Refusals are not remembered.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly store: IdempotencyStore) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const key = request.headers[HEADER];
    if (key === undefined || request.method !== 'POST' || !request.actor) return next.handle();
    // A body that could not be read is refused by whoever comes next; it must not be remembered.
    if (request.bodyProblem) return next.handle();
    // Staff who act for two owners with one key ask for two things.
    const id = `${request.actor.id}:${request.ownerId ?? ''}:${checkedKey(key)}`;
    const claim = await this.store.claim(id, fingerprintOf(request));
    if (claim.kind !== 'mine') return replay(claim, context.switchToHttp().getResponse<Response>());
    return this.remember(id, claim.run, context, next);
  }

  private remember(id: string, run: number, context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.store.recordResponse(id, run, { status: response.statusCode, ...partsOf(answer) });
        return answer;
      }),
      catchError((error: unknown) => from(this.store.release(id, run)).pipe(mergeMap(() => throwError(() => error)))),
    );
  }
}

/** The envelope's sentence travels beside the data. */
const partsOf = (answer: unknown): { readonly data: unknown; readonly message: string | null } =>
  isMessaged(answer) ? { data: answer.data, message: answer.message } : { data: answer, message: null };

const answerAgain = ({ data, message }: Answer): unknown => (message === null ? data : withMessage(data, message));

function checkedKey(key: string | string[]): string {
  if (typeof key === 'string' && keyForm.test(key)) return key;
  throw validationFailed([{ field: 'Idempotency-Key', problem: 'must be 1 to 255 visible characters' }]);
}

function replay(claim: Exclude<Claim, { kind: 'mine' }>, response: Response): Observable<unknown> {
  switch (claim.kind) {
    case 'done':
      response.status(claim.answer.status).setHeader('Idempotency-Replayed', 'true');
      return of(answerAgain(claim.answer));
    case 'running':
      throw new DomainError('conflict', 'IDEMPOTENCY_KEY_RUNNING', 'The first request with this key still runs.');
    case 'other_request':
      throw new DomainError(
        'unprocessable',
        'IDEMPOTENCY_KEY_REUSED',
        'This key was used for another request. Take a new key for a new request.',
      );
  }
}

/** Route and body; of an upload its size, for the file itself is not read yet. */
function fingerprintOf(request: ApiRequest): string {
  const body: unknown = request.body ?? `upload of ${request.headers['content-length'] ?? 'unknown'} bytes`;
  return createHash('sha256')
    .update(JSON.stringify([request.originalUrl, body]))
    .digest('base64url');
}
