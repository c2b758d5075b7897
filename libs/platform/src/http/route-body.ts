import { problem } from '@relance/kernel';
import 'reflect-metadata';
import { type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { jsonOnly } from './body.ts';
import { type ApiRequest } from './request.ts';
import { validationFailed } from './validation.pipe.ts';

/** Where `@ApiConsumes` keeps the media types of a route's body. */
const CONSUMES = 'swagger/apiConsumes';

const files: readonly number[] = [RouteParamtypes.FILE, RouteParamtypes.FILES];
const bodies: readonly number[] = [RouteParamtypes.BODY, RouteParamtypes.RAW_BODY];

/**
 * Refuses a body that the route would not read: a form where only JSON is read (415), and anything but an empty object where no body
 * is read at all (400, each field named). Without this, a misspelt field of such a route would pass for accepted.
 */
export function assertBodyOfRoute(context: ExecutionContext, request: Pick<ApiRequest, 'body' | 'headers'>): void {
  const kinds = parameterKinds(context);
  if (consumesForms(context) || kinds.some((kind) => files.includes(kind))) return;
  if (/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw jsonOnly();
  if (!kinds.some((kind) => bodies.includes(kind))) assertEmpty(request.body);
}

function assertEmpty(body: unknown): void {
  if (body === undefined) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw validationFailed([{ field: 'body', problem: 'must be left out here, or be an empty object' }]);
  }
  const fields = Object.keys(body);
  if (fields.length > 0) throw validationFailed(fields.map((field) => ({ field, ...problem('NOT_KNOWN_HERE') })));
}

const consumesForms = (context: ExecutionContext): boolean =>
  [context.getHandler(), context.getClass()].some((target) => Reflect.hasMetadata(CONSUMES, target));

/** What the handler is given. Nest keeps a handler's parameters under keys such as `3:0`: kind, then position. */
function parameterKinds(context: ExecutionContext): number[] {
  const parameters: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  return Object.keys(parameters ?? {}).map((key) => Number(key.split(':')[0]));
}
