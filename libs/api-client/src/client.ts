import createFetchClient, { type FetchOptions } from 'openapi-fetch';
import { ApiError, apiError } from './api-error.ts';
import { type paths } from './schema.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Paths of the API that have this method. */
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

type JsonOf<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never;

/** What the envelope of a good answer holds. */
export type DataOf<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, { responses: infer Answers }>
    ? { [S in keyof Answers & (200 | 201 | 202)]: JsonOf<Answers[S]> }[keyof Answers & (200 | 201 | 202)] extends {
        data: infer Data;
      }
      ? Data
      : never
    : never;

type Options<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, infer Operation> ? FetchOptions<Operation> : never;
/** Options may be left out where nothing in them is required. */
type Given<P extends keyof paths, M extends Method> =
  Record<string, never> extends Options<P, M> ? [options?: Options<P, M>] : [options: Options<P, M>];

/** One call: a path of the contract, its parameters and body; answers `data`. @throws ApiError */
type Call<M extends Method> = <P extends PathsWith<M>>(path: P, ...options: Given<P, M>) => Promise<DataOf<P, M>>;

export type ApiClient = {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
};

export type ClientOptions = {
  /** Where the API is, without a path: `http://127.0.0.1:3333`; empty in a browser on the same host. */
  readonly baseUrl: string;
  /** A bearer token, or how to get one for each request. */
  readonly token?: string | (() => string | Promise<string>);
  /** Accept-Language of explanations. */
  readonly language?: 'fr' | 'en';
  readonly fetch?: (request: Request) => Promise<Response>;
};

/** A client of the API that knows every path, parameter and answer. Reads the envelope; refusals are thrown. */
export function createClient({ baseUrl, token, language, fetch }: ClientOptions): ApiClient {
  const raw = createFetchClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  raw.use({
    onRequest: async ({ request }) => {
      if (language) request.headers.set('Accept-Language', language);
      if (token) request.headers.set('Authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      return request;
    },
  });
  const call = (method: Method) => async (path: string, options?: object) => {
    // The types above tie path, options and answer together; openapi-fetch's own would repeat them.
    const send = raw.request as (method: string, path: string, options?: object) => Promise<RawAnswer>;
    return dataOf(await send(method, path, options).catch(throwAsApiError));
  };
  return {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
  } as ApiClient;
}

type RawAnswer = { readonly data?: unknown; readonly error?: unknown; readonly response: Response };

function dataOf({ data, error, response }: RawAnswer): unknown {
  const isEnvelope =
    typeof data === 'object' && data !== null && 'success' in data && data.success === true && 'data' in data;
  if (response.ok && isEnvelope) return data.data;
  throw apiError(response, error ?? data);
}

/**
 * What `fetch` or reading its answer threw, as the client throws it: `status` 0 with the code TIMEOUT, NOT_JSON or
 * UNREACHABLE. A request that was given up stays an AbortError.
 */
export function throwAsApiError(cause: unknown): never {
  if (isNamed(cause, 'AbortError')) throw cause;
  if (isNamed(cause, 'TimeoutError'))
    throw new ApiError(0, 'TIMEOUT', 'The server did not answer in time.', null, null, null, { cause });
  if (cause instanceof SyntaxError)
    throw new ApiError(0, 'NOT_JSON', 'The server did not answer in JSON.', null, null, null, { cause });
  throw new ApiError(0, 'UNREACHABLE', 'The server could not be reached.', null, null, null, { cause });
}

/** By its name: a DOMException of another realm (a frame, a test's environment) is of another class. */
const isNamed = (cause: unknown, name: string): boolean =>
  typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === name;
