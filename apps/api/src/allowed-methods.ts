import { type INestApplication } from '@nestjs/common';
import { PATH_METADATA, SSE_METADATA } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import { type Application, type Request, type RequestHandler } from 'express';
import { API_PREFIX } from './http.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Path = { readonly pattern: RegExp; readonly methods: readonly string[] };
type Table = { readonly paths: readonly Path[]; readonly taken: ReadonlyMap<string, RegExp> };
/** What Express keeps of a route; its types leave the list open. */
type Layer = {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean | undefined>> };
};

/**
 * Answers 405 with `Allow` where an address is served and the method is not one of its own (RFC 9110, 15.5.6); OPTIONS gets `Allow`
 * alone. Several paths may fit an address (`/contacts/bulk`, `/contacts/:id`): what any of them takes goes on to the router. The
 * router's own list is asked, at the first request: the document says the same, and takes a third of a second to be made.
 */
export function allowedMethods(app: INestApplication): RequestHandler {
  let table: Table | null = null;
  return (request, response, next) => {
    table ??= tableOf(request.app, streamPaths(app));
    const { method, path, id: requestId } = request as Request & { readonly id?: string };
    // Almost every request: it costs one match, about a microsecond; what else the address takes is asked for a refusal alone.
    if (table.taken.get(method)?.test(path)) return next();
    const allowed = new Set(table.paths.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) return next();
    response.setHeader('Allow', [...allowed, 'OPTIONS'].join(', '));
    if (method === 'OPTIONS') return void response.status(204).end();
    const message = `This address takes ${[...allowed].join(', ')}, not ${method}.`;
    response.status(405).json({ success: false, code: 'METHOD_NOT_ALLOWED', message, requestId });
  };
}

function tableOf(app: Application, streams: ReadonlySet<string>): Table {
  const methodsOf = new Map<string, Set<string>>();
  for (const { route } of app.router.stack as readonly Layer[]) {
    // One for all methods is the frame's own, which answers 404 behind the routes.
    if (!route || METHODS.every((method) => route.methods[method])) continue;
    const known = methodsOf.get(route.path) ?? new Set();
    for (const method of METHODS) if (route.methods[method]) known.add(method.toUpperCase());
    // A stream never ends, and has nothing to be told of in advance.
    if (known.has('GET') && !streams.has(route.path)) known.add('HEAD');
    methodsOf.set(route.path, known);
  }
  const known = [...methodsOf].map(([path, methods]) => ({ path, methods: [...methods].sort(byOrder) }));
  const paths = known.map(({ path, methods }) => ({ pattern: patternOf(path), methods }));
  const pathsOf = (method: string) => known.filter(({ methods }) => methods.includes(method)).map(({ path }) => path);
  const methods = new Set(known.flatMap((each) => each.methods));
  return { paths, taken: new Map([...methods].map((method) => [method, patternOf(...pathsOf(method))])) };
}

const ORDER: readonly string[] = [...METHODS.map((method) => method.toUpperCase()), 'HEAD'];
const byOrder = (a: string, b: string): number => ORDER.indexOf(a) - ORDER.indexOf(b);

/** Addresses whose GET is a stream of events. */
function streamPaths(app: INestApplication): ReadonlySet<string> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const paths = controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as { readonly prototype?: object } | null)?.prototype ?? {};
    const methods = Object.values(Object.getOwnPropertyDescriptors(prototype)).map(({ value }) => value as unknown);
    const streams = methods.filter(
      (method) => typeof method === 'function' && Reflect.hasMetadata(SSE_METADATA, method),
    );
    return streams.map((method) => joined(API_PREFIX, pathOf(metatype), pathOf(method)));
  });
  return new Set(paths);
}

const pathOf = (target: unknown): string => String(Reflect.getMetadata(PATH_METADATA, target as object) ?? '');
const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** Addresses are compared as the router does: whatever the case, with or without a slash at the end. */
function patternOf(...paths: readonly string[]): RegExp {
  const escaped = paths.map((path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+'));
  return new RegExp(`^(?:${escaped.join('|')})/?$`, 'i');
}
