import { type OpenAPIObject } from '@nestjs/swagger';
import { type RouteAudience } from '@relance/platform';

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema?: JsonSchema;
};
export type JsonSchema = {
  readonly $ref?: string;
  readonly allOf?: readonly JsonSchema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
};
export type Route = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{id}`. */
  readonly path: string;
  /** The first one that the route names. */
  readonly audience: RouteAudience;
  readonly audiences: readonly RouteAudience[];
  /** About the caller's own login, whatever their role: no owner is acted for. */
  readonly isOwnLogin: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | null;
  /** Media types that the route's body may have; none: it reads no body. */
  readonly consumes: readonly string[];
  /** Every status that the contract names. */
  readonly statuses: readonly number[];
  readonly isStream: boolean;
};

type Operation = {
  readonly 'x-audience': RouteAudience;
  readonly 'x-audiences'?: readonly RouteAudience[];
  readonly 'x-own-login'?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
};

/** Every route of the contract. */
export function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      method: method as Route['method'],
      path,
      audience: operation['x-audience'],
      audiences: operation['x-audiences'] ?? [operation['x-audience']],
      isOwnLogin: operation['x-own-login'] ?? false,
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content?.['application/json']?.schema ?? null,
      consumes: Object.keys(operation.requestBody?.content ?? {}),
      statuses: Object.keys(operation.responses).map(Number),
      isStream: path.endsWith('/stream'),
    })),
  );
}

/** The path with its parameters filled in. */
export const pathWith = (route: Route, value: string): string => route.path.replace(/\{[^}]+\}/g, value);
