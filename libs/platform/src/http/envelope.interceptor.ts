import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@relance/kernel';
import { type Observable, map } from 'rxjs';
import { enveloped, SKIP_ENVELOPE } from './envelope.ts';
import { assertPlainFields } from './plain-fields.ts';
import { type ApiRequest } from './request.ts';
import { assertBodyOfRoute } from './route-body.ts';

/** Nest's own mark on `@Sse()` handlers. */
const SSE = '__sse__';

/** Wraps every answer in the envelope, and refuses first what the body parser could not read. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    // Said only now: a stranger's broken body is a stranger's (401) before it is broken (400).
    if (request.bodyProblem) throw request.bodyProblem;
    assertPlainFields(request.body);
    assertPlainFields(request.query);
    assertBodyOfRoute(context, request);
    refuseOperators(request.query);
    if (this.isBare(context)) return next.handle();
    return next.handle().pipe(map(enveloped));
  }

  private isBare(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    return Boolean(
      this.reflector.getAllAndOverride(SKIP_ENVELOPE, targets) ?? this.reflector.get(SSE, context.getHandler()),
    );
  }
}

/** `status[$ne]=x` is an attempt at the database's operators (or a mistake): never a filter of this API. */
function refuseOperators(query: Readonly<Record<string, unknown>>): void {
  const fields = Object.keys(query).filter((key) => /[[\]$]/.test(key) || typeof query[key] === 'object');
  const objects = fields.filter((key) => !Array.isArray(query[key]));
  if (objects.length === 0) return;
  throw new DomainError(
    'malformed',
    'VALIDATION_FAILED',
    'The query has fields that are not understood.',
    objects.map((field) => ({ field, problem: 'objects and operators are not allowed in a query' })),
  );
}
