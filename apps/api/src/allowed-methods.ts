import { type OpenAPIObject } from '@nestjs/swagger';
import { type Request, type RequestHandler } from 'express';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Path = { readonly path: string; readonly pattern: RegExp; readonly methods: readonly string[] };

/**
 * Answers 405 with `Allow` where the address is one of the document's and the method is not one of its own (RFC 9110, 15.5.6); OPTIONS
 * gets `Allow` alone. Several paths may fit an address (`/contacts/bulk`, `/contacts/{id}`): what any of them takes goes on to the router.
 */
export function allowedMethods({ paths }: Pick<OpenAPIObject, 'paths'>): RequestHandler {
  const known = Object.entries(paths).map(([path, item]): Path => {
    const methods = METHODS.filter((method) => item[method]).map((method) => method.toUpperCase());
    const hasHead = item.get !== undefined && !isStream(item.get);
    return { path, pattern: patternOf(path), methods: hasHead ? [...methods, 'HEAD'] : methods };
  });
  const taken = byMethod(known);
  return (request, response, next) => {
    const { method, path, id: requestId } = request as Request & { readonly id?: string };
    // Almost every request: it costs one match, about a microsecond; what else the address takes is asked for a refusal alone.
    if (taken.get(method)?.test(path)) return next();
    const allowed = new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) return next();
    response.setHeader('Allow', [...allowed, 'OPTIONS'].join(', '));
    if (method === 'OPTIONS') return void response.status(204).end();
    const message = `This address takes ${[...allowed].join(', ')}, not ${method}.`;
    response.status(405).json({ success: false, code: 'METHOD_NOT_ALLOWED', message, requestId });
  };
}

/** A stream never ends, and has nothing to be told of in advance. */
const isStream = ({ responses }: { readonly responses: object }): boolean =>
  JSON.stringify(responses).includes('text/event-stream');

/** All addresses that take a method, as one pattern. */
function byMethod(known: readonly Path[]): ReadonlyMap<string, RegExp> {
  const methods = new Set(known.flatMap((each) => each.methods));
  const pathsOf = (method: string) => known.filter((each) => each.methods.includes(method)).map(({ path }) => path);
  return new Map([...methods].map((method) => [method, patternOf(...pathsOf(method))]));
}

/** Addresses are compared as the router does: whatever the case, with or without a slash at the end. */
function patternOf(...paths: readonly string[]): RegExp {
  const escaped = paths.map((path) => path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+'));
  return new RegExp(`^(?:${escaped.join('|')})/?$`, 'i');
}
