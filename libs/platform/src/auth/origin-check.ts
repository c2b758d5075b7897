import { DomainError } from '@relance/kernel';
import { type RelanceConfig } from '../config/relance-config.ts';
import { type ApiRequest } from '../http/request.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * A cookie travels with any site's form, so a change asked for with a cookie must come from our own pages:
 * the Origin is the host that was asked (directly or as the console's proxy names it), PUBLIC_URL, one of CORS_ORIGINS,
 * or the console on this machine. A foreign page cannot set X-Forwarded-Host without a preflight, which CORS refuses.
 */
export function assertOwnOrigin(
  request: Pick<ApiRequest, 'method' | 'headers'>,
  config: Pick<RelanceConfig, 'publicUrl' | 'corsOrigins' | 'host' | 'consolePort' | 'port'>,
): void {
  if (safeMethods.has(request.method)) return;
  const origin = request.headers.origin;
  if (origin && (isListed(origin, config) || isSameHost(origin, request))) return;
  throw new DomainError(
    'forbidden',
    'ORIGIN_REFUSED',
    'A change with the console cookie must come from the console itself.',
  );
}

function isSameHost(origin: string, request: Pick<ApiRequest, 'headers'>): boolean {
  const host = hostOf(origin);
  const forwarded = request.headers['x-forwarded-host'];
  return host !== null && (host === request.headers.host || host === forwarded);
}

function isListed(origin: string, config: Parameters<typeof assertOwnOrigin>[1]): boolean {
  const hosts = [config.host, '127.0.0.1', 'localhost'];
  const local = hosts.flatMap((host) => [`http://${host}:${config.consolePort}`, `http://${host}:${config.port}`]);
  const known = [config.publicUrl && new URL(config.publicUrl).origin, ...config.corsOrigins, ...local];
  return known.includes(origin);
}
