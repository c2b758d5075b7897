import 'reflect-metadata';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  RequestMethod,
} from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { ExternalContextCreator, ModuleRef, Reflector } from '@nestjs/core';
import { DomainError } from '@relance/kernel';
import { type Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { onCondition } from '../../mongo/commit-condition.ts';
import { enveloped, SKIP_ENVELOPE } from '../envelope.ts';
import { preconditionOf } from './preconditions.ts';
import { type ApiRequest } from '../request.ts';

/** What a read at the path of this request answers now, before the envelope. */
type Read = (request: ApiRequest, response: Response) => Promise<unknown>;
type Controller = Readonly<Record<string, unknown>>;

const CHANGES: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/**
 * Honours If-Match and If-None-Match on changes (RFC 9110, 13.1), so that two people who edit one thing do not undo each other's work:
 * 412 PRECONDITION_FAILED when a read at the same path would not answer the entity tag that was named. It is asked twice: before the
 * change, so that nothing of it is begun, and within its transaction before that is committed, so that of changes at the same moment,
 * in whichever process, one is made. A path without a read, and a change without these headers, are as they were. Files have tags of
 * their own bytes and are looked at by their own routes.
 */
@Injectable()
export class PreconditionInterceptor implements NestInterceptor {
  /** By the handler that changes. */
  private readonly reads = new Map<unknown, Read | null>();

  constructor(
    private readonly modules: ModuleRef,
    private readonly contexts: ExternalContextCreator,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    if (!CHANGES.has(request.method) || (ifMatch === undefined && ifNoneMatch === undefined)) return next.handle();
    const read = this.readOf(context);
    if (!read) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    const confirm = async (): Promise<void> => {
      const etag = entityTagOf(await read(request, response), response);
      if (preconditionOf({ method: request.method, ifMatch, ifNoneMatch }, etag) === 'failed') throw changedMeanwhile();
    };
    const change = (): Promise<unknown> => lastValueFrom(next.handle());
    return from(confirm().then(() => onCondition(confirm, change)));
  }

  private readOf(context: ExecutionContext): Read | null {
    const handler = context.getHandler();
    const known = this.reads.get(handler);
    if (known !== undefined) return known;
    const read = this.findRead(context);
    this.reads.set(handler, read);
    return read;
  }

  /** The controller's own GET at the path of the handler; null when it has none, or answers without the envelope. */
  private findRead(context: ExecutionContext): Read | null {
    const instance = this.modules.get<Controller>(context.getClass(), { strict: false });
    const path: unknown = this.reflector.get(PATH_METADATA, context.getHandler());
    const name = methodsOf(instance).find((each) => {
      const method = instance[each] as Parameters<Reflector['get']>[1]; // a method: filtered by methodsOf
      return (
        this.reflector.get(METHOD_METADATA, method) === RequestMethod.GET &&
        String(this.reflector.get(PATH_METADATA, method)) === String(path) &&
        !this.reflector.get(SKIP_ENVELOPE, method)
      );
    });
    if (name === undefined) return null;
    const callback = instance[name] as (...args: unknown[]) => unknown; // a method, as above
    const options = { guards: false, interceptors: false, filters: false };
    return this.contexts.create(
      instance,
      callback,
      name,
      ROUTE_ARGS_METADATA,
      parameters,
      undefined,
      undefined,
      options,
    ) as Read;
  }
}

const methodsOf = (instance: Controller): readonly string[] =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(instance)).filter((name) => typeof instance[name] === 'function');

/** What a read is given of the request: nothing of the body, which belongs to the change. */
const parameters = {
  exchangeKeyForValue(kind: number, name: unknown, [request, response]: [ApiRequest, Response]): unknown {
    const part = (parts: Readonly<Record<string, unknown>>) => (typeof name === 'string' ? parts[name] : parts);
    if (kind === RouteParamtypes.REQUEST) return request;
    if (kind === RouteParamtypes.RESPONSE) return response;
    if (kind === RouteParamtypes.PARAM) return part(request.params);
    if (kind === RouteParamtypes.QUERY) return part(request.query);
    return kind === RouteParamtypes.HEADERS ? part(request.headers) : null;
  },
};

/** The entity tag that the answer would be sent with. */
function entityTagOf(data: unknown, { app }: Response): string | null {
  const tagOf = app.get('etag fn') as ((body: string, encoding: string) => string) | undefined; // Express' own, by its setting
  return tagOf?.(JSON.stringify(enveloped(data)), 'utf8') ?? null;
}

const changedMeanwhile = (): DomainError =>
  new DomainError(
    'precondition_failed',
    'PRECONDITION_FAILED',
    'It is not what the request names: it was changed meanwhile. Read it again and repeat the change.',
  );
