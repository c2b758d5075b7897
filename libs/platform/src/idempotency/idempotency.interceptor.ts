import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { DomainError } from '@relance/kernel';
import { type Response } from 'express';
import { catchError, finalize, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import { isMessaged, withMessage } from '../http/envelope.ts';
import { type ApiRequest } from '../http/request.ts';
import { validationFailed } from '../http/validation.pipe.ts';
import { type Answer, type Claim, IdempotencyStore, RUNNING_MS } from './idempotency.store.ts';
import { hashOfRest, hashWhileRead, isUpload } from './upload-hash.ts';

const HEADER = 'idempotency-key';
const keyForm = /^[\x21-\x7e]{1,255}$/;

/** A running request keeps its key by renewing it this often. */
const RENEW_MS = RUNNING_MS / 3;

/**
 * Honours `Idempotency-Key` on POSTs of signed-in people: a repeat with the same body gets the first answer again and does
 * nothing; 422 when the body is another one, 409 while the first still runs. Refusals are not remembered. Once the work is done its
 * key is never given free again: an answer that cannot be stored at once is kept here and stored as soon as the database is back.
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
    const response = context.switchToHttp().getResponse<Response>();
    // Staff who act for two owners with one key ask for two things.
    const id = `${request.actor.id}:${request.ownerId ?? ''}:${checkedKey(key)}`;
    const upload = isUpload(request);
    const claim = await this.store.claim(id, upload ? null : fingerprintOf(request, request.body));
    if (claim.kind === 'done' && upload) {
      const isSame = fingerprintOf(request, await hashOfRest(request)) === claim.fingerprint;
      return replay(isSame ? claim : { kind: 'other_request' }, response);
    }
    if (claim.kind !== 'mine') return replay(claim, response);
    const hash = upload ? hashWhileRead(request) : null;
    const fingerprint = () => fingerprintOf(request, hash ? hash.digest() : request.body);
    return this.remember(id, claim.run, response, fingerprint, next);
  }

  private remember(
    id: string,
    run: number,
    response: Response,
    fingerprint: () => string,
    next: CallHandler,
  ): Observable<unknown> {
    const renewing = setInterval(() => void this.store.renew(id, run).catch(() => undefined), RENEW_MS);
    renewing.unref();
    return next.handle().pipe(
      catchError((error: unknown) => from(this.store.release(id, run)).pipe(mergeMap(() => throwError(() => error)))),
      mergeMap(async (answer: unknown) => {
        const said = { status: response.statusCode, ...partsOf(answer), fingerprint: fingerprint() };
        await this.store.recordResponse(id, run, said);
        return answer;
      }),
      finalize(() => clearInterval(renewing)),
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

/**
 * Route and body, or an upload's content. No body is the same request as an empty object, and the order of an object's fields says
 * nothing (RFC 8259, 4): some programs write them in another one each time.
 */
const fingerprintOf = (request: ApiRequest, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([request.originalUrl, body ?? {}], inOrder))
    .digest('base64url');

/** For JSON.stringify: fields by their names. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
