import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { type Actor } from '../auth/actor.ts';

type Incoming = IncomingMessage & { originalUrl?: string; actor?: Actor; id?: unknown };

const wellFormed = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's X-Request-Id when it is well formed, else a new one; sent back with the answer. */
function requestId(request: IncomingMessage, response: ServerResponse): string {
  const asked = request.headers['x-request-id'];
  const id = typeof asked === 'string' && wellFormed.test(asked) ? asked : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** Words of our routes and ids are kept; a phone number or anything else that a client put there is not. */
const segment = (text: string): string =>
  /^[A-Za-z0-9._-]{0,64}$/.test(text) && !/^\d{8,15}$/.test(text) ? text : '…';

/** The path alone: a query may hold a name or a number. */
const pathOf = (request: Incoming): string =>
  ((request.originalUrl ?? request.url ?? '').split('?')[0] ?? '').split('/').map(segment).join('/').slice(0, 200);

/**
 * What is written besides the message. Never the response itself, which the library puts into its line: the scrubber would copy all
 * that hangs on it (socket, application, request) to the depth it goes to, for each request.
 */
const lineOf = (request: Incoming, _response: ServerResponse, { ms }: { readonly ms?: unknown }): object =>
  request.actor ? { ms, actor: request.actor.id, role: request.actor.role } : { ms };

/** One line per request, when it ends: method, path, status, milliseconds, request id, owner id. Probes are debug. */
export function requestLog(logger: Logger) {
  return pinoHttp<Incoming, ServerResponse>({
    logger,
    genReqId: requestId,
    wrapSerializers: false,
    customAttributeKeys: { responseTime: 'ms', reqId: 'requestId' },
    quietReqLogger: true,
    // Who asked is known only when the request ends.
    customSuccessObject: lineOf,
    // The cause of a failure has been logged by the problem filter; the library's own stand-in says nothing.
    customErrorObject: (request, response, _error, line: object) => lineOf(request, response, line),
    customLogLevel: (request, response, error) => {
      if (response.statusCode === 503) return 'warn';
      if (error || response.statusCode >= 500) return 'error';
      return /^\/(health|metrics)/.test(pathOf(request)) ? 'debug' : 'info';
    },
    customSuccessMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
    customErrorMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
    serializers: { req: () => undefined, res: () => undefined },
  });
}
