import { type Server } from 'node:http';
import { type NestExpressApplication } from '@nestjs/platform-express';
import {
  jsonBody,
  type RelanceConfig,
  deferBodyErrors,
  rejectUnsupportedMediaTypes,
  requestContext,
  requestLog,
} from '@relance/platform';
import cookieParser from 'cookie-parser';
import helmet from 'helmet';
import { type RequestHandler } from 'express';
import { type Logger } from 'pino';

/** Everything of the product is under this path; probes and metrics stay at the root. */
export const API_PREFIX = 'api/relance';
const AT_THE_ROOT = ['health/live', 'health/ready', 'metrics'];

/**
 * How long a connection without a request stays open: longer than usual proxies and clients keep theirs (nginx and AWS 60 s, Traefik
 * 90 s, Caddy 120 s). Whoever closes first must be the caller: otherwise a request may meet a connection that is being closed
 * (ECONNRESET, 502). The limit for a request's headers counts from its own first byte. Real time.
 */
export const KEEP_ALIVE_MS = 125_000;

/** What every request passes before its route: log, safe headers, origins, cookies, bodies. */
export function setUpHttp(app: NestExpressApplication, config: RelanceConfig, logger: Logger): void {
  (app.getHttpServer() as Server).keepAliveTimeout = KEEP_ALIVE_MS;
  // Strong tags: If-Match on a change names what was read.
  app.set('etag', 'strong');
  app.set('trust proxy', [...config.trustedProxies]);
  app.use(requestLog(logger));
  app.use(requestContext);
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;
  const contentSecurityPolicy = { directives: { upgradeInsecureRequests: isHttps ? [] : null } };
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: isHttps }));
  if (config.corsOrigins.length > 0) {
    app.enableCors({
      origin: [...config.corsOrigins],
      credentials: true,
      exposedHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
    });
  }
  app.use(cookieParser());
  if (!config.roles.api) app.use(probesOnly);
  app.use(ownPathsOnly);
  app.use(rejectUnsupportedMediaTypes);
  app.useBodyParser('json', jsonBody);
  app.use(deferBodyErrors);
  app.setGlobalPrefix(API_PREFIX, { exclude: AT_THE_ROOT });
}

const OWN_PATH = /^\/(api\/(relance|docs)\b|health\/|metrics\b)/;

/** Answers every other path with 404, in the envelope. */
const only =
  (isServed: (path: string) => boolean, message: string): RequestHandler =>
  (request, response, next) => {
    if (isServed(request.path)) return next();
    response.status(404).json({ success: false, code: 'ROUTE_NOT_FOUND', message, requestId: request.id });
  };

const ownPathsOnly = only(
  (path) => OWN_PATH.test(path),
  `There is nothing at this address. The API is under /${API_PREFIX}.`,
);

/** A process without the api role answers its probes and nothing else. */
const probesOnly = only(
  (path) => AT_THE_ROOT.includes(path.slice(1)),
  'This process does not serve the API (RELANCE_ROLES).',
);
